import type { Tx } from '../database/transaction.ts';
import { statusOf } from './allocation.ts';
import {
  type Allocation,
  type Applied,
  type Book,
  type Command,
  keptBy,
  type Line,
} from './ledger.ts';

interface LineRow extends Record<keyof Line, string | null> {
  id: string;
  direction: Line['direction'];
}

type AllocationRow = Record<Exclude<keyof Allocation, 'direction'>, string> &
  Pick<Allocation, 'direction'>;

/**
 * Licence lines are locked before order lines, both in the order of their keys, so that no two
 * batches wait for each other.
 */
export async function openBook(
  tx: Tx,
  lines: readonly string[],
  commands: readonly Command[],
): Promise<Book> {
  await tx.query('select from licence_line where id = any($1) order by id for update', [lines]);
  const orderLines = commands.flatMap((command) =>
    'orderLine' in command ? [command.orderLine] : [],
  );
  await tx.query('select from order_line where id = any($1) order by id for update', [orderLines]);
  // A statement of its own: it has to see what the one before it waited for.
  const [row] = await tx.query<{
    lines: LineRow[];
    allocations: AllocationRow[];
    kept: { actor: string; key: string; hash: string; outcome: Applied }[];
    undrawn: { id: string; EXPORT: string; IMPORT: string }[];
    keys: string[];
  }>(
    `select
       (select json_agg(json_build_object('id', line.id::text, 'direction', licence.direction,
          'authorised', line.authorised_units::text, 'reserved', line.reserved_units::text,
          'used', line.used_units::text, 'movements', line.movements::text))
        from licence_line line join licence on licence.id = line.licence_id
        where line.id = any($1)) as lines,
       (select coalesce(json_agg(json_build_object('id', id::text, 'orderLine', order_line_id::text,
          'line', licence_line_id::text, 'direction', direction, 'units', units::text,
          'reserved', reserved_units::text, 'held', held_units::text, 'used', used_units::text,
          'released', released_units::text, 'reversed', reversed_units::text)), '[]')
        from licence_allocation where id = any($2)) as allocations,
       (select coalesce(json_agg(json_build_object('actor', viewer, 'key', key, 'hash', encode(body_hash, 'hex'),
          'outcome', outcome)), '[]')
        from idempotency_key where viewer = any($3) and operation = 'LEDGER' and key = any($4)) as kept,
       (select coalesce(json_agg(json_build_object('id', ordered.id::text,
          'EXPORT', (coalesce(ordered.units, 0) - drawn.export)::text,
          'IMPORT', (coalesce(ordered.units, 0) - drawn.import)::text)), '[]')
        from order_line ordered cross join lateral (
          select coalesce(sum(live) filter (where direction = 'EXPORT'), 0) as export,
            coalesce(sum(live) filter (where direction = 'IMPORT'), 0) as import
          from (select direction, reserved_units + held_units + used_units as live
            from licence_allocation where order_line_id = ordered.id) each) drawn
        where ordered.id = any($6)) as undrawn,
       array(select nextval(pg_get_serial_sequence('licence_allocation', 'id'))::text
         from generate_series(1, $5::integer)) as keys`,
    [
      lines,
      commands.flatMap((command) => ('allocation' in command ? [command.allocation] : [])),
      commands.map(({ actor }) => actor),
      commands.map(({ once }) => once),
      commands.reduce((sum, command) => sum + ('lines' in command ? command.lines.length : 0), 0),
      orderLines,
    ],
  );
  if (!row) throw new Error('the ledger gave nothing');
  return {
    lines: new Map((row.lines ?? []).map((line) => [line.id, lineOf(line)])),
    allocations: new Map(row.allocations.map((each) => [each.id, allocationOf(each)])),
    kept: new Map(
      row.kept.map(({ actor, key, hash, outcome }) => [
        keptBy(actor, key),
        { body: hash, outcome },
      ]),
    ),
    undrawn: new Map(
      row.undrawn.map((each) => [
        each.id,
        { EXPORT: Number(each.EXPORT), IMPORT: Number(each.IMPORT) },
      ]),
    ),
    keys: row.keys,
    movements: [],
  };
}

function lineOf(row: LineRow): Line {
  return {
    direction: row.direction,
    authorised: row.authorised === null ? null : Number(row.authorised),
    reserved: Number(row.reserved),
    used: Number(row.used),
    movements: Number(row.movements),
  };
}

function allocationOf(row: AllocationRow): Allocation {
  const { id, orderLine, line, direction } = row;
  return {
    id,
    orderLine,
    line,
    direction,
    units: Number(row.units),
    reserved: Number(row.reserved),
    held: Number(row.held),
    used: Number(row.used),
    released: Number(row.released),
    reversed: Number(row.reversed),
  };
}

/** Writes what the commands changed, in one statement. */
export async function closeBook(
  tx: Tx,
  book: Book,
  applied: readonly { readonly command: Command; readonly outcome: Applied }[],
): Promise<void> {
  const moved = new Set(book.movements.map(({ line }) => line));
  const touched = new Set(book.movements.map(({ allocation }) => allocation));
  const allocations = [...book.allocations.values()].filter(({ id }) => touched.has(id));
  await tx.query(
    `with balanced as (
       update licence_line set reserved_units = line.reserved, used_units = line.used,
         movements = line.movements
       from jsonb_to_recordset($1) as line (id bigint, reserved bigint, used bigint, movements bigint)
       where licence_line.id = line.id
     ), allocated as (
       insert into licence_allocation (id, order_line_id, licence_line_id, direction, status, units,
         reserved_units, held_units, used_units, released_units, reversed_units)
       overriding system value
       select id, "orderLine", line, direction, status, units, reserved, held, used, released, reversed
       from jsonb_to_recordset($2) as each (id bigint, "orderLine" bigint, line bigint, direction text,
         status text, units bigint, reserved bigint, held bigint, used bigint, released bigint,
         reversed bigint)
       on conflict (id) do update set status = excluded.status,
         reserved_units = excluded.reserved_units, held_units = excluded.held_units,
         used_units = excluded.used_units, released_units = excluded.released_units,
         reversed_units = excluded.reversed_units
     ), kept as (
       insert into idempotency_key (viewer, operation, key, body_hash, outcome)
       select actor, 'LEDGER', key, decode(hash, 'hex'), outcome
       from jsonb_to_recordset($4) as each (actor text, key text, hash text, outcome json)
     )
     insert into licence_movement (licence_line_id, ordinal, allocation_id, kind, units,
       reserved_change, used_change, actor)
     select line, ordinal, allocation, kind, units, "reservedChange", "usedChange", actor
     from jsonb_to_recordset($3) as each (line bigint, ordinal bigint, allocation bigint, kind text,
       units bigint, "reservedChange" bigint, "usedChange" bigint, actor text)
     order by line, ordinal`,
    [
      JSON.stringify([...moved].map((id) => ({ id, ...book.lines.get(id) }))),
      JSON.stringify(allocations.map((each) => ({ ...each, status: statusOf(each) }))),
      JSON.stringify(book.movements),
      JSON.stringify(
        applied.map(({ command: { actor, once, body }, outcome: { allocations: made } }) => ({
          actor,
          key: once,
          hash: body,
          outcome: { allocations: made },
        })),
      ),
    ],
  );
}
