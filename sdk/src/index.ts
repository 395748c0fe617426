export * from './_generated/documents.ts';
export type { Methods } from './_generated/methods.ts';
export type * from './_generated/types.ts';
export { type Carnet, createCarnet } from './carnet.ts';
export { type CallOptions, type Client, createClient } from './client.ts';
export type { DatePaths, Document, Operation, TypedText } from './document.ts';
export type { ErrorCode } from './error-codes.ts';
export {
  AnswerError,
  CarnetError,
  DateError,
  type GraphQLFault,
  NetworkError,
  RequestError,
  TimeoutError,
} from './errors.ts';
export { exportRows, type RowOf } from './export-rows.ts';
export type { CarnetOptions, Fetch, SocketClass } from './options.ts';
export { type Load, type Page, pages } from './pages.ts';
export type { SubscribeOptions } from './subscribe.ts';
