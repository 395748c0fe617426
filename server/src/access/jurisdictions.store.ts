import type { Tx } from '../database/transaction.ts';

/** The code of a jurisdiction that is there. */
export async function jurisdictionCode(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.query<{ code: string }>('select code from jurisdiction where id = $1', [
    id,
  ]);
  if (!row) throw new Error('a jurisdiction that was found is gone');
  return row.code;
}
