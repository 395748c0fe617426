import { dayOf } from '../kernel/day.ts';
import type { Tx } from '../database/transaction.ts';
import { unitValueOf } from '../licences/value.ts';
import {
  type Allocation,
  type Applied,
  type Book,
  type Command,
  keptBy,
  type Request,
} from './ledger-book.ts';
import {
  type LineRow,
  licenceOf,
  linesJson,
  lineOf,
  type OrderLineRow,
  orderLineOf,
  orderLinesJson,
} from './ledger-facts.store.ts';

type AllocationRow = Record<Exclude<keyof Allocation, 'direction' | 'unitValue'>, string> &
  Pick<Allocation, 'direction'> & { unitValue: string | null };

/**
 * Locks licence lines, their licences and order lines until the transaction ends, each in the order
 * of their keys, so that no two transactions wait for each other.
 */
export async function lockLines(
  tx: Tx,
  lines: readonly string[],
  orderLines: readonly string[],
): Promise<void> {
  await tx.prepared(lock, [lines, orderLines]);
}

const lock = {
  name: 'ledger lock',
  text: `with line as materialized (
       select licence_id from licence_line where id = any($1) order by id for update
     ), permit as materialized (
       select id from licence where id = any(array(select licence_id from line))
       order by id for no key update
     ), ordered as materialized (
       select id from order_line where id = any($2) and array(select id from permit) is not null
       order by id for update
     )
     select count(*) from ordered`,
};

/** Locks what the commands are about, and loads it. */
export async function openBook(
  tx: Tx,
  lines: readonly string[],
  commands: readonly Command[],
): Promise<Book> {
  const reserves = commands.filter((command) => command.kind === 'RESERVE');
  const orderLines = [...new Set(reserves.map(({ orderLine }) => orderLine))];
  await lockLines(tx, lines, orderLines);
  const requests = commands.flatMap(({ actor, request }) => (request ? [{ actor, request }] : []));
  // A statement of its own: it has to see what the one before it waited for.
  const [row] = await tx.prepared<{
    lines: LineRow[];
    allocations: AllocationRow[];
    kept: (Request & { actor: string; outcome: Applied })[];
    orderLines: OrderLineRow[];
    keys: string[];
  }>(load, [
    lines,
    commands.flatMap((command) => ('allocation' in command ? [command.allocation] : [])),
    requests.map(({ actor }) => actor),
    requests.map(({ request }) => request.operation),
    requests.map(({ request }) => request.key),
    orderLines,
    commands[0] ? dayOf(commands[0].at) : null,
    reserves.reduce((sum, command) => sum + command.lines.length, 0),
  ]);
  if (!row) throw new Error('the ledger gave nothing');
  return {
    lines: new Map(row.lines.map((line) => [line.id, lineOf(line)])),
    licences: new Map(row.lines.map((line) => [line.licence, licenceOf(line)])),
    orderLines: new Map(row.orderLines.map((line) => [line.id, orderLineOf(line)])),
    allocations: new Map(row.allocations.map((each) => [each.id, allocationOf(each)])),
    kept: new Map(
      row.kept.map(({ actor, outcome, ...request }) => [
        keptBy(actor, request),
        { body: request.body, outcome },
      ]),
    ),
    keys: row.keys,
    movements: [],
  };
}

const load = {
  name: 'ledger load',
  text: `select ${linesJson('$1')} as lines,
       (select coalesce(json_agg(json_build_object('id', id::text, 'orderLine', order_line_id::text,
          'line', licence_line_id::text, 'direction', direction, 'units', units::text,
          'reserved', reserved_units::text, 'held', held_units::text, 'used', used_units::text,
          'released', released_units::text, 'reversed', reversed_units::text,
          'unitValue', unit_value::text)), '[]')
        from licence_allocation where id = any($2)) as allocations,
       (select coalesce(json_agg(json_build_object('actor', viewer, 'operation', operation, 'key', key,
          'body', encode(body_hash, 'hex'), 'outcome', outcome)), '[]')
        from idempotency_key where (viewer, operation, key) in
          (select * from unnest($3::text[], $4::text[], $5::text[]))) as kept,
       ${orderLinesJson('$6', '$7::date')} as "orderLines",
       array(select nextval(pg_get_serial_sequence('licence_allocation', 'id'))::text
         from generate_series(1, $8::integer)) as keys`,
};

function allocationOf(row: AllocationRow): Allocation {
  const { id, orderLine, line, direction, unitValue } = row;
  return {
    id,
    orderLine,
    line,
    direction,
    units: Number(row.units),
    unitValue: unitValue === null ? null : unitValueOf(unitValue),
    reserved: Number(row.reserved),
    held: Number(row.held),
    used: Number(row.used),
    released: Number(row.released),
    reversed: Number(row.reversed),
  };
}
