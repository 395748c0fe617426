import fc from 'fast-check';
import type { Client } from 'pg';
import type { Statements } from '../../server/src/database/transaction.ts';

/** What one move writes; n and m choose the rows and the values. */
export interface Move {
  readonly kind: keyof typeof MOVES;
  readonly n: number;
  readonly m: number;
}

/** Moves of one transaction; a part of them may be taken back before it ends. */
export interface Script {
  readonly moves: readonly Move[];
  /** these stand behind a savepoint that is rolled back */
  readonly undone: readonly Move[];
  readonly after: readonly Move[];
  readonly end: 'commit' | 'rollback';
  /** how many journal entries it stays open for */
  readonly open: number;
}

export const historyTables = [
  ...['site', 'organisation_member', 'licence_line', 'purchase_order', 'order_line', 'event'],
];

const sites = 40;
const lines = 12;
const organisations = 8;

/** Each is one or more statements over one or more tables. $1 and $2 are the move's numbers. */
const MOVES = {
  openSites: `insert into site (organisation_id, name)
    select 1 + $1::integer % ${organisations}, 'opened ' || $2::integer || ' ' || g from generate_series(0, $1::integer % 3) g`,
  renameSite: `update site set name = 'renamed ' || $2::integer where id = 1 + $1::integer % ${sites}`,
  renameSites: `update site set name = 'renamed ' || $2::integer where id % 7 = $1::integer % 7`,
  touchSite: 'update site set name = name where id = $1::integer + $2::integer * 0',
  closeSite: 'delete from site where id = $1::integer % 500 + $2::integer * 0',
  closeAndOpenAgain: `with closed as (delete from site where id = $1::integer % 90 + $2::integer * 0 returning *)
    insert into site (id, organisation_id, name) overriding system value
    select id + 100000, organisation_id, name from closed`,
  join: `insert into organisation_member (group_id, member_id)
    select 1 + $1::integer % ${organisations}, 1 + $2::integer % ${organisations}
    where $1::integer % ${organisations} <> $2::integer % ${organisations}
    on conflict do nothing`,
  leave:
    'delete from organisation_member where group_id = 1 + $1::integer % 8 and member_id <> $2::integer % 8',
  // the sum over all lines never changes
  moveUnits: `update licence_line set authorised_units = authorised_units
      + case when id = 1 + $1::integer % ${lines} then 1 else -1 end
    where id in (1 + $1::integer % ${lines}, 1 + ($1::integer + 1 + $2::integer % ${lines - 1}) % ${lines})`,
  upsertLine: `insert into licence_line (licence_id, ordinal, chip_id, authorised_units)
    select licence_id, ordinal, chip_id, authorised_units from licence_line where id = 1 + $1::integer % ${lines}
    on conflict (licence_id, ordinal) do update set control_code = 'U' || $2::integer % 1000`,
  order: `with placed as (
      insert into purchase_order (status, provenance, buyer_id, vendor_id)
      values ('PLACED', 'RECORDED', 1 + $1::integer % ${organisations}, 1 + $2::integer % ${organisations}) returning id)
    insert into order_line (order_id, ordinal, chip_id, units)
    select placed.id, g, 1, 100 from placed, generate_series(1, 1 + $1::integer % 4) g`,
  ship: `with changed as (
      update order_line set planned_units = least(100, planned_units + 1 + $2::integer % 9)
      where order_id = (select id from purchase_order order by id offset $1::integer % 30 limit 1) returning order_id)
    update purchase_order set version = version + 1 where id in (select order_id from changed)`,
  status: `update purchase_order set status = case when $2::integer % 2 = 0 then 'CONFIRMED' else 'PLACED' end
    where id = (select id from purchase_order order by id offset $1::integer % 30 limit 1)`,
  dropOrderLine: `delete from order_line where planned_units = $2::integer * 0 and order_id
    = (select id from purchase_order order by id offset $1::integer % 30 limit 1)`,
  tell: `insert into event (type, actor, payload)
    values ('CLAIM_RECORDED', 'test', json_build_object('n', $1::integer, 'm', $2::integer))`,
} as const;

const move = fc.record({
  kind: fc.constantFrom(...(Object.keys(MOVES) as (keyof typeof MOVES)[])),
  n: fc.nat({ max: 5000 }),
  m: fc.nat({ max: 5000 }),
});

// Small ranges, so that writers meet on rows; the same rows again within a transaction.
const some = (maxLength: number) => fc.array(move, { maxLength, size: 'max' });
const repeated = some(4).map((moves) =>
  moves.flatMap((one) => (one.m % 3 === 0 ? [one, one] : [one])),
);

export const script: fc.Arbitrary<Script> = fc.record({
  moves: repeated,
  undone: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: some(3) }),
  after: some(2),
  end: fc.constantFrom('commit', 'commit', 'commit', 'rollback'),
  open: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 2, 6),
});

/** What the moves find: sites, lines and organisations, among which they choose. */
export async function prepareMoves(db: Statements): Promise<void> {
  await db.query(`
    insert into chip (name) values ('H200');
    insert into organisation (name, kind) select 'Company ' || g, 'COMPANY' from generate_series(1, ${organisations}) g;
    insert into site (organisation_id, name) select 1 + g % ${organisations}, 'Site ' || g from generate_series(1, ${sites}) g;
    insert into licence (direction, type, status, jurisdiction_id)
      select 'IMPORT', 'INDIVIDUAL', 'ACTIVE', min(id) from jurisdiction;
    insert into licence_line (licence_id, ordinal, chip_id, authorised_units)
      select 1, g, 1, 100000 from generate_series(1, ${lines}) g`);
}

/** Takes the moves; gives how many stand. A conflict with another writer undoes them all. */
export async function take(
  client: Client,
  { moves, undone, after, end, open }: Script,
  ticks: (count: number) => Promise<void>,
): Promise<number> {
  const each = async (taken: readonly Move[]) => {
    for (const { kind, n, m } of taken) await client.query(MOVES[kind], [n, m]);
  };
  try {
    await client.query('begin');
    await each(moves);
    await ticks(open);
    if (undone.length > 0) {
      await client.query('savepoint before');
      await each(undone);
      await client.query('rollback to before');
    }
    await each(after);
    await client.query(end);
    return end === 'commit' ? moves.length + after.length : 0;
  } catch (error) {
    await client.query('rollback');
    if (!isConflict(error)) throw error;
    return 0;
  }
}

/** Deadlocks, and rows that another writer has made or removed. */
function isConflict(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['40P01', '23505', '23503', '23514'].includes(code);
}
