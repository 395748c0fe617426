import { hasRole, type Viewer } from '../access/viewer.ts';
import type { TransitionRefused } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import { step, type Transition } from '../kernel/transitions.ts';

export const screeningResults = ['CLEAR', 'POTENTIAL_MATCH', 'CONFIRMED', 'OVERRIDDEN'] as const;

export type ScreeningResult = (typeof screeningResults)[number];

/** What a comparison with a list can come to; an override is a decision about it. */
export type ScreeningFinding = Exclude<ScreeningResult, 'OVERRIDDEN'>;

/** A match is overridden for good; there is nothing to override where none was found. */
export const screeningTransitions: readonly Transition<ScreeningResult, 'AUTHORITY', null>[] = [
  { from: 'POTENTIAL_MATCH', to: 'OVERRIDDEN', who: 'AUTHORITY' },
  { from: 'CONFIRMED', to: 'OVERRIDDEN', who: 'AUTHORITY' },
];

/** Whether a screening may be overridden; TransitionRefused where it found no match, or was. */
export function overrideMatch(from: ScreeningResult): Result<ScreeningResult, TransitionRefused> {
  return step(screeningTransitions, { from, to: 'OVERRIDDEN', who: 'AUTHORITY' }, null);
}

export type ScreeningAction = 'RECORD_SCREENING' | 'OVERRIDE_SCREENING';

/** What the rules about a screening look at: keys in the database. */
export interface ScreeningSubject {
  /** who was screened */
  readonly organisationId: string;
  /** for whom; null: for nobody but authorities and administrators */
  readonly screenedForId: string | null;
}

/**
 * A screening is seen by administrators, by authorities, and by the organisation that it was made
 * for; an authority does not see the screening of itself.
 */
export function maySeeScreening(viewer: Viewer, screening: ScreeningSubject): boolean {
  const { organisationId } = viewer;
  return (
    hasRole(viewer, 'ADMIN') ||
    (isAuthority(viewer) && organisationId !== screening.organisationId) ||
    (organisationId !== null && organisationId === screening.screenedForId)
  );
}

/** Authorities screen for all, vendors and brokers for the organisation they act for. */
export function mayRecordScreening(viewer: Viewer): boolean {
  const own = viewer.organisationId !== null && hasRole(viewer, 'VENDOR', 'BROKER');
  return hasRole(viewer, 'ADMIN') || isAuthority(viewer) || own;
}

/** A match is overridden by authorities and administrators only. */
export function mayOverrideScreening(viewer: Viewer): boolean {
  return hasRole(viewer, 'ADMIN') || isAuthority(viewer);
}

function isAuthority(viewer: Viewer): boolean {
  return hasRole(viewer, 'AUTHORITY') && viewer.jurisdictions.length > 0;
}
