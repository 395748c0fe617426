import { type ExternalName, readExternal } from '../kernel/external-id.ts';
import { Fault } from '../kernel/fault.ts';
import { keyOf } from '../kernel/reference.ts';

/** An order or a line as a caller names it. */
export interface OrderNameInput {
  readonly id?: string | null;
  readonly external?: ExternalName | null;
}

/** Which record: by its key, or by the name that somebody's own system has for it. */
export type OrderName = { readonly key: string } | { readonly external: ExternalName };

/**
 * @param field where it stands in the input
 * @throws Fault BAD_USER_INPUT unless there is exactly one way, MALFORMED_ID for a bad id
 */
export function readOrderName(
  field: string,
  type: 'Order' | 'OrderLine',
  { id, external }: OrderNameInput,
): OrderName {
  const named = readExternal(`${field}.external`, external);
  if (id && !named) return { key: keyOf(type, id) };
  if (named && !id) return { external: named };
  throw new Fault('BAD_USER_INPUT', `${field} takes exactly one of id, external.`);
}
