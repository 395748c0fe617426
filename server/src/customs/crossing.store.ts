import { assessControl, type Verdict } from '../chips/classification.ts';
import { performanceDensity, type Rate, tpp } from '../chips/performance.ts';
import type { Tx } from '../database/transaction.ts';
import type { DrawFacts } from '../licences/eligibility.ts';
import {
  type LineRow,
  lineOf,
  linesJson,
  type OrderLineRow,
  orderLineOf,
  orderLinesJson,
} from '../orders/ledger-facts.store.ts';
import type { Drawing, ExportUse } from './crossing.ts';

/** What crossing a border looks at, of one order line. */
export interface BorderFacts {
  /** `days` has the day of the crossing only */
  readonly draw: DrawFacts;
  readonly vendorSeatId: string | null;
  /** code */
  readonly destination: string | null;
  readonly drawings: readonly Drawing[];
}

interface AllocationRow {
  id: string;
  orderLine: string;
  line: string;
  reserved: number;
  held: number;
}

interface UseRow {
  shippedLine: string;
  line: string;
  units: number;
}

interface BorderRow {
  lines: LineRow[];
  orderLines: OrderLineRow[];
  allocations: AllocationRow[];
  uses: UseRow[];
  seats: { id: string; seat: string | null; destination: string | null }[];
}

/**
 * Loads what is known of order lines at a border, and what was used of export licences for lines of
 * a shipment. Lock it all first to decide on what is loaded.
 *
 * @param day as `2026-01-28`
 */
export async function loadBorder(
  tx: Tx,
  orderLines: readonly string[],
  shippedLines: readonly string[],
  day: string,
): Promise<{ lines: Map<string, BorderFacts>; uses: Map<string, ExportUse[]> }> {
  const [row] = await tx.query<BorderRow>(
    `with drawn as (select * from licence_allocation where order_line_id = any($1)),
       keys as (select array(select distinct licence_line_id from drawn) as lines)
     select ${linesJson('(select lines from keys)::bigint[]')} as lines,
       ${orderLinesJson('$1', '$3::date')} as "orderLines",
       (select coalesce(json_agg(json_build_object('id', id::text, 'orderLine', order_line_id::text,
          'line', licence_line_id::text, 'reserved', reserved_units, 'held', held_units) order by id), '[]')
        from drawn) as allocations,
       (select coalesce(json_agg(json_build_object('shippedLine', sent.shipment_line_id::text,
          'line', drawn.licence_line_id::text, 'units', used.units) order by used.id), '[]')
        from declaration_line sent
        join declaration_use used on used.declaration_line_id = sent.id and used.reversed_at is null
        join drawn on drawn.id = used.allocation_id and drawn.direction = 'EXPORT'
        where sent.shipment_line_id = any($2)) as uses,
       (select coalesce(json_agg(json_build_object('id', ordered.id::text, 'seat', vendor.jurisdiction_id::text,
          'destination', bound.code)), '[]')
        from order_line ordered join purchase_order whole on whole.id = ordered.order_id
        join organisation vendor on vendor.id = whole.vendor_id
        left join jurisdiction bound on bound.id = ordered.destination_id
        where ordered.id = any($1)) as seats`,
    [orderLines, shippedLines, day],
  );
  if (!row) throw new Error('nothing was loaded of a border');
  const terms = new Map(row.lines.map((line) => [line.id, lineOf(line).terms]));
  const termsOf = (line: string) => {
    const found = terms.get(line);
    if (!found) throw new Error('an allocation has no licence line');
    return found;
  };
  const lines = row.orderLines.map((line): [string, BorderFacts] => {
    const seat = row.seats.find(({ id }) => id === line.id);
    const own = row.allocations.filter(({ orderLine }) => orderLine === line.id);
    return [
      line.id,
      {
        draw: { ...orderLineOf(line).draw, days: [day] },
        vendorSeatId: seat?.seat ?? null,
        destination: seat?.destination ?? null,
        drawings: own.map(({ id, reserved, held, line: key }) => ({
          allocationId: id,
          reserved,
          held,
          terms: termsOf(key),
        })),
      },
    ];
  });
  const uses = new Map<string, ExportUse[]>();
  for (const { shippedLine, line, units } of row.uses) {
    uses.set(shippedLine, [...(uses.get(shippedLine) ?? []), { units, terms: termsOf(line) }]);
  }
  return { lines: new Map(lines), uses };
}

/** Keys of the restrictions that bar one of the goods on a day, the lowest first. */
export async function restrictionsInForce(
  tx: Tx,
  procedure: 'EXPORT' | 'IMPORT',
  jurisdictionIds: readonly string[],
  day: string,
  goods: readonly { readonly chipId: string; readonly organisationIds: readonly string[] }[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select r.id::text from restriction r
     where r.procedure = $1 and r.jurisdiction_id = any($2) and not r.licensable
       and (r.status = 'IN_FORCE' or (r.status = 'LIFTED' and r.lifted_at is not null))
       and coalesce(r.in_force_from <= $3::date, true) and coalesce(r.lifted_at > $3::date, true)
       and exists (select from jsonb_to_recordset($4) as good ("chipId" bigint, "organisationIds" bigint[])
         where (not exists (select from restriction_chip where restriction_id = r.id)
             or exists (select from restriction_chip where restriction_id = r.id and chip_id = good."chipId"))
           and (not exists (select from restriction_party where restriction_id = r.id)
             or exists (select from restriction_party where restriction_id = r.id
               and organisation_id = any(good."organisationIds"))))
     order by r.id`,
    [procedure, jurisdictionIds, day, JSON.stringify(goods)],
  );
  return rows.map(({ id }) => id);
}

/** Whether 3A090.a or .b applies to a chip by its figures. */
export async function controlOf(tx: Tx, chipId: string): Promise<Verdict> {
  const [row] = await tx.query<{
    nonPlanar: boolean | null;
    marketedForDatacentre: boolean | null;
    rates: Rate[];
    published: string | null;
    dieArea: string | null;
  }>(
    `select non_planar as "nonPlanar", marketed_for_datacentre as "marketedForDatacentre",
       (select coalesce(json_agg(json_build_object('numberFormat', number_format, 'bitLength', bit_length,
          'denseTops', dense_tops, 'rank', rank)), '[]') from throughput where chip_id = chip.id) as rates,
       ${claimed('TPP', 'TPP')} as published, ${claimed('DIE_AREA', 'mm2')} as "dieArea"
     from chip where id = $1`,
    [chipId],
  );
  if (!row) throw new Error('a chip that is shipped is gone');
  const performance = row.published === null ? tpp(row.rates) : Number(row.published);
  const area = row.dieArea === null ? null : Number(row.dieArea);
  return assessControl({
    tpp: performance,
    performanceDensity: performanceDensity(performance, area, row.nonPlanar),
    memoryBandwidth: null,
    marketedForDatacentre: row.marketedForDatacentre,
  }).controlled;
}

/** The one number that counts of what is claimed of a chip, as `preferredValue` of the reads has it. */
const claimed = (predicate: string, unit: string): string => `(
  select case when unit = '${unit}' then coalesce(central, case when low = high then low end) end::text
  from claim where subject_type = 'Chip' and subject_id = chip.id and predicate = '${predicate}'
    and value_kind = 'FIGURE' and rank <> 'DEPRECATED' and modality <> 'DENIED' and restates_id is null
    and not exists (select from claim later where later.supersedes_id = claim.id)
  order by array_position(array['PREFERRED', 'NORMAL', 'DEPRECATED'], rank::text),
    (select published_at from source_report where source_report.id = claim.source_report_id) desc, id desc
  limit 1)`;
