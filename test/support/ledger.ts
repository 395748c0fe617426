import { createHash } from 'node:crypto';
import type { Command } from '../../server/src/orders/ledger-book.ts';
import type { Statements } from '../../server/src/database/transaction.ts';

/** What is asked, without what makes it one request. */
export type Asked =
  | { kind: 'RESERVE'; orderLine: string; lines: readonly string[]; units: number | null }
  | {
      kind: 'USE' | 'RELEASE' | 'REVERSE' | 'HOLD' | 'UNHOLD';
      allocation: string;
      units: number | null;
    };

export function command(key: string, asked: Asked, actor = 'key:1'): Command {
  const body = createHash('sha256').update(JSON.stringify(asked)).digest('hex');
  const request = { operation: asked.kind, key, body };
  return { request, actor, at: new Date(), reason: null, ...asked };
}

/** Licence lines that allow so many chips each (null: not known), and an order line to draw for. */
export async function addLines(
  db: Statements,
  authorised: readonly (number | null)[],
  ordered = 1_000_000,
): Promise<{ lines: string[]; orderLine: string }> {
  await db.query(
    `insert into chip (name) values ('H200') on conflict do nothing;
     insert into organisation (name, kind) values ('Buyer', 'COMPANY'), ('Vendor', 'COMPANY') on conflict do nothing`,
  );
  const lines: string[] = [];
  for (const [index, units] of authorised.entries()) {
    const [row] = await db.query<{ id: string }>(
      `with permit as (
         insert into licence (direction, type, status, jurisdiction_id)
         select $1, 'INDIVIDUAL', 'ACTIVE', id from jurisdiction where code = 'CN' returning id)
       insert into licence_line (licence_id, ordinal, chip_id, authorised_units)
       select permit.id, 1, chip.id, $2 from permit, chip where chip.name = 'H200' returning id::text`,
      [index % 2 === 0 ? 'EXPORT' : 'IMPORT', units],
    );
    lines.push(row?.id ?? '');
  }
  const [row] = await db.query<{ id: string }>(
    `with whole as (
       insert into purchase_order (status, provenance, buyer_id, vendor_id)
       select 'PLACED', 'RECORDED', buyer.id, vendor.id from organisation buyer, organisation vendor
       where buyer.name = 'Buyer' and vendor.name = 'Vendor' returning id)
     insert into order_line (order_id, ordinal, chip_id, units, destination_id)
     select whole.id, 1, chip.id, $1, jurisdiction.id from whole, chip, jurisdiction
     where chip.name = 'H200' and jurisdiction.code = 'CN' returning id::text`,
    [ordered],
  );
  return { lines, orderLine: row?.id ?? '' };
}

export async function licenceOfLine(
  db: Statements,
  line: string,
): Promise<{ id: string; status: string }> {
  const [row] = await db.query<{ id: string; status: string }>(
    `select licence.id::text, status from licence
     join licence_line line on line.licence_id = licence.id where line.id = $1`,
    [line],
  );
  return row ?? { id: '', status: '' };
}

/** Lines whose balance is not the sum of their movements and of their allocations, or too large. */
export const wrongLines = `
  select line.id::text, line.authorised_units, line.reserved_units, line.used_units, line.movements
  from licence_line line
  cross join lateral (
    select count(*) as entries, coalesce(max(ordinal), 0) as last,
      coalesce(sum(reserved_change), 0) as reserved, coalesce(sum(used_change), 0) as used,
      coalesce(sum(reserved_value_change), 0) as reserved_value,
      coalesce(sum(used_value_change), 0) as used_value
    from licence_movement where licence_line_id = line.id) ledger
  cross join lateral (
    select coalesce(sum(reserved_units), 0) as reserved, coalesce(sum(used_units), 0) as used
    from licence_allocation where licence_line_id = line.id) drawn
  where (line.reserved_units, line.used_units, line.movements) is distinct from
      (ledger.reserved, ledger.used, ledger.entries)
    or (line.reserved_units, line.used_units) is distinct from (drawn.reserved, drawn.used)
    or ledger.entries <> ledger.last
    or (line.reserved_value, line.used_value) is distinct from (ledger.reserved_value, ledger.used_value)
    or line.reserved_units + line.used_units > coalesce(line.authorised_units, 0)
      and line.licensed_by <> 'VALUE'`;

/** The same at every state that was journalled: entries at which a line was wrong. */
export const wrongPastLines = `
  select entry.id::text as entry, wrong.* from journal entry cross join lateral (${wrongLines.replaceAll(
    /\bfrom (licence_\w+)/g,
    'from past.$1(entry.snapshot)',
  )}) wrong`;
