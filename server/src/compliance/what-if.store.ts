import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { licencesNumbered } from '../licences/licence.store.ts';
import { asViewer, type FactSql, viewerValues } from './fact-sql.store.ts';
import { viewerFacts } from './line-facts.store.ts';

/** Nothing is written in the transaction, and all of it sees one state of the database. */
export async function onlyRead(tx: Tx): Promise<void> {
  await tx.query('set transaction isolation level repeatable read, read only');
}

/** Keys of those of the lines that belong to orders which were made up. */
export async function inventedLines(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select line.id::text from order_line line join purchase_order whole on whole.id = line.order_id
     where line.id = any($1) and whole.provenance = 'DEMONSTRATION'`,
    [keys],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The code of a jurisdiction that there is. */
export async function jurisdictionCode(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.query<{ code: string }>('select code from jurisdiction where id = $1', [
    id,
  ]);
  return row?.code ?? '';
}

/** A record that a change names, as far as it says whether the change can be supposed of it. */
export interface Supposable {
  readonly id: string;
  /** what a sourcing rule counts by, what a licence line is licensed by */
  readonly by: string | null;
  /** of a rule that no longer holds */
  readonly lifted: boolean;
}

const supposable = {
  Licence: { table: 'licence', by: 'null', lifted: 'false' },
  LicenceLine: { table: 'licence_line', by: 'licensed_by', lifted: 'false' },
  SourcingRule: { table: 'sourcing_rule', by: 'basis', lifted: `status = 'LIFTED'` },
  VolumeCap: { table: 'volume_cap', by: 'null', lifted: `status = 'LIFTED'` },
} as const;

/** Those of the records that the viewer sees. */
export async function seenOf(
  tx: Tx,
  viewer: Viewer,
  type: keyof typeof supposable,
  keys: readonly string[],
  sql: FactSql,
): Promise<Supposable[]> {
  const { table, by, lifted } = supposable[type];
  return await tx.query<Supposable>(
    `select named.id::text, ${by} as by, ${lifted} as lifted
     from ${table} named, ${viewerFacts}
     where named.id = any($1) and ${sql.visible(type, 'named', asViewer)}`,
    [keys, ...viewerValues(viewer)],
  );
}

/** Licences with a number that the viewer sees. @param authority name; null: whichever gave it */
export async function seenNumbered(
  tx: Tx,
  viewer: Viewer,
  number: string,
  authority: string | null,
  sql: FactSql,
): Promise<Supposable[]> {
  return await seenOf(tx, viewer, 'Licence', await licencesNumbered(tx, number, authority), sql);
}
