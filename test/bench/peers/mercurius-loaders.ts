import type { Rows } from './mercurius-rows.ts';

/** One field of one row that is asked for. */
interface Asked {
  obj: Record<string, unknown>;
  params: { first?: number };
}

type Row = Record<string, unknown>;

const instant = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Rows by key, in the order of the keys. */
const one =
  (rows: Rows, text: string, column: string) =>
  async (asked: Asked[]): Promise<(Row | null)[]> => {
    const keys = asked.map(({ obj }) => obj[column]);
    const found = new Map((await rows(text, [keys])).map((row) => [row.id, row]));
    return keys.map((key) => found.get(key) ?? null);
  };

/** The first rows of each parent. */
const many =
  (rows: Rows, columns: string, table: string, parent: string, column = 'id') =>
  async (asked: Asked[]): Promise<{ nodes: Row[] }[]> => {
    const keys = asked.map(({ obj }) => obj[column]);
    const text = `select part.* from unnest($1::bigint[]) key(id) cross join lateral (
      select ${columns}, ${parent} as parent from ${table} where ${parent} = key.id order by id limit $2) part`;
    const pages = new Map(keys.map((key) => [key, { nodes: [] as Row[] }]));
    for (const row of await rows(text, [keys, asked[0]?.params.first ?? 50])) {
      pages.get(row.parent)?.nodes.push(row);
    }
    return keys.map((key) => pages.get(key) ?? { nodes: [] });
  };

/** The relations of the schema, each read in one statement for all rows that are asked for it. */
export function loadersOf(rows: Rows) {
  const organisation =
    'select id, name, kind, sector from organisation where id = any($1::bigint[])';
  // Nothing is asked for twice within a request, so keeping what was loaded would only cost.
  const loader = <Loader>(load: Loader) => ({ loader: load, opts: { cache: false } });
  return {
    Licence: {
      licensee: loader(one(rows, organisation, 'licensee_id')),
      lines: loader(
        many(
          rows,
          'id, ordinal, licensed_by as "licensedBy", authorised_units - reserved_units - used_units as available, chip_id',
          'licence_line',
          'licence_id',
        ),
      ),
    },
    LicenceLine: {
      chip: loader(one(rows, 'select id, name from chip where id = any($1::bigint[])', 'chip_id')),
      allocations: loader(
        many(rows, 'id, status, units, order_line_id', 'licence_allocation', 'licence_line_id'),
      ),
    },
    Allocation: {
      orderLine: loader(
        one(
          rows,
          'select id, ship_date as "shipDate" from order_line where id = any($1::bigint[])',
          'order_line_id',
        ),
      ),
    },
    OrderLine: {
      shipments: loader(many(rows, 'id, units, shipment_id', 'shipment_line', 'order_line_id')),
    },
    ShipmentLine: {
      shipment: loader(
        one(rows, 'select id, status from shipment where id = any($1::bigint[])', 'shipment_id'),
      ),
    },
    Shipment: {
      customsEvents: loader(
        many(
          rows,
          `id, ${instant('event_time')} as "eventTime", biz_step as "bizStep"`,
          'customs_event',
          'shipment_id',
        ),
      ),
    },
    Order: { buyer: loader(one(rows, organisation, 'buyer_id')) },
  };
}
