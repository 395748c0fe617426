import type { Statements } from '../database/transaction.ts';
import type { AllocationSubject } from './allocation-policy.ts';
import type { OrderSubject } from './order.ts';
import { concerned } from './order-name.store.ts';

/** An allocation as far as it never changes. */
export interface FoundAllocation extends AllocationSubject {
  /** key of its licence line */
  readonly line: string;
}

export async function findAllocation(
  db: Statements,
  id: string,
): Promise<FoundAllocation | undefined> {
  const [row] = await db.query<
    OrderSubject & { line: string; published: boolean; licensee: string | null; licensor: string }
  >(
    `select drawn.licence_line_id::text as line, licence.published,
       licence.licensee_id::text as licensee, licensor.code as licensor, ${concerned}
     from licence_allocation drawn
     join licence_line line on line.id = drawn.licence_line_id
     join licence on licence.id = line.licence_id
     join jurisdiction licensor on licensor.id = licence.jurisdiction_id
     join order_line ordered on ordered.id = drawn.order_line_id
     join purchase_order whole on whole.id = ordered.order_id
     where drawn.id = $1`,
    [id],
  );
  if (!row) return undefined;
  const { line, published, licensee, licensor, ...order } = row;
  return { line, order, licence: { published, jurisdiction: licensor, licenseeId: licensee } };
}
