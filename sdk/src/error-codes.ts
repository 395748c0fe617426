/**
 * Every code an error can have, and whether the same request may succeed a moment later. Those
 * up to UNREADABLE_DATE arise here, the others are the server's.
 */
export const errorCodes = {
  NETWORK: 'passing',
  TIMED_OUT: 'lasting',
  UNREADABLE_ANSWER: 'lasting',
  UNREADABLE_DATE: 'lasting',
  GRAPHQL_PARSE_FAILED: 'lasting',
  GRAPHQL_VALIDATION_FAILED: 'lasting',
  OPERATION_RESOLUTION_FAILURE: 'lasting',
  BAD_REQUEST: 'lasting',
  BAD_USER_INPUT: 'lasting',
  MALFORMED_ID: 'lasting',
  MALFORMED_CURSOR: 'lasting',
  PAGE_SIZE: 'lasting',
  DOCUMENT_LIMIT: 'lasting',
  COST_LIMIT: 'lasting',
  CURSOR_EXPIRED: 'lasting',
  AS_OF_FUTURE: 'lasting',
  AS_OF_UNAVAILABLE: 'lasting',
  UNAUTHENTICATED: 'lasting',
  FORBIDDEN: 'lasting',
  NOT_EXPORTABLE: 'lasting',
  EXPORT_LIMIT: 'passing',
  TIMEOUT: 'lasting',
  UNAVAILABLE: 'passing',
  INTERNAL_SERVER_ERROR: 'lasting',
} as const;

export type ErrorCode = keyof typeof errorCodes;
