import { mayPass } from '../kernel/transitions.ts';
import { type LicenceState, type LicenceStatus, licenceTransitions } from './licence.ts';

/**
 * The status that the balance of its lines gives a licence; undefined where it stays as it is. It
 * is no amendment: what the licence allows is what it was, and so is its version.
 *
 * @param left whether anything can still be drawn on one of its lines
 */
export function statusByBalance(licence: LicenceState, left: boolean): LicenceStatus | undefined {
  const to = left ? 'ACTIVE' : 'EXHAUSTED';
  const step = { from: licence.status, to, who: 'LEDGER' } as const;
  return mayPass(licenceTransitions, step, licence) ? to : undefined;
}
