import type { Viewer } from '../access/viewer.ts';
import { findOptionalReference, findReference } from '../database/reference.store.ts';
import type { Statements, Tx } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import type { InvalidReference } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import { type OrderSubject, maySeeOrder } from '../orders/order.ts';
import type { OrderName } from '../orders/order-name.ts';
import { concerned, findNamed } from '../orders/order-name.store.ts';
import type { ThoughtLine } from './asked.store.ts';
import type { ReadLine } from './line-input.ts';

/**
 * A line that only its caller knows, with the keys of what it refers to.
 *
 * @throws Fault BAD_USER_INPUT for what refers to nothing, MALFORMED_ID
 */
export async function resolveLine(tx: Tx, line: ReadLine): Promise<ThoughtLine> {
  const { external, units, shipDate, endUse, input } = line;
  const chip = named(await findReference(tx, 'Chip', 'line.chip', input.chip));
  const to = await findReference(tx, 'Jurisdiction', 'line.destination', input.destination);
  const from = await findOptionalReference(tx, 'Jurisdiction', 'line.origin', input.origin);
  const parties: { role: string; organisationId: string }[] = [];
  for (const [place, { role, organisation }] of line.parties.entries()) {
    const field = `line.parties[${place}].organisation`;
    const organisationId = named(await findReference(tx, 'Organisation', field, organisation));
    parties.push({ role, organisationId });
  }
  const places = { origin: named(from), destination: named(to) };
  return { orderLine: null, external, chip, units, shipDate, endUse, parties, ...places };
}

function named<Key>(found: Result<Key, InvalidReference>): Key {
  if (found.ok) return found.value;
  throw new Fault('BAD_USER_INPUT', found.refusal.message);
}

/** Those of the order lines that there are and that the viewer may see. */
export async function seenLines(
  db: Statements,
  viewer: Viewer,
  keys: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<OrderSubject & { id: string }>(
    `select line.id::text, ${concerned}
     from order_line line join purchase_order whole on whole.id = line.order_id
     where line.id = any($1)`,
    [keys],
  );
  return new Set(rows.flatMap((row) => (maySeeOrder(viewer, row) ? [row.id] : [])));
}

/** Finds the order line that a name names, and locks it until the transaction ends. */
export async function findLockedLine(
  tx: Tx,
  viewer: Viewer,
  name: OrderName,
): Promise<(OrderSubject & { readonly id: string }) | undefined> {
  const key = await findNamed(tx, viewer, 'OrderLine', name);
  if (key === undefined) return undefined;
  await tx.query('select from order_line where id = $1 for update', [key]);
  const [row] = await tx.query<OrderSubject & { id: string }>(
    `select line.id::text, ${concerned}
     from order_line line join purchase_order whole on whole.id = line.order_id
     where line.id = $1`,
    [key],
  );
  return row;
}
