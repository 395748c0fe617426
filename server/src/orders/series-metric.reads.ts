import { preferredFirst } from '../evidence/figure.reads.ts';
import { licenceVisible } from '../licences/licence-visibility.reads.ts';
import type { Row, ViewerSql } from '../reads/model.ts';
import { orderVisible } from './order-visibility.reads.ts';
import { exactOr, figureOf, isFor, type Kind, of, preferred, stated } from './shortfall.reads.ts';

/** What a metric counts: SQL of figures that `figureSum` adds. */
export interface Counted {
  /** a row with the chip's key as `id` */
  chip: Row;
  viewer: ViewerSql;
  kind: Kind;
  /** SQL of the jurisdiction's key; null: any */
  destination: string;
}

/** A number of chips that is recorded, as the columns of a figure. */
const exactly = (units: string): string => `
  ${units}::numeric as low, ${units}::numeric as central, ${units}::numeric as high,
  'EXACT' as qualifier, 'chips' as unit, 'LIMIT' as bound_kind, null::numeric as level,
  null::bigint as source_report_id, null::bigint as claim_id`;

const granted = "('CONDITIONALLY_APPROVED', 'APPROVED', 'ACTIVE', 'SUSPENDED', 'EXHAUSTED')";

const lets = (direction: 'IMPORT' | 'EXPORT', destination: string): string =>
  direction === 'IMPORT'
    ? isFor('permit.jurisdiction_id', destination)
    : `and (${destination} is null or exists (select from licence_party taking
        join organisation seated on seated.id = taking.organisation_id
        where taking.licence_id = permit.id and seated.jurisdiction_id = ${destination}))`;

/**
 * Lines of licences that are granted and have not ended, and rounds, of which nothing is known but
 * what they come to: who is in a round has a licence too, so the two are not added.
 */
export const authorised = (
  { chip, viewer, kind, destination }: Counted,
  direction: 'IMPORT' | 'EXPORT',
): string => `
  select ${figureOf('allowed', 'allowed.licensee_id', "'lines'", kind)}
  from (
    select permit.licensee_id, ${exactOr('line.authorised_units', 'said')}
    from licence_line line join licence permit on permit.id = line.licence_id
    left join lateral ${preferred('LicenceLine', 'line.id', 'AUTHORISED_UNITS', kind)} said on line.authorised_units is null
    where line.chip_id = ${chip}.id and permit.direction = '${direction}' and permit.status in ${granted}
      and ${of('permit.provenance', kind)} ${lets(direction, destination)}
      and ${licenceVisible('permit', viewer)}) allowed
  union all
  select ${figureOf('approved', 'null::bigint', "'round ' || approved.round_id", kind)}
  from (
    select whole.id as round_id, said.*, said.id as claim_id
    from approval_round whole
    join lateral ${preferred('ApprovalRound', 'whole.id', 'AUTHORISED_UNITS', kind)} said on said.chip_id = ${chip}.id
    where whole.status <> 'EXPECTED' ${isFor('whole.jurisdiction_id', destination)}
      and exists (select from licence given where given.approval_round_id = whole.id
        and given.direction = 'EXPORT') = ${direction === 'EXPORT'}) approved`;

/** Shipments that are claimed, quarter by quarter or as a whole, and what has left of order lines. */
export const shipped = ({ chip, viewer, kind, destination }: Counted): string => `
  select ${figureOf(
    'claimed',
    'claimed.subject_id',
    `case when claimed.period_start is null then 'claim ' || claimed.claim_id
      else 'periods of ' || round((claimed.period_end - claimed.period_start) / 30.0) || coalesce(' for ' || claimed.jurisdiction_id, '') end`,
    kind,
  )}
  from (
    select distinct on (rival.subject_id, rival.jurisdiction_id, rival.period_start, rival.period_end)
      rival.*, rival.id as claim_id
    from claim rival join source_report told on told.id = rival.source_report_id
    where rival.predicate = 'SHIPPED_UNITS' and ${stated('rival')} and ${of('told.provenance', kind)}
      and rival.subject_type = 'Organisation' and rival.chip_id = ${chip}.id
      ${isFor('rival.jurisdiction_id', destination)}
    order by rival.subject_id, rival.jurisdiction_id, rival.period_start, rival.period_end,
      ${preferredFirst('rival')}) claimed
  union all
  select ${figureOf('left_here', 'left_here.vendor_id', "'lines'", kind)}
  from (
    select whole.vendor_id, ${exactly('line.shipped_units')}
    from order_line line join purchase_order whole on whole.id = line.order_id
    where line.chip_id = ${chip}.id and line.shipped_units > 0 and ${of('whole.provenance', kind)}
      ${isFor('line.destination_id', destination)} and ${orderVisible('whole', viewer)}) left_here`;

/** What customs let in of order lines. */
export const released = ({ chip, viewer, kind, destination }: Counted): string => `
  select ${figureOf('entered', 'entered.buyer_id', "'lines'", kind)}
  from (
    select whole.buyer_id, ${exactly('loaded.import_released_units')}
    from shipment_line loaded join order_line line on line.id = loaded.order_line_id
    join purchase_order whole on whole.id = line.order_id
    where line.chip_id = ${chip}.id and loaded.import_released_units > 0
      and ${of('whole.provenance', kind)} ${isFor('line.destination_id', destination)}
      and ${orderVisible('whole', viewer)}) entered`;
