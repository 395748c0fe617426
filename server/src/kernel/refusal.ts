/** A "no" that a program acts on. `kind` is the name of its GraphQL type, `message` is for people. */
export interface Refusal<Kind extends string = string> {
  readonly kind: Kind;
  readonly code: string;
  readonly message: string;
}

export interface NotAuthorised extends Refusal<'NotAuthorised'> {
  readonly action: string;
}

export interface TransitionRefused extends Refusal<'TransitionRefused'> {
  readonly from: string;
  readonly to: string;
  readonly allowed: readonly string[];
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
  /** what was written there: an id, or a name or code */
  readonly id: string;
}

export interface InvalidPeriod extends Refusal<'InvalidPeriod'> {
  /** the input's field that does not fit, as the caller wrote it */
  readonly field: string;
  /** a beginning and an end that lies before it: what was given, and what it is held to */
  readonly from: string;
  readonly to: string;
}

/** One answer for what is not there and for what its reader may not see; `noun` is said of it. */
export function notFound<Kind extends `${string}NotFound`>(
  kind: Kind,
  noun: string,
): Refusal<Kind> {
  return {
    kind,
    code: kind.replace(/(?<=.)(?=[A-Z])/g, '_').toUpperCase(),
    message: `There is no such ${noun} that you can see: take the id from an answer.`,
  };
}

export function notAuthorised(action: string): NotAuthorised {
  return {
    kind: 'NotAuthorised',
    code: 'NOT_AUTHORISED',
    message: `Your key may not do this (${action}): ask an administrator for a key that may.`,
    action,
  };
}

/** @param allowed the states that whoever decides this can reach from `from` */
export function transitionRefused(
  from: string,
  to: string,
  allowed: readonly string[],
): TransitionRefused {
  const why = from === to ? `It is ${from} already` : `What is ${from} cannot become ${to}`;
  const way = allowed.length > 0 ? `can only make it ${allowed.join(' or ')}` : 'cannot change it';
  return {
    kind: 'TransitionRefused',
    code: 'TRANSITION_REFUSED',
    message: `${why}: whoever decides this ${way}.`,
    from,
    to,
    allowed,
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

/** @param why the rest of a sentence that begins with the field */
export function invalidPeriod(
  field: string,
  why: string,
  { from, to }: Pick<InvalidPeriod, 'from' | 'to'>,
): InvalidPeriod {
  return {
    kind: 'InvalidPeriod',
    code: 'INVALID_PERIOD',
    message: `${field} ${why}.`,
    field,
    from,
    to,
  };
}
