/** Every code a client can meet in `errors[].extensions.code`, and its HTTP status. */
export const faultCodes = {
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  BAD_REQUEST: 400,
  /** an argument or variable has the wrong type or an impossible value */
  BAD_USER_INPUT: 400,
  /** an `ID` that is not base64url of `Type:key`, or of a type that does not fit */
  MALFORMED_ID: 400,
  /** a cursor this API did not make, or made for another list or order */
  MALFORMED_CURSOR: 400,
  /** `first` or `last` outside 1 to 200, or both */
  PAGE_SIZE: 400,
  /** the document is too large, too deep or asks for too much */
  DOCUMENT_LIMIT: 400,
  /** the document may come to more rows than are read at once */
  COST_LIMIT: 400,
  /** the event log has no such place (any more) */
  CURSOR_EXPIRED: 400,
  /** `asOf` or `recordedAsOf` lies ahead of the database's clock */
  AS_OF_FUTURE: 400,
  /** as of an instant is asked for something whose past is not kept */
  AS_OF_UNAVAILABLE: 400,
  /** a key was given and it is unknown or revoked */
  UNAUTHENTICATED: 401,
  /** the viewer may not do this */
  FORBIDDEN: 403,
  /** a document that is no list was asked for as a file */
  NOT_EXPORTABLE: 406,
  /** as many exports are running as may at once */
  EXPORT_LIMIT: 429,
  /** the statement ran longer than is allowed */
  TIMEOUT: 504,
  /** the database cannot be reached at the moment */
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
} as const;

export type FaultCode = keyof typeof faultCodes;

/** Something the caller is told about: a sentence for people and a code from the table. */
export class Fault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string) {
    super(message);
    this.name = 'Fault';
    this.code = code;
  }
}
