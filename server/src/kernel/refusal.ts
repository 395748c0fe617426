/** A "no" that a program acts on. `kind` is the name of its GraphQL type, `message` is for people. */
export interface Refusal<Kind extends string = string> {
  readonly kind: Kind;
  readonly code: string;
  readonly message: string;
}

export interface NotPermitted extends Refusal<'NotPermitted'> {
  readonly action: string;
}

export interface IllegalTransition extends Refusal<'IllegalTransition'> {
  readonly from: string;
  readonly to: string;
}

export interface VersionStale extends Refusal<'VersionStale'> {
  readonly expected: number;
  readonly actual: number;
}

export interface IdempotencyConflict extends Refusal<'IdempotencyConflict'> {
  readonly key: string;
}

export interface InvalidReference extends Refusal<'InvalidReference'> {
  /** the input's field, as the caller wrote it */
  readonly field: string;
  readonly id: string;
}

export function notPermitted(action: string): NotPermitted {
  return {
    kind: 'NotPermitted',
    code: 'NOT_PERMITTED',
    message: `Your key may not do this (${action}): ask an administrator for a key that may.`,
    action,
  };
}

/** @param possible the states that can be reached from `from` */
export function illegalTransition(
  from: string,
  to: string,
  possible: readonly string[],
): IllegalTransition {
  const way = possible.length > 0 ? `only to ${possible.join(', ')}` : 'to nothing else, ever';
  return {
    kind: 'IllegalTransition',
    code: 'ILLEGAL_TRANSITION',
    message: `What is ${from} cannot become ${to}: it can go ${way}.`,
    from,
    to,
  };
}

export function versionStale(expected: number, actual: number): VersionStale {
  return {
    kind: 'VersionStale',
    code: 'VERSION_STALE',
    message: `You decided on version ${expected} and it is now at version ${actual}: read it again, then decide.`,
    expected,
    actual,
  };
}

export function idempotencyConflict(key: string): IdempotencyConflict {
  return {
    kind: 'IdempotencyConflict',
    code: 'IDEMPOTENCY_CONFLICT',
    message: 'This idempotency key was used for another request: take a new key for a new request.',
    key,
  };
}

export function invalidReference(field: string, id: string): InvalidReference {
  return {
    kind: 'InvalidReference',
    code: 'INVALID_REFERENCE',
    message: `${field} names nothing that you can see: take the id from an answer.`,
    field,
    id,
  };
}
