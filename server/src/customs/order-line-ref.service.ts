import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import { type OrderNameInput, readOrderName } from '../orders/order-name.ts';
import { maySeeLine } from './shipment-rights.ts';
import { loadShippable, type ShippableLine, shippableNamed } from './shipped-line.store.ts';

/**
 * Finds the order lines that references name among those that concern the viewer; nothing is locked.
 *
 * @returns in the order of the references; undefined where one names nothing
 * @throws Fault MALFORMED_ID for a bad id, BAD_USER_INPUT unless there is exactly one way or where
 *   several organisations gave the name
 */
export async function findOrderLines(
  tx: Tx,
  viewer: Viewer,
  references: readonly OrderNameInput[],
): Promise<(ShippableLine | undefined)[]> {
  const names = references.map((reference, index) =>
    readOrderName(`lines[${index}].orderLine`, 'OrderLine', reference),
  );
  const keys = names.flatMap((name) => ('key' in name ? [name.key] : []));
  const externals = names.flatMap((name) => ('external' in name ? [name.external] : []));
  const byKey = await loadShippable(tx, keys);
  const named = await shippableNamed(tx, externals, viewer.organisationId);
  let place = 0;
  return names.map((name, index) => {
    if ('external' in name) return theOne(viewer, named[place++] ?? [], index);
    const line = byKey.get(name.key);
    return line && maySeeLine(viewer, line) ? line : undefined;
  });
}

function theOne(
  viewer: Viewer,
  found: readonly ShippableLine[],
  index: number,
): ShippableLine | undefined {
  const seen = found.filter((line) => maySeeLine(viewer, line));
  const own = seen.filter((line) => line.own);
  const [only, ...others] = own.length > 0 ? own : seen;
  if (others.length === 0) return only;
  throw new Fault(
    'BAD_USER_INPUT',
    `Several organisations named an order line as lines[${index}].orderLine does: take its id.`,
  );
}
