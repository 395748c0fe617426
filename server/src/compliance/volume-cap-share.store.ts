import type { Viewer } from '../access/viewer.ts';
import type { Statements } from '../database/transaction.ts';
import { asViewer, type FactSql, viewerValues } from './fact-sql.store.ts';

/** What a vendor shipped to one side of a cap. */
export interface ShippedAmount {
  readonly units: number;
  /** decimal; null where the performance of a chip is not known */
  readonly tpp: string | null;
  /** whether it is taken from a claim, because no shipment is recorded here */
  readonly claimed: boolean;
}

export interface ShareRow {
  readonly vendorId: string;
  readonly demonstration: boolean;
  readonly there: ShippedAmount | null;
  readonly home: ShippedAmount | null;
  /** decimals, of what went there to what stayed at home; null where a side is not known */
  readonly unitRatio: string | null;
  readonly tppRatio: string | null;
}

const amount = (side: string): string =>
  `case when ${side}.units is not null then json_build_object('units', ${side}.units,
     'tpp', trim_scale(${side}.tpp)::text, 'claimed', ${side}.claimed) end`;

const ratio = (metric: string): string =>
  `trim_scale(round(there.${metric} / nullif(home.${metric}, 0), 6))::text`;

/**
 * What each vendor shipped to the destinations of a cap and at home, as far as the viewer may know:
 * what is recorded of orders, else the newest exact claim that is preferred. What is invented is a
 * row of its own.
 */
export function vendorShares(
  statements: Statements,
  sql: FactSql,
  viewer: Viewer,
  capId: string,
): Promise<ShareRow[]> {
  return statements.query<ShareRow>(
    `with place as (
       select jurisdiction_id, 'home' as side from volume_cap where id = $1
       union select jurisdiction_id, 'there' from volume_cap_destination where volume_cap_id = $1
     ), recorded as (
       select whole.vendor_id, whole.provenance = 'DEMONSTRATION' as demonstration, place.side,
         line.shipped_units as units, line.chip_id
       from order_line line join purchase_order whole on whole.id = line.order_id
       join place on place.jurisdiction_id = line.destination_id
       where line.shipped_units > 0 and ${sql.visible('Order', 'whole', asViewer)}
     ), claimed as (
       select distinct on (claim.subject_id, demonstration, place.side, claim.chip_id)
         claim.subject_id as vendor_id, report.provenance = 'DEMONSTRATION' as demonstration,
         place.side, claim.central::bigint as units, claim.chip_id
       from claim join source_report report on report.id = claim.source_report_id
       join place on place.jurisdiction_id = claim.jurisdiction_id
       where claim.subject_type = 'Organisation' and claim.predicate = 'SHIPPED_UNITS'
         and claim.rank = 'PREFERRED' and claim.qualifier = 'EXACT' and claim.modality = 'ASSERTED'
         and not exists (select from claim later where later.supersedes_id = claim.id)
         and ${sql.visible('Claim', 'claim', asViewer)}
       order by claim.subject_id, demonstration, place.side, claim.chip_id,
         report.published_at desc, claim.id desc
     ), shipped as (
       select *, false as claimed from recorded
       union all
       select *, true from claimed where not exists (select from recorded
         where (recorded.vendor_id, recorded.demonstration, recorded.side)
           = (claimed.vendor_id, claimed.demonstration, claimed.side))
     ), total as (
       select vendor_id, demonstration, side, bool_or(claimed) as claimed, sum(units) as units,
         case when bool_and(figure.tpp is not null) then sum(units * figure.tpp) end as tpp
       from shipped left join lateral (
         select ${sql.number('Chip', 'tpp', 'model')} as tpp from chip model
         where model.id = shipped.chip_id) figure on true
       group by vendor_id, demonstration, side
     )
     select coalesce(there.vendor_id, home.vendor_id)::text as "vendorId",
       coalesce(there.demonstration, home.demonstration) as demonstration,
       ${amount('there')} as there, ${amount('home')} as home,
       ${ratio('units')} as "unitRatio", ${ratio('tpp')} as "tppRatio"
     from (select * from total where side = 'there') there
     full join (select * from total where side = 'home') home
       on home.vendor_id = there.vendor_id and home.demonstration = there.demonstration
     order by 2, coalesce(there.vendor_id, home.vendor_id)`,
    [capId, ...viewerValues(viewer)],
  );
}
