import type { Statements, Tx } from '../database/transaction.ts';

/** Whether this transaction may end licences; no other can until it is over. */
export async function winExpiry(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ won: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('carnet'), hashtext('expiry')) as won`,
  );
  return row?.won === true;
}

/** Keys of licences whose last day is over, in UTC, and that have not ended; the lowest first. */
export async function dueForExpiry(
  db: Statements,
  now: Date,
  after: string,
  most: number,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id::text from licence
     where valid_to < ($1::timestamptz at time zone 'UTC')::date and licence.id > $2
       and status in ('ACTIVE', 'EXHAUSTED', 'SUSPENDED')
     order by licence.id limit $3`,
    [now.toISOString(), after, most],
  );
  return rows.map(({ id }) => id);
}
