import { counts, preferredFirst } from '../evidence/figure.reads.ts';
import { bounds, figureSum, isCollective } from '../evidence/figure-sum.reads.ts';
import { type Declaration, type Row, toOne, type ViewerSql } from '../reads/model.ts';
import { orderVisible } from './order-visibility.reads.ts';
import { stockVisible } from './supply-visibility.reads.ts';

/** What is invented is never summed with the rest. */
export type Kind = 'DEMONSTRATION' | 'OTHER';

/** What is only considered is no order and no stock. */
export const stated = (claim: Row): string =>
  `${counts(claim)} and ${claim}.modality <> 'CONSIDERED'`;

export const of = (provenance: string, kind: Kind): string =>
  `(${provenance} = 'DEMONSTRATION') = ${kind === 'DEMONSTRATION'}`;

/** The claim that counts about a subject, with who vouches for it; at most one row. */
export const preferred = (subject: string, id: string, predicate: string, kind: Kind): string => `(
  select rival.* from claim rival join source_report told on told.id = rival.source_report_id
  where rival.subject_type = '${subject}' and rival.subject_id = ${id}
    and rival.predicate = '${predicate}' and ${stated('rival')} and ${of('told.provenance', kind)}
  order by ${preferredFirst('rival')} limit 1)`;

/** A number in a column of a row, or else what is claimed of it, as the columns of a figure. */
export const exactOr = (units: string, claimed: Row): string => `
  coalesce(${units}::numeric, ${claimed}.low) as low, coalesce(${units}::numeric, ${claimed}.central) as central,
  coalesce(${units}::numeric, ${claimed}.high) as high,
  case when ${units} is null then ${claimed}.qualifier else 'EXACT' end as qualifier,
  case when ${units} is null then ${claimed}.unit else 'chips' end as unit,
  case when ${units} is null then ${claimed}.bound_kind else 'LIMIT' end as bound_kind,
  case when ${units} is null then ${claimed}.level end as level,
  case when ${units} is null then ${claimed}.source_report_id end as source_report_id,
  case when ${units} is null then ${claimed}.id end as claim_id`;

export const figureOf = (row: Row, organisation: string, part: string, kind: Kind): string =>
  `${bounds(row, 'chips')}, ${organisation} as organisation_id,
   ${isCollective(organisation)} as collective,
   ${part} as part, ${row}.source_report_id, ${row}.claim_id, ${kind === 'DEMONSTRATION'} as invented`;

/** Where a jurisdiction is asked for, that it is this one. */
export const isFor = (column: string, bound: string | undefined): string =>
  bound === undefined ? '' : `and (${bound} is null or ${column} = ${bound})`;

/**
 * Orders that are claimed, of one claim for each question; and lines that are still to leave.
 *
 * @param bound SQL of the jurisdiction for which they are; default: whatever it is
 */
export const ordered = (chip: Row, viewer: ViewerSql, kind: Kind, bound?: string): string => `
  select ${figureOf('claimed', 'claimed.organisation_id', 'claimed.claim_id::text', kind)}
  from (
    select distinct on (rival.subject_type, rival.subject_id, rival.jurisdiction_id, rival.period_start, rival.period_end)
      rival.*, rival.id as claim_id,
      case when rival.subject_type = 'Organisation' then rival.subject_id end as organisation_id
    from claim rival join source_report told on told.id = rival.source_report_id
    where rival.predicate = 'ORDERED_UNITS' and ${stated('rival')} and ${of('told.provenance', kind)}
      and ((rival.subject_type = 'Organisation' and rival.chip_id = ${chip}.id)
        or (rival.subject_type = 'Chip' and rival.subject_id = ${chip}.id))
      ${isFor('rival.jurisdiction_id', bound)}
    order by rival.subject_type, rival.subject_id, rival.jurisdiction_id, rival.period_start,
      rival.period_end, ${preferredFirst('rival')}) claimed
  union all
  select ${figureOf('open', 'open.buyer_id', `'lines'`, kind)}
  from (
    select whole.buyer_id, ${exactOr('(line.units - line.shipped_units)', 'said')}
    from order_line line join purchase_order whole on whole.id = line.order_id
    left join lateral ${preferred('OrderLine', 'line.id', 'ORDERED_UNITS', kind)} said on line.units is null
    where line.chip_id = ${chip}.id and ${of('whole.provenance', kind)}
      and whole.status in ('PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED')
      ${isFor('line.destination_id', bound)}
      and ${orderVisible('whole', viewer)}) open`;

/** What each vendor last had: of one day, what it counted itself before what is reported. */
export const stocked = (chip: Row, viewer: ViewerSql, kind: Kind): string => `
  select ${figureOf('latest', 'latest.vendor_id', `'stock'`, kind)}
  from (
    select distinct on (stated.vendor_id) stated.vendor_id, ${exactOr('stated.units', 'said')}
    from stock_statement stated
    left join lateral ${preferred('StockStatement', 'stated.id', 'STOCK_UNITS', kind)} said on stated.units is null
    where stated.chip_id = ${chip}.id and ${of('stated.provenance', kind)} and ${stockVisible('stated', viewer)}
    order by stated.vendor_id, stated.as_of desc, stated.units is null, stated.id desc) latest`;

const sides = ['orders', 'stock'] as const;
const columns = [
  'low',
  'central',
  'high',
  'bound_kind',
  'unit',
  'figures',
  'unknown',
  'additive',
  'claim_ids',
];

/** One row: both sums under the names of their sides, and the first less the second. */
const shortfall =
  (kind: Kind) =>
  (chip: Row, viewer: ViewerSql): string => {
    const sums = sides.flatMap((side) =>
      columns.map((column) => `${side}.${column} as ${side}_${column}`),
    );
    return `
    select orders.low - stock.high as low, orders.central - stock.central as central,
      orders.high - stock.low as high, 'chips' as unit, orders.unknown + stock.unknown as unknown,
      case when orders.additive = 'ADDITIVE' and stock.additive = 'ADDITIVE' then 'ADDITIVE' else 'NOT_ADDITIVE' end as additive,
      ${sums.join(', ')}
    from ${figureSum(ordered(chip, viewer, kind), 'chips')} orders,
      ${figureSum(stocked(chip, viewer, kind), 'chips')} stock`;
  };

const sideOf =
  (side: (typeof sides)[number]) =>
  (whole: Row): string =>
    `(select ${columns.map((column) => `${whole}.${side}_${column} as ${column}`).join(', ')})`;

export const shortfallReads: Declaration[] = [
  {
    type: 'Shortfall',
    table: '(select null::numeric as low where false)',
    visible: 'everyone',
    keyless: true,
    fields: {
      orders: toOne('FigureSum', {
        description:
          'What is ordered and has not left: claims of orders, and order lines that the viewer may see.',
        derived: sideOf('orders'),
        required: true,
      }),
      stock: toOne('FigureSum', {
        description: 'What vendors hold: the newest statement of each that the viewer may see.',
        derived: sideOf('stock'),
        required: true,
      }),
    },
  },
  {
    extends: 'Chip',
    fields: {
      shortfall: toOne('Shortfall', {
        description: 'How far orders exceed stock, by what is reported and recorded.',
        seen: shortfall('OTHER'),
        required: true,
      }),
      demonstrationShortfall: toOne('Shortfall', {
        description: 'The same of what is invented for the demonstration.',
        seen: shortfall('DEMONSTRATION'),
        required: true,
      }),
    },
  },
];
