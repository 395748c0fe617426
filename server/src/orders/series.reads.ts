import type { GraphQLResolveInfo } from 'graphql';
import { figureSum } from '../evidence/figure-sum.reads.ts';
import { type Declaration, type Row, toOne, type ViewerSql } from '../reads/model.ts';
import { asOf } from '../reads/past/as-of.ts';
import { readMade } from '../reads/made.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';
import { pointsOf, type SeriesMetric } from './series.ts';
import { authorised, type Counted, released, shipped } from './series-metric.reads.ts';
import type { SeriesArguments } from './series.type.ts';
import { type Kind, ordered, stocked } from './shortfall.reads.ts';

const columns = [
  ...['low', 'central', 'high', 'bound_kind', 'unit', 'figures', 'unknown', 'additive'],
  'claim_ids',
];

const sum = (figures: string): string =>
  `select figure.* from ${figureSum(figures, 'chips')} figure`;

/** Orders less stock: each bound less the opposite one. */
const missing = ({ chip, viewer, kind }: Counted): string => `
  select orders.low - stock.high as low, orders.central - stock.central as central,
    orders.high - stock.low as high,
    case when num_nonnulls(orders.low - stock.high, orders.high - stock.low) > 0 then
      case when 'CREDIBLE' in (orders.bound_kind, stock.bound_kind) then 'CREDIBLE' else 'LIMIT' end end as bound_kind,
    'chips' as unit, orders.figures + stock.figures as figures, orders.unknown + stock.unknown as unknown,
    case when orders.additive = 'ADDITIVE' and stock.additive = 'ADDITIVE' then 'ADDITIVE' else 'NOT_ADDITIVE' end as additive,
    orders.claim_ids || stock.claim_ids as claim_ids
  from ${figureSum(ordered(chip, viewer, kind), 'chips')} orders,
    ${figureSum(stocked(chip, viewer, kind), 'chips')} stock`;

const metrics: Record<SeriesMetric, (counted: Counted, direction: 'IMPORT' | 'EXPORT') => string> =
  {
    AUTHORISED_UNITS: (counted, direction) => sum(authorised(counted, direction)),
    ORDERED_UNITS: ({ chip, viewer, kind, destination }) =>
      sum(ordered(chip, viewer, kind, destination)),
    STOCK_UNITS: ({ chip, viewer, kind }) => sum(stocked(chip, viewer, kind)),
    SHIPPED_UNITS: (counted) => sum(shipped(counted)),
    RELEASED_UNITS: (counted) => sum(released(counted)),
    SHORTFALL_UNITS: missing,
  };

interface SeriesRows {
  readonly metric: SeriesMetric;
  readonly direction: 'IMPORT' | 'EXPORT';
  readonly kind: Kind;
}

/**
 * SQL of the points of a series, `n` being their order. Many instants mean one state: what was known
 * in each state is counted once, and what nobody knew yet gives an empty sum.
 *
 * @param given SQL of a bigint[]: the chip, the jurisdiction or 0, and instants in milliseconds
 */
const seriesRows =
  ({ metric, direction, kind }: SeriesRows) =>
  (given: string, viewer: ViewerSql): string => {
    const destination = `nullif((${given})[2], 0)`;
    const counted = metrics[metric]({ chip: 'wanted', viewer, kind, destination }, direction);
    const then = asOf(counted, {
      state: () => 'known.state::pg_snapshot',
      instant: () => "'-infinity'::timestamptz",
    });
    const nothing = "'1:1:'";
    return `
    with point as materialized (
      select asked.n, timestamptz 'epoch' + asked.ms * interval '1 ms' as at,
        coalesce((select entry.snapshot::text from journal entry
          where entry.known_at <= timestamptz 'epoch' + asked.ms * interval '1 ms'
          order by entry.known_at desc, entry.id desc limit 1), ${nothing}) as state
      from unnest((${given})[3:]) with ordinality asked (ms, n)
    ), figure_then as materialized (
      select known.state as of_state, counted.*
      from (select distinct state from point) known
      cross join (select (${given})[1] as id) wanted
      cross join lateral (${then}) counted
    )
    select point.n, point.at, figure_then.* from point
    join figure_then on figure_then.of_state = point.state`;
  };

/**
 * The points of a series, read in one statement.
 *
 * @param subject keys of the chip and of the jurisdiction
 * @throws Fault BAD_USER_INPUT, AS_OF_FUTURE
 */
export async function readSeries(
  context: Pick<ReadContext, 'reads' | 'viewer' | 'signal'>,
  info: GraphQLResolveInfo,
  { demonstration, ...asked }: SeriesArguments,
  subject: { readonly chipId: string; readonly destinationId: string | null },
): Promise<unknown[]> {
  const points = pointsOf(asked, new Date());
  // whatever lies before the last one is settled then, and stays what it is
  await context.reads.moments.at('known', points.at(-1) as Date);
  const rows = seriesRows({ ...asked, kind: demonstration ? 'DEMONSTRATION' : 'OTHER' });
  const given = [subject.chipId, subject.destinationId ?? '0'];
  const instants = points.map((point) => String(point.getTime()));
  return await readMade(context, info, { type: 'SeriesPoint', rows }, [...given, ...instants]);
}

const figureOfPoint = (point: Row): string =>
  `(select ${columns.map((column) => `${point}.${column} as ${column}`).join(', ')})`;

export const seriesReads: Declaration[] = [
  {
    type: 'SeriesPoint',
    table: '(select null::timestamptz as at where false)',
    visible: 'everyone',
    keyless: true,
    fields: {
      figure: toOne('FigureSum', {
        description: 'What was known then; of nothing known, a sum of no figures.',
        derived: figureOfPoint,
        required: true,
      }),
    },
  },
];
