import type { Statements } from '../database/transaction.ts';
import type { Version } from './change.ts';

/** Two states of the database: texts of a `pg_snapshot`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What can change: a licence with what is on it, and an order with its lines and what hangs on them. */
export type Kind = 'Licence' | 'Order';

/** Tables of the rows of each kind, and SQL of the key of whose row `part` is. */
const parts: Record<Kind, Record<string, string>> = {
  Licence: {
    licence: 'part.id',
    licence_line: 'part.licence_id',
    licence_condition: 'part.licence_id',
    licence_party: 'part.licence_id',
  },
  Order: {
    purchase_order: 'part.id',
    order_line: 'part.order_id',
    order_line_hold:
      '(select line.order_id from order_line line where line.id = part.order_line_id)',
    order_line_party:
      '(select line.order_id from order_line line where line.id = part.order_line_id)',
    licence_allocation:
      '(select line.order_id from order_line line where line.id = part.order_line_id)',
  },
};

/** The tables of the types whose rows are compared. */
export const tableOf: Readonly<Record<string, string>> = {
  Licence: 'licence',
  LicenceLine: 'licence_line',
  Condition: 'licence_condition',
  LicenceParty: 'licence_party',
  Order: 'purchase_order',
  OrderLine: 'order_line',
  OrderLineHold: 'order_line_hold',
  OrderLineParty: 'order_line_party',
  Allocation: 'licence_allocation',
};

const within = (xid: string): string =>
  `pg_visible_in_snapshot(${xid}, $2) and not pg_visible_in_snapshot(${xid}, $1)`;

export interface Bounds {
  /** none but these; null: all */
  readonly only: readonly string[] | null;
  /** those that follow this key */
  readonly after: string;
  readonly most: number;
}

/** Keys of the licences or orders of which a row was written or ended between two states. */
export async function changedKeys(
  db: Statements,
  kind: Kind,
  { from, to }: Span,
  { only, after, most }: Bounds,
): Promise<string[]> {
  const written = Object.entries(parts[kind]).map(
    ([table, owner]) => `
      select ${owner} as key from ${table} part where ${within('part.since_xid')}
      union all select ${owner} from history.${table} part
        where (${within('part.since_xid')}) or (${within('part.until_xid')})`,
  );
  const rows = await db.query<{ key: string }>(
    `select distinct key::text as key, key as place from (${written.join(' union all ')}) written
     where key > $4 and ($3::bigint[] is null or key = any($3)) order by place limit $5`,
    [from, to, only, after, most],
  );
  return rows.map(({ key }) => key);
}

/** The versions of rows that stood in the first state or came up to the second, the oldest first. */
export async function versionsOf(
  db: Statements,
  table: string,
  { from, to }: Span,
  keys: readonly string[],
): Promise<Map<string, Version[]>> {
  const rows = await db.query<Version & { key: string }>(
    `select version.id::text as key, since_xid::text as since, until, columns from (
       select id, since_xid, null::text as until, to_jsonb(stands) as columns from ${table} stands
       where id = any($3::bigint[])
       union all
       select id, since_xid,
         case when pg_visible_in_snapshot(until_xid, $2) then until_xid::text end, to_jsonb(ended)
       from history.${table} ended
       where id = any($3::bigint[]) and not pg_visible_in_snapshot(until_xid, $1)
     ) version where pg_visible_in_snapshot(since_xid, $2) order by version.id, version.since_xid`,
    [from, to, keys],
  );
  const found = new Map<string, Version[]>();
  for (const { key, ...version } of rows) found.set(key, [...(found.get(key) ?? []), version]);
  return found;
}

/** An event of the log by the transaction that wrote it. */
export interface Written {
  readonly id: string;
  readonly xid: string;
  readonly at: Date;
  /** `Type:key` of what it is about, and of the licence it belongs to */
  readonly about: readonly string[];
}

/** The numbered events that these transactions wrote, the first one first. */
export async function eventsOf(db: Statements, xids: readonly string[]): Promise<Written[]> {
  return await db.query<Written>(
    `select event.id::text as id, event.since_xid::text as xid, event.occurred_at as at,
       array_remove(array['Licence:' || event.licence_id, event.subject_type || ':' || event.subject_id], null) as about
     from event where event.since_xid = any($1::xid8[])
       and exists (select from event_position place where place.event_id = event.id)
     order by event.id`,
    [xids],
  );
}
