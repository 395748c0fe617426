/** The SQLSTATE codes that the code tells apart, by the name PostgreSQL gives them. */
export const SQLSTATE = {
  notNullViolation: '23502',
  foreignKeyViolation: '23503',
  uniqueViolation: '23505',
  checkViolation: '23514',
  exclusionViolation: '23P01',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  insufficientPrivilege: '42501',
  undefinedTable: '42P01',
  undefinedFunction: '42883',
  lockNotAvailable: '55P03',
  objectInUse: '55006',
  queryCanceled: '57014',
  adminShutdown: '57P01',
  cannotConnectNow: '57P03',
  tooManyConnections: '53300',
  invalidCatalogName: '3D000',
  invalidPassword: '28P01',
  invalidAuthorization: '28000',
} as const;

export type SqlStateName = keyof typeof SQLSTATE;

/** The code of an error that came from PostgreSQL or from the network, if it carries one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Whether PostgreSQL refused with one of the named states. */
export function hasSqlState(error: unknown, ...names: SqlStateName[]): boolean {
  const code = errorCode(error);
  return code !== undefined && names.some((name) => SQLSTATE[name] === code);
}
