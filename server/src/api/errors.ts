import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Fault, type FaultCode, faultCodes } from '../kernel/fault.ts';

/** Told of what clients are not told. */
export type ReportFault = (error: unknown) => void;

/**
 * What a client sees of an error: a sentence and a code from the table. Of what
 * nobody foresaw it learns nothing, and whoever runs the server learns all.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  report: ReportFault,
): GraphQLFormattedError {
  const cause = causeOf(error);
  if (cause instanceof Fault) return withCode(formatted, cause.message, cause.code);
  const code = codeOf(formatted);
  // raised by a scalar or by graphql-js itself while it reads the request
  if (code) return withCode(formatted, withoutValues(formatted.message), code);
  if (cause instanceof GraphQLError && !cause.originalError) {
    return withCode(formatted, withoutValues(formatted.message), 'BAD_USER_INPUT');
  }
  report(cause);
  return withCode(
    formatted,
    'The server met an unforeseen problem with this request; it has been written to its log.',
    'INTERNAL_SERVER_ERROR',
  );
}

function withCode(
  { locations, path }: GraphQLFormattedError,
  message: string,
  code: FaultCode,
): GraphQLFormattedError {
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code },
  };
}

const invalidVariable =
  /^Variable "(\$\w+)" got invalid value [\s\S]*?(?: at "([^"]*)")?; (Field "\w+" (?:is not defined by|of required) type "[^"]+")?(?:[\s\S]*?(?:type|in) "(\w+)")?/;

/** graphql-js repeats the values of variables, and values may be confidential. */
function withoutValues(message: string): string {
  const [found, variable, path, field, type] = invalidVariable.exec(message) ?? [];
  if (!found) return message;
  const where = path ? ` at "${path}"` : '';
  if (field)
    return `Variable "${variable}" has an invalid value${where}: ${field.replace('of required type', 'is required by type')}.`;
  return `Variable "${variable}" has an invalid value${where}${type ? `: it is no ${type}` : ''}.`;
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError
    ? causeOf(error.originalError)
    : error;
}

function codeOf({ extensions }: GraphQLFormattedError): FaultCode | undefined {
  const code = extensions?.code;
  const known = typeof code === 'string' && code in faultCodes && code !== 'INTERNAL_SERVER_ERROR';
  return known ? (code as FaultCode) : undefined;
}
