import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { type ExternalName, readExternal } from '../kernel/external-id.ts';
import { Fault } from '../kernel/fault.ts';
import { keyOf } from '../kernel/reference.ts';
import { maySeeLine } from './shipment-rights.ts';
import { loadShippable, type ShippableLine, shippableNamed } from './shipped-line.store.ts';

/** One way to name an order line: its global id, or its name in the caller's own system. */
export interface OrderLineReference {
  readonly id?: string | null;
  readonly external?: ExternalName | null;
}

/**
 * Finds the order line that a reference names among those that concern the viewer; nothing is
 * locked.
 *
 * @param field where the reference stands in the input
 * @throws Fault MALFORMED_ID for a bad id, BAD_USER_INPUT unless there is exactly one way or where
 *   several organisations gave the name
 */
export async function findOrderLine(
  tx: Tx,
  viewer: Viewer,
  field: string,
  reference: OrderLineReference,
): Promise<ShippableLine | undefined> {
  const external = readExternal(`${field}.external`, reference.external);
  const { id } = reference;
  if (typeof id === 'string' ? external !== null : external === null) {
    throw new Fault('BAD_USER_INPUT', `${field} takes exactly one of id, external.`);
  }
  const found = external
    ? await shippableNamed(tx, external, viewer.organisationId)
    : [...(await loadShippable(tx, [keyOf('OrderLine', id ?? '')])).values()];
  const seen = found.filter((line) => maySeeLine(viewer, line));
  const own = seen.filter((line) => line.own);
  const [only, ...others] = own.length > 0 ? own : seen;
  if (others.length === 0) return only;
  throw new Fault(
    'BAD_USER_INPUT',
    `Several organisations named an order line as ${field} does: take its id.`,
  );
}
