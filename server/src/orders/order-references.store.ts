import { findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { InvalidReference } from '../kernel/refusal.ts';
import { done, type Result } from '../kernel/result.ts';
import type { NewLine } from './order.store.ts';
import type { LineDraft } from './order-input.ts';

/** Finds what the lines of an order refer to. */
export async function resolveLines(
  tx: Tx,
  drafts: readonly LineDraft[],
): Promise<Result<NewLine[], InvalidReference>> {
  const lines: NewLine[] = [];
  for (const [index, draft] of drafts.entries()) {
    const { chip, destination } = draft.input;
    const chipId = await findReference(tx, 'Chip', `lines[${index}].chip`, chip);
    if (!chipId.ok) return chipId;
    const to = `lines[${index}].destination`;
    const destinationId = await findReference(tx, 'Jurisdiction', to, destination);
    if (!destinationId.ok) return destinationId;
    const found: { organisationId: string; role: string }[] = [];
    for (const [place, { role, organisation }] of draft.parties.entries()) {
      const field = `lines[${index}].parties[${place}].organisation`;
      const party = await findReference(tx, 'Organisation', field, organisation);
      if (!party.ok) return party;
      found.push({ organisationId: party.value, role });
    }
    lines.push({ draft, chipId: chipId.value, destinationId: destinationId.value, parties: found });
  }
  return done(lines);
}
