import type { ClientBase } from 'pg';
import type { Batch } from './batch.ts';
import { isKeyId, isKeyType, type Row } from './row.ts';
import { tables, vouchedFor } from './shapes.ts';

/** The type and id of the row that a key of the dataset has become. */
export interface Placed {
  readonly type: string;
  readonly id: string;
}

/** Everything loaded so far, by key. */
export type Placements = Map<string, Placed>;

/**
 * Inserts the rows of a batch, their keys and an event for each licence.
 *
 * @param placements what came before; what this batch brings is added
 * @param client in a transaction
 */
export async function insertBatch(
  client: ClientBase,
  { rows }: Batch,
  placements: Placements,
): Promise<void> {
  const fresh = new Map<string, Placed>();
  for (const table of tables) {
    const named = rows.filter((row) => row.table === table && row.key !== undefined);
    const ids = await drawIds(client, table, named.length);
    named.forEach((row, index) => {
      fresh.set(row.key ?? '', { type: row.type ?? '', id: ids[index] ?? '' });
    });
  }
  for (const [key, placed] of fresh) placements.set(key, placed);
  for (const table of tables) {
    const of = rows.filter((row) => row.table === table);
    await insertRows(
      client,
      table,
      of.map((row) => record(row, placements)),
    );
  }
  const keys = [...fresh].map(([key, { type, id }]) => ({ key, type, row_id: id }));
  await insertRows(client, 'dataset_row', keys);
  await insertRows(
    client,
    'event',
    rows.flatMap((row) => eventOf(row, placements)),
  );
}

/** Ids are drawn before the rows are written, so that rows may point to each other. */
async function drawIds(client: ClientBase, table: string, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { rows } = await client.query<{ id: string }>(
    `select nextval(pg_get_serial_sequence($1, 'id'))::text as id from generate_series(1, $2::integer)`,
    [table, count],
  );
  return rows.map(({ id }) => id);
}

type Values = Readonly<Record<string, unknown>>;

async function insertRows(client: ClientBase, table: string, values: readonly Values[]) {
  if (!values[0]) return;
  const columns = Object.keys(values[0]).join(', ');
  await client.query(
    `insert into ${table} (${columns}) overriding system value
     select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
    [JSON.stringify(values)],
  );
}

function record({ table, cells, key }: Row, placements: Placements): Values {
  const placed = (each: string) => placements.get(each) ?? { type: '', id: '' };
  const values = Object.entries(cells).map(([column, cell]) => {
    if (isKeyId(cell)) return [column, placed(cell.idOf).id];
    return [column, isKeyType(cell) ? placed(cell.typeOf).type : cell];
  });
  return {
    ...(key !== undefined && { id: placed(key).id }),
    ...(vouchedFor.has(table) && { provenance: 'REPORTED' }),
    ...Object.fromEntries(values),
  };
}

function eventOf({ type, key, cells }: Row, placements: Placements): Values[] {
  if (type !== 'Licence' || key === undefined) return [];
  const statusAfter = String(cells.status);
  const payload = { statusBefore: null, statusAfter, version: 1, reason: null };
  return [
    {
      type: 'LICENCE_RECORDED',
      licence_id: placements.get(key)?.id ?? '',
      actor: 'dataset',
      payload,
    },
  ];
}
