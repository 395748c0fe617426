import { preferredFirst } from './figure.reads.ts';
import { type Declaration, listOf, type Row, type Summed } from '../reads/model.ts';

/** The bounds of a figure in a unit, as columns; about is a tenth either way, as in `interval.ts`. */
export const bounds = (figure: Row, unit: string): string => {
  const known = `${figure}.unit = '${unit}'`;
  const vague = `${figure}.qualifier = 'ABOUT' and ${figure}.low is null and ${figure}.high is null`;
  const bound = (side: 'low' | 'high', factor: string): string =>
    `case when ${known} then case when ${vague} then ${figure}.central * ${factor} else ${figure}.${side} end end as ${side}`;
  return `${bound('low', '0.9')}, ${bound('high', '1.1')},
    case when ${known} then coalesce(${figure}.central, case when ${figure}.low = ${figure}.high then ${figure}.low end) end as central,
    coalesce(${figure}.bound_kind = 'CREDIBLE', false) as credible, ${figure}.level`;
};

/** What of the rows of a list tells which of their figures may count the same. */
interface Counted {
  /** the figure of a row, as its relation derives it */
  figure: (row: Row) => string;
  unit: string;
  /** what no other row counts, unless it is of the same; null: all of it */
  of: (row: Row) => string;
  /** whether that is a group or everybody, in which others may be; false unless said otherwise */
  collective?: (row: Row) => string;
  /** figures of the same and of one part add, those of several parts may count the same */
  part: (row: Row) => string;
  provenance: (row: Row) => string;
}

/** Whether an organisation stands for several, or is not known. */
export const isCollective = (organisation: string): string =>
  `coalesce((select kind = 'GROUP' from organisation where id = ${organisation}), true)`;

/** The sum of the figures of a list, for `summed` of the relation that leads to them. */
export const summedFigures = ({
  figure,
  unit,
  of,
  collective = () => 'false',
  part,
  provenance,
}: Counted): Summed => ({
  type: 'FigureSum',
  sql: (row, from, where) =>
    figureSum(
      `select ${bounds('told', unit)}, ${of(row)} as organisation_id, ${collective(row)} as collective,
        ${part(row)} as part, told.source_report_id, told.claim_id,
        coalesce((select source.provenance from source_report source where source.id = told.source_report_id),
          ${provenance(row)}) = 'DEMONSTRATION' as invented
      from ${from} left join lateral ${figure(row)} told on true${where}`,
      unit,
    ),
});

/** The least, the most and the best value of rows that add; a bound that one lacks, all lack. */
const total = (side: 'low' | 'high' | 'central'): string =>
  side === 'low' ? 'sum(low)' : `case when count(*) = count(${side}) then sum(${side}) end`;

/**
 * SQL of one row: what figures of counts come to. Counts are never negative, so a figure without a
 * lower bound adds nothing to that of the sum. What may count the same is not added: there the
 * greatest lower bound stands, and the upper bounds still add.
 *
 * @param figures SQL of rows with the columns of `bounds`, and `organisation_id` (of whom it tells;
 *   null: of everybody), `collective` (whether that is a group or everybody, who may be the same as
 *   others), `part` (figures of one organisation and one part add, those of different parts may
 *   count the same), `source_report_id` and `claim_id`, and `invented` (whether it is a part of the
 *   demonstration, which is never summed with the rest)
 */
export const figureSum = (figures: string, unit: string): string => `(
  with figure as materialized (${figures}),
  part as (
    select organisation_id, collective, ${total('low')} as low, ${total('high')} as high, ${total('central')} as central
    from figure group by organisation_id, collective, part),
  party as (
    select organisation_id, collective, count(*) as parts, max(low) as low, ${total('high')} as high,
      case when count(*) = 1 then max(central) end as central
    from part group by organisation_id, collective),
  whole as (
    select greatest(sum(low) filter (where not collective), max(low) filter (where collective)) as low,
      case when count(*) > 0 then ${total('high')} end as high,
      case when count(*) > 0 then ${total('central')} end as central,
      coalesce(max(parts), 0) <= 1 and (count(*) <= 1 or count(*) filter (where collective) = 0) as apart
    from party),
  series as (
    select count(*) as figures,
      count(*) filter (where low is null and high is null and central is null) as unknown,
      coalesce(bool_or(credible), false) as credible,
      count(distinct invented) <= 1 and (count(*) <= 1 or not bool_or(credible)
        or (bool_and(credible) and count(distinct source_report_id) = 1 and count(distinct level) = 1)) as one,
      array_agg(claim_id) filter (where claim_id is not null) as claim_ids
    from figure)
  select case when series.one then whole.low end as low,
    case when series.one then whole.high end as high,
    case when series.one and whole.apart then whole.central end as central,
    case when series.one and num_nonnulls(whole.low, whole.high) > 0
      then case when series.credible then 'CREDIBLE' else 'LIMIT' end end as bound_kind,
    '${unit}' as unit, series.figures, series.unknown,
    case when series.one and whole.apart then 'ADDITIVE' else 'NOT_ADDITIVE' end as additive,
    series.claim_ids
  from whole, series)`;

const nothing = `select null::numeric as low, null::numeric as central, null::numeric as high,
  null::text as bound_kind, ''::text as unit, 0::bigint as figures, 0::bigint as unknown,
  'ADDITIVE'::text as additive, null::bigint[] as claim_ids`;

export const figureSumReads: Declaration[] = [
  {
    type: 'FigureSum',
    table: `(${nothing})`,
    visible: 'everyone',
    keyless: true,
    fields: {
      claims: listOf('Claim', {
        description: 'The claims whose figures are in it.',
        on: (sum, claim) => `${claim}.id = any(${sum}.claim_ids)`,
        orderBy: preferredFirst,
      }),
    },
  },
];
