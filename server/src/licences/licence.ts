import { dayOf } from '../kernel/day.ts';
import { type TransitionRefused, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { mayPass, type Transition, waysFrom } from '../kernel/transitions.ts';
import { type OutsideValidity, outsideValidity } from './refusals.ts';

export const licenceStatuses = [
  'DRAFT',
  'SUBMITTED',
  /** returned without action */
  'RETURNED',
  'DENIED',
  'APPROVED',
  'CONDITIONALLY_APPROVED',
  'ACTIVE',
  'SUSPENDED',
  'EXHAUSTED',
  'REVOKED',
  'EXPIRED',
  'WITHDRAWN',
] as const;

export type LicenceStatus = (typeof licenceStatuses)[number];

/** The ledger exhausts and reopens; time ends. */
export type LicenceActor = 'APPLICANT' | 'AUTHORITY' | 'LEDGER' | 'TIME';

/** A licence as far as its status goes. */
export interface LicenceState {
  readonly status: LicenceStatus;
  /** what a reinstatement returns to; of a suspended licence only */
  readonly statusBeforeSuspension: LicenceStatus | null;
  readonly statusReason: string | null;
  readonly version: number;
}

type LicenceTransition = Transition<LicenceStatus, LicenceActor, LicenceState>;

const way = (from: LicenceStatus, to: LicenceStatus, who: LicenceActor): LicenceTransition => ({
  from,
  to,
  who,
});

const backTo = (to: LicenceStatus): LicenceTransition => ({
  ...way('SUSPENDED', to, 'AUTHORITY'),
  condition: {
    is: `it was ${to} when it was suspended`,
    holds: (licence) => licence.statusBeforeSuspension === to,
  },
});

export const licenceTransitions: readonly LicenceTransition[] = [
  way('DRAFT', 'SUBMITTED', 'APPLICANT'),
  way('DRAFT', 'WITHDRAWN', 'APPLICANT'),
  way('SUBMITTED', 'WITHDRAWN', 'APPLICANT'),
  way('SUBMITTED', 'RETURNED', 'AUTHORITY'),
  way('SUBMITTED', 'DENIED', 'AUTHORITY'),
  way('SUBMITTED', 'APPROVED', 'AUTHORITY'),
  way('SUBMITTED', 'CONDITIONALLY_APPROVED', 'AUTHORITY'),
  way('CONDITIONALLY_APPROVED', 'APPROVED', 'AUTHORITY'),
  way('CONDITIONALLY_APPROVED', 'ACTIVE', 'AUTHORITY'),
  way('CONDITIONALLY_APPROVED', 'SUSPENDED', 'AUTHORITY'),
  way('CONDITIONALLY_APPROVED', 'REVOKED', 'AUTHORITY'),
  way('APPROVED', 'ACTIVE', 'AUTHORITY'),
  way('APPROVED', 'SUSPENDED', 'AUTHORITY'),
  way('APPROVED', 'REVOKED', 'AUTHORITY'),
  way('ACTIVE', 'SUSPENDED', 'AUTHORITY'),
  way('ACTIVE', 'REVOKED', 'AUTHORITY'),
  way('ACTIVE', 'EXHAUSTED', 'LEDGER'),
  way('ACTIVE', 'EXPIRED', 'TIME'),
  way('EXHAUSTED', 'ACTIVE', 'LEDGER'),
  way('EXHAUSTED', 'REVOKED', 'AUTHORITY'),
  way('EXHAUSTED', 'EXPIRED', 'TIME'),
  backTo('CONDITIONALLY_APPROVED'),
  backTo('APPROVED'),
  backTo('ACTIVE'),
  way('SUSPENDED', 'REVOKED', 'AUTHORITY'),
  way('SUSPENDED', 'EXPIRED', 'TIME'),
];

export interface DecisionFacts {
  readonly now: Date;
  readonly reason: string | null;
}

/** First and last day on which a licence holds, as `2026-01-28`; null where it has none. */
export interface Validity {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** What becomes of a licence when its status changes. */
export interface StatusChange {
  readonly before: LicenceState;
  readonly after: LicenceState;
  readonly at: Date;
}

type StatusRule = (
  licence: LicenceState,
  facts: DecisionFacts,
) => Result<StatusChange, TransitionRefused>;

export type LicenceRule = (
  licence: LicenceState,
  facts: DecisionFacts,
  validity: Validity,
) => Result<StatusChange, TransitionRefused | OutsideValidity>;

export const suspend: StatusRule = (licence, facts) => move(licence, 'SUSPENDED', facts);

/** Returns to the status that the licence had when it was suspended. */
export const reinstate: StatusRule = (licence, facts) => {
  if (licence.status === 'SUSPENDED' && licence.statusBeforeSuspension) {
    return move(licence, licence.statusBeforeSuspension, facts);
  }
  // What could be suspended, and is not, has what a reinstatement gives.
  return refuse(licence, allowed(licence).includes('SUSPENDED') ? licence.status : 'ACTIVE');
};

export const revoke: StatusRule = (licence, facts) => move(licence, 'REVOKED', facts);

/** Hands an application in. */
export const submit: StatusRule = (licence, facts) =>
  move(licence, 'SUBMITTED', facts, 'APPLICANT');

/** Takes an application back, for good. */
export const withdraw: StatusRule = (licence, facts) =>
  move(licence, 'WITHDRAWN', facts, 'APPLICANT');

/** What an authority can answer to an application, or to a line of it. */
export type LicenceOutcome = 'APPROVED' | 'CONDITIONALLY_APPROVED' | 'DENIED' | 'RETURNED';

/** Answers an application that was handed in. */
export function answer(
  licence: LicenceState,
  outcome: LicenceOutcome,
  facts: DecisionFacts,
): Result<StatusChange, TransitionRefused> {
  return licence.status === 'SUBMITTED' ? move(licence, outcome, facts) : refuse(licence, outcome);
}

/** Ends a licence whose last day is over, in UTC, whatever the hour is where it was given. */
export function expire(
  licence: LicenceState,
  { validTo }: Pick<Validity, 'validTo'>,
  now: Date,
): StatusChange | undefined {
  if (!isOver(validTo, now)) return undefined;
  const ended = move(licence, 'EXPIRED', { now, reason: 'Its last day is over.' }, 'TIME');
  return ended.ok ? ended.value : undefined;
}

/** Whether the last day of a licence is over, in UTC. */
export function isOver(validTo: string | null, now: Date): boolean {
  return validTo !== null && validTo < dayOf(now);
}

/** Puts an approved licence in force, unless its time is over. */
export const activate: LicenceRule = (licence, facts, validity) => {
  if (licence.status === 'SUSPENDED') {
    const others = allowed(licence).filter((to) => to !== 'ACTIVE');
    return refused(transitionRefused(licence.status, 'ACTIVE', others));
  }
  const moved = move(licence, 'ACTIVE', facts);
  const over = moved.ok && isOver(validity.validTo, facts.now);
  return over ? refused(outsideValidity(dayOf(facts.now), validity)) : moved;
};

/** Whether no decision can change it any more. */
export function isFinal(status: LicenceStatus): boolean {
  return !licenceTransitions.some(({ from }) => from === status);
}

/**
 * Approves a licence that was approved under conditions, once no blocking one is open.
 *
 * @param facts.open whether a blocking condition of it or its round is not settled
 */
export function approveWhenSettled(
  licence: LicenceState,
  { now, open }: { readonly now: Date; readonly open: boolean },
): StatusChange | undefined {
  if (open || licence.status !== 'CONDITIONALLY_APPROVED') return undefined;
  const approved = move(licence, 'APPROVED', {
    now,
    reason: 'Its blocking conditions are settled.',
  });
  return approved.ok ? approved.value : undefined;
}

function move(
  before: LicenceState,
  to: LicenceStatus,
  { now, reason }: DecisionFacts,
  who: LicenceActor = 'AUTHORITY',
) {
  if (!mayPass(licenceTransitions, { from: before.status, to, who }, before)) {
    return refuse(before, to, who);
  }
  const after = {
    status: to,
    statusBeforeSuspension: to === 'SUSPENDED' ? before.status : null,
    statusReason: reason,
    version: before.version + 1,
  };
  return done({ before, after, at: now });
}

function refuse(licence: LicenceState, to: LicenceStatus, who: LicenceActor = 'AUTHORITY') {
  return refused(transitionRefused(licence.status, to, allowed(licence, who)));
}

/** Where an authority, or who else, can take it. */
function allowed(licence: LicenceState, by: LicenceActor = 'AUTHORITY'): LicenceStatus[] {
  return waysFrom(licenceTransitions, licence.status, licence)
    .filter(({ who }) => who === by)
    .map(({ to }) => to);
}
