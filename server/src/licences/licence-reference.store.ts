import { type LicenceSubject, maySeeLicence } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import { keyOf } from '../kernel/reference.ts';
import { type NotAuthorised, notAuthorised } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { lockLines } from './licence-line.store.ts';
import { type LockedLicence, licencesNumbered, lockLicence } from './licence.store.ts';
import { type LicenceNotFound, licenceNotFound } from './refusals.ts';

/** How a caller names a licence: its global id, or its number and, where needed, its authority. */
export interface LicenceReference {
  readonly id?: string | null;
  readonly number?: string | null;
  readonly authority?: string | null;
}

/**
 * Finds and locks the licence that a reference names among those that the viewer sees, its lines
 * before it.
 *
 * @throws Fault MALFORMED_ID for a bad id, BAD_USER_INPUT unless there is exactly one way or where
 *   several authorities gave the number
 */
export async function findLicence(
  tx: Tx,
  viewer: Viewer,
  { id, number, authority }: LicenceReference,
): Promise<LockedLicence | undefined> {
  if (typeof id === typeof number || (typeof id === 'string' && authority)) {
    throw new Fault(
      'BAD_USER_INPUT',
      'A licence is named by its id, or by its number with the name of its authority.',
    );
  }
  const keys =
    typeof id === 'string'
      ? [keyOf('Licence', id)]
      : await licencesNumbered(tx, number ?? '', authority ?? null);
  await lockLines(tx, keys);
  const seen: LockedLicence[] = [];
  for (const key of keys) {
    const licence = await lockLicence(tx, key);
    if (licence && maySeeLicence(viewer, licence)) seen.push(licence);
  }
  if (seen.length > 1) {
    throw new Fault(
      'BAD_USER_INPUT',
      'Several authorities gave this number: name the authority beside it, or take the id.',
    );
  }
  return seen[0];
}

/**
 * As `findLicence`, for who may do something with it.
 *
 * @param may whether the viewer may
 * @param action what it is called where the viewer may not
 */
export async function openLicence(
  tx: Tx,
  viewer: Viewer,
  reference: LicenceReference,
  may: (viewer: Viewer, licence: LicenceSubject) => boolean,
  action: string,
): Promise<Result<LockedLicence, LicenceNotFound | NotAuthorised>> {
  const licence = await findLicence(tx, viewer, reference);
  if (!licence) return refused(licenceNotFound(reference.id ?? reference.number ?? ''));
  return may(viewer, licence) ? done(licence) : refused(notAuthorised(action));
}
