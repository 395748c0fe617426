import { type ErrorCode, errorCodes } from './error-codes.ts';

/**
 * Whatever goes wrong here is one of these; a business "no" is not: it is a member of the answer.
 * Messages hold neither the key nor variables.
 */
export class CarnetError extends Error {
  override name = 'CarnetError';
  /** From the table, or of a server that is newer than this SDK. */
  readonly code: ErrorCode | (string & Record<never, never>);

  constructor(code: CarnetError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Whether the same request may succeed a moment later. */
  get passing(): boolean {
    return errorCodes[this.code as ErrorCode] === 'passing';
  }
}

/** The server could not be reached, or the connection broke. A mutation may have been carried out. */
export class NetworkError extends CarnetError {
  override name = 'NetworkError';

  constructor(message: string, options?: ErrorOptions) {
    super('NETWORK', message, options);
  }
}

/** There was no answer in time. A mutation may have been carried out. */
export class TimeoutError extends CarnetError {
  override name = 'TimeoutError';

  constructor(milliseconds: number) {
    super(
      'TIMED_OUT',
      `There was no answer within ${milliseconds} ms: give a longer timeout, or ask for less.`,
    );
  }
}

/** What came back is not an answer of a Carnet. */
export class AnswerError extends CarnetError {
  override name = 'AnswerError';

  constructor(
    message: string,
    code: 'UNREADABLE_ANSWER' | 'UNREADABLE_DATE' = 'UNREADABLE_ANSWER',
  ) {
    super(code, message);
  }
}

/** A date that cannot be read. Nothing is put in its place. */
export class DateError extends AnswerError {
  override name = 'DateError';
  /** Where it stands, such as `licences.nodes[3].recordedAt`. */
  readonly path: string;

  constructor(path: string) {
    super(`${path} is not an instant such as 2026-01-28T09:00:00.000Z.`, 'UNREADABLE_DATE');
    this.path = path;
  }
}

/** One entry of an answer's `errors`. */
export interface GraphQLFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

/** The server refuses the request as such; `code` says why. */
export class RequestError extends CarnetError {
  override name = 'RequestError';
  /** All that is wrong; the error itself is the first. */
  readonly faults: readonly GraphQLFault[];

  constructor(faults: readonly GraphQLFault[]) {
    const told = faults.map(discreet);
    const [first] = told;
    super(
      first?.extensions?.code ?? 'INTERNAL_SERVER_ERROR',
      first?.message ?? 'The server says that something is wrong, and not what.',
    );
    this.faults = told;
  }
}

/** graphql-js repeats the value of a variable that it cannot use; logs should not have it. */
function discreet(fault: GraphQLFault): GraphQLFault {
  const [, name] = /^Variable "\$(\w+)" got invalid value/.exec(fault.message) ?? [];
  if (!name) return fault;
  return { ...fault, message: `The variable ${name} holds a value of the wrong type or form.` };
}
