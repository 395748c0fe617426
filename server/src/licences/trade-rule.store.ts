import { lockForTransaction } from '../database/idempotency.store.ts';
import type { Tx } from '../database/transaction.ts';

type RuleTable = 'approval_round' | 'restriction' | 'sourcing_rule' | 'volume_cap';

/**
 * The key of the record of that kind that has a name. Until the transaction ends nobody else looks
 * for a name there, so that two never take the same.
 */
export async function findNamed(
  tx: Tx,
  table: RuleTable,
  name: string,
): Promise<string | undefined> {
  await lockForTransaction(tx, `names ${table}`);
  const [row] = await tx.query<{ id: string }>(`select id::text from ${table} where name = $1`, [
    name,
  ]);
  return row?.id;
}

/** Inserts a row and gives its key. */
export async function insertRule(
  tx: Tx,
  table: RuleTable,
  columns: Readonly<Record<string, string | number | boolean | null>>,
): Promise<string> {
  const names = Object.keys(columns);
  const [row] = await tx.query<{ id: string }>(
    `insert into ${table} (${names.join(', ')})
     values (${names.map((_, at) => `$${at + 1}`).join(', ')}) returning id::text`,
    Object.values(columns),
  );
  if (!row) throw new Error(`an inserted ${table} gave no key`);
  return row.id;
}

/** Links a row to each of some others. */
export async function linkRule(
  tx: Tx,
  link: { readonly table: string; readonly own: string; readonly other: string },
  id: string,
  others: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into ${link.table} (${link.own}, ${link.other})
     select $1, other from unnest($2::bigint[]) other on conflict do nothing`,
    [id, others],
  );
}
