import type { Tx } from '../database/transaction.ts';
import { amountOf, worthOf } from '../licences/value.ts';
import { statusOf } from './allocation.ts';
import type { Allocation, Applied, Book, Command, Line, Movement } from './ledger-book.ts';
import { movementEvents, turnEvent, turnedLicences } from './ledger-events.ts';

/** A command that changed the book, and what it came to. */
export interface Carried {
  readonly command: Command;
  readonly outcome: Applied;
}

/**
 * Writes what the commands changed, with the events of it, in one statement.
 *
 * @param settler who exhausts or reopens licences by it; none: they stay as they are
 */
export async function closeBook(
  tx: Tx,
  book: Book,
  carried: readonly Carried[],
  settler?: Pick<Command, 'actor' | 'at'>,
): Promise<void> {
  const turned = settler ? turnedLicences(book) : [];
  if (carried.length === 0 && turned.length === 0) return;
  const moved = new Set(book.movements.map(({ line }) => line));
  const touched = new Set(book.movements.map(({ allocation }) => allocation));
  const allocations = [...book.allocations.values()].filter(({ id }) => touched.has(id));
  const events = [
    ...movementEvents(book),
    ...(settler ? turned.map((licence) => turnEvent(licence, settler)) : []),
  ];
  await tx.prepared(write, [
    JSON.stringify([...moved].map((id) => balanceRow(id, book.lines.get(id) as Line))),
    JSON.stringify(allocations.map(allocationRow)),
    JSON.stringify(book.movements.map(movementRow)),
    JSON.stringify(carried.flatMap(keptRow)),
    JSON.stringify(turned.map((licence) => ({ ...licence, at: settler?.at }))),
    events.map(({ type }) => type),
    events.map(({ licenceId }) => licenceId),
    events.map(({ subject }) => subject.type),
    events.map(({ subject }) => subject.id),
    events.map(({ actor }) => actor),
    events.map(({ payload }) => JSON.stringify(payload)),
    events.map(({ occurredAt }) => occurredAt.toISOString()),
  ]);
}

const write = {
  name: 'ledger write',
  text: `with balanced as (
       update licence_line set reserved_units = line.reserved, used_units = line.used,
         reserved_value = coalesce(line."reservedValue", reserved_value),
         used_value = coalesce(line."usedValue", used_value), movements = line.movements
       from jsonb_to_recordset($1) as line (id bigint, reserved bigint, used bigint,
         "reservedValue" numeric, "usedValue" numeric, movements bigint)
       where licence_line.id = line.id
     ), turned as (
       update licence set status = licence_now."to", status_changed_at = licence_now.at, status_reason = null
       from jsonb_to_recordset($5) as licence_now ("licenceId" bigint, "to" text, at timestamptz)
       where licence.id = licence_now."licenceId"
     ), allocated as (
       insert into licence_allocation (id, order_line_id, licence_line_id, direction, status, units,
         reserved_units, held_units, used_units, released_units, reversed_units, unit_value, value)
       overriding system value
       select id, "orderLine", line, direction, status, units, reserved, held, used, released,
         reversed, "unitValue", value
       from jsonb_to_recordset($2) as each (id bigint, "orderLine" bigint, line bigint, direction text,
         status text, units bigint, reserved bigint, held bigint, used bigint, released bigint,
         reversed bigint, "unitValue" numeric, value numeric)
       on conflict (id) do update set status = excluded.status,
         reserved_units = excluded.reserved_units, held_units = excluded.held_units,
         used_units = excluded.used_units, released_units = excluded.released_units,
         reversed_units = excluded.reversed_units
     ), kept as (
       insert into idempotency_key (viewer, operation, key, body_hash, outcome)
       select actor, operation, key, decode(hash, 'hex'), outcome
       from jsonb_to_recordset($4) as each (actor text, operation text, key text, hash text, outcome json)
     ), told as (
       insert into event (type, licence_id, subject_type, subject_id, actor, payload, occurred_at)
       select given.type, licence_id, subject_type, subject_id, actor, payload::json, occurred_at
       from unnest($6::text[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[],
         $12::timestamptz[]) with ordinality
         given (type, licence_id, subject_type, subject_id, actor, payload, occurred_at, place)
       order by place
     )
     insert into licence_movement (licence_line_id, ordinal, allocation_id, kind, units,
       reserved_change, used_change, reserved_value_change, used_value_change, actor)
     select line, ordinal, allocation, kind, units, reserved, used, "reservedValue", "usedValue", actor
     from jsonb_to_recordset($3) as each (line bigint, ordinal bigint, allocation bigint, kind text,
       units bigint, reserved bigint, used bigint, "reservedValue" numeric, "usedValue" numeric, actor text)
     order by line, ordinal`,
};

function balanceRow(id: string, { reserved, used, movements, value }: Line) {
  const values = value && {
    reservedValue: amountOf(value.reserved),
    usedValue: amountOf(value.used),
  };
  return { id, reserved, used, movements, ...values };
}

function allocationRow({ unitValue, ...each }: Allocation) {
  const values = unitValue !== null && {
    // eight places
    unitValue: `${unitValue / 100_000_000n}.${String(unitValue % 100_000_000n).padStart(8, '0')}`,
    value: amountOf(worthOf(each.units, unitValue)),
  };
  return { ...each, status: statusOf(each), ...values };
}

function movementRow({ line, ordinal, allocation, command, units, before, after }: Movement) {
  const reserved = (after.value?.reserved ?? 0n) - (before.value?.reserved ?? 0n);
  const used = (after.value?.used ?? 0n) - (before.value?.used ?? 0n);
  return {
    line,
    ordinal,
    allocation,
    kind: command.kind,
    units,
    reserved: after.reserved - before.reserved,
    used: after.used - before.used,
    reservedValue: amountOf(reserved),
    usedValue: amountOf(used),
    actor: command.actor,
  };
}

function keptRow({ command: { actor, request }, outcome }: Carried) {
  if (!request) return [];
  const { operation, key, body } = request;
  const { allocations, notes } = outcome;
  return [{ actor, operation, key, hash: body, outcome: { allocations, ...(notes && { notes }) } }];
}
