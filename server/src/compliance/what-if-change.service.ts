import type { Viewer } from '../access/viewer.ts';
import { findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import { keyOf } from '../kernel/reference.ts';
import { invalidReference } from '../kernel/refusal.ts';
import type { FactSql } from './fact-sql.store.ts';
import type { Change } from './overlay.ts';
import { jurisdictionCode, seenNumbered, seenOf, type Supposable } from './what-if.store.ts';
import type { NamedLicence, Supposed } from './what-if-input.ts';

/** Where the records are looked up, and for whom. */
interface Look {
  readonly tx: Tx;
  readonly viewer: Viewer;
  readonly sql: FactSql;
}

/**
 * Finds the records that changes name.
 *
 * @throws Fault BAD_USER_INPUT where one of them is none that the viewer sees, or none of which
 *   such a change can be supposed; MALFORMED_ID for an id of something else
 */
export async function resolveChanges(look: Look, supposed: readonly Supposed[]): Promise<Change[]> {
  const changes: Change[] = [];
  for (const each of supposed) changes.push(await resolve(look, each));
  return changes;
}

async function resolve(look: Look, { kind, field, given }: Supposed): Promise<Change> {
  switch (kind) {
    case 'revokeLicence':
    case 'suspendLicence':
      return { kind, licenceId: await licence(look, `${field}.licence`, given.licence) };
    case 'setRatio':
    case 'setQuota': {
      const basis = kind === 'setRatio' ? 'RATIO' : 'ABSOLUTE';
      const rule = await seen(
        look,
        'SourcingRule',
        `${field}.sourcingRuleId`,
        given.sourcingRuleId,
      );
      if (rule.by !== basis) {
        const other = kind === 'setRatio' ? 'setQuota' : 'setRatio';
        refuse(`${field}.sourcingRuleId names a rule by ${rule.by}: take ${other}.`);
      }
      return kind === 'setRatio'
        ? { kind, sourcingRuleId: rule.id, ratio: given.ratio }
        : { kind, sourcingRuleId: rule.id, units: given.units };
    }
    case 'setCap': {
      const cap = await seen(look, 'VolumeCap', `${field}.volumeCapId`, given.volumeCapId);
      return { kind, volumeCapId: cap.id, ratio: given.ratio };
    }
    case 'amendLine': {
      const line = await seen(look, 'LicenceLine', `${field}.lineId`, given.lineId);
      if (line.by === 'VALUE') refuse(`${field}.lineId names a line that counts value, not chips.`);
      return { kind, lineId: line.id, authorisedUnits: given.authorisedUnits };
    }
    case 'restrictChip': {
      const chipId = await named(look, 'Chip', `${field}.chip`, given.chip);
      const where = `${field}.jurisdiction`;
      const place = await named(look, 'Jurisdiction', where, given.jurisdiction);
      const jurisdiction = await jurisdictionCode(look.tx, place);
      return { kind, chipId, jurisdiction, procedure: given.procedure };
    }
    case 'addStock': {
      const vendorId = await named(look, 'Organisation', `${field}.vendor`, given.vendor);
      const chipId = await named(look, 'Chip', `${field}.chip`, given.chip);
      return { kind, vendorId, chipId, units: given.units };
    }
  }
}

async function named(
  { tx }: Look,
  type: 'Chip' | 'Jurisdiction' | 'Organisation',
  field: string,
  reference: Parameters<typeof findReference>[3],
): Promise<string> {
  const found = await findReference(tx, type, field, reference);
  return found.ok ? found.value : refuse(found.refusal.message);
}

async function seen(
  { tx, viewer, sql }: Look,
  type: 'LicenceLine' | 'SourcingRule' | 'VolumeCap',
  field: string,
  id: string,
): Promise<Supposable> {
  const [found] = await seenOf(tx, viewer, type, [keyOf(type, id)], sql);
  if (!found) return refuse(invalidReference(field, id).message);
  return found.lifted ? refuse(`${field} names a rule that is lifted and stays so.`) : found;
}

async function licence(
  { tx, viewer, sql }: Look,
  field: string,
  { id, number, authority }: NamedLicence,
): Promise<string> {
  const byId = typeof id === 'string';
  if (byId === (typeof number === 'string') || (byId && authority)) {
    refuse(`${field} takes exactly one of id, number; authority stands beside number.`);
  }
  const [found, ...others] = byId
    ? await seenOf(tx, viewer, 'Licence', [keyOf('Licence', id)], sql)
    : await seenNumbered(tx, viewer, number ?? '', authority ?? null, sql);
  if (!found) return refuse(invalidReference(field, id ?? number ?? '').message);
  if (others.length > 0) refuse(`${field} names several: name the authority beside the number.`);
  return found.id;
}

function refuse(sentence: string): never {
  throw new Fault('BAD_USER_INPUT', sentence);
}
