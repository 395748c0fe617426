import { type Declaration, listOf, type Row } from '../reads/model.ts';

/** What a figure prints, and what tells which claims speak of the same thing. */
const columns = [
  'low',
  'central',
  'high',
  'bound_kind',
  'level',
  'qualifier',
  'unit',
  'subject_type',
  'subject_id',
  'predicate',
  'chip_id',
  'jurisdiction_id',
  'period_start',
  'period_end',
  // of the claim that it is taken from
  'claim_id',
  'source_report_id',
] as const;

type Column = (typeof columns)[number];

const of = (row: Row): string => columns.map((column) => `${row}.${column}`).join(', ');

/** The same of a claim. */
const told = (claim: Row): string =>
  columns
    .map((column) => (column === 'claim_id' ? `${claim}.id as claim_id` : `${claim}.${column}`))
    .join(', ');

/** Order of rival claims: preferred before normal before deprecated, then the newest publication. */
export const preferredFirst = (claim: Row): string => `
  array_position(array['PREFERRED', 'NORMAL', 'DEPRECATED'], ${claim}.rank::text),
  (select published.published_at from source_report published
    where published.id = ${claim}.source_report_id) desc,
  ${claim}.id desc`;

/** Whether a claim is a figure that may count: not what is repeated, replaced, denied or deprecated. */
export const counts = (claim: Row): string => `${claim}.value_kind = 'FIGURE'
  and ${claim}.rank <> 'DEPRECATED' and ${claim}.modality <> 'DENIED' and ${claim}.restates_id is null
  and not exists (select from claim later where later.supersedes_id = ${claim}.id)`;

/** The figure that a claim's own row holds; no row where the claim is not a figure. */
export const ownFigure = (claim: Row): string =>
  `(select ${told(claim)} where ${claim}.value_kind = 'FIGURE')`;

/**
 * The figure that counts among all claims on a subject and a predicate; at most one row. What is
 * repeated, replaced, denied or deprecated never counts.
 */
export const preferredFigure =
  (type: string, predicate: string) =>
  (subject: Row): string =>
    `(
    select ${told('rival')} from claim rival
    where rival.subject_type = '${type}' and rival.subject_id = ${subject}.id
      and rival.predicate = '${predicate}' and ${counts('rival')}
    order by ${preferredFirst('rival')} limit 1)`;

/**
 * The same figure as one number to calculate with: its best value in the given unit.
 * Null where only bounds are known or another unit is used.
 */
export const preferredValue =
  (type: string, predicate: string, unit: string) =>
  (subject: Row): string =>
    `(
    select coalesce(figure.central, case when figure.low = figure.high then figure.low end)
    from ${preferredFigure(type, predicate)(subject)} figure where figure.unit = '${unit}')`;

/** A number that a column holds exactly, or else the figure that is claimed of it. */
export const exactOrPreferredFigure =
  (type: string, predicate: string, column: string, unit: string) =>
  (subject: Row): string => {
    const value = `${subject}.${column}`;
    const exact: Record<Column, string> = {
      low: `${value}::numeric`,
      central: `${value}::numeric`,
      high: `${value}::numeric`,
      bound_kind: `'LIMIT'`,
      level: 'null::numeric',
      qualifier: `'EXACT'`,
      unit: `'${unit}'`,
      subject_type: `'${type}'`,
      subject_id: `${subject}.id`,
      predicate: `'${predicate}'`,
      chip_id: 'null::bigint',
      jurisdiction_id: 'null::bigint',
      period_start: 'null::date',
      period_end: 'null::date',
      claim_id: 'null::bigint',
      source_report_id: 'null::bigint',
    };
    return `(
      select ${columns.map((name) => `${exact[name]} as ${name}`).join(', ')}
      where ${value} is not null
      union all
      select ${of('figure')} from ${preferredFigure(type, predicate)(subject)} figure
      where ${value} is null)`;
  };

/**
 * What a figure leaves once a known number is taken from it, with the claims it rests on; never less
 * than nothing. A credible interval stays one: what is taken is certain.
 */
export const figureLess = (figure: string, taken: string): string => {
  const numbers: Column[] = ['low', 'central', 'high'];
  const less = numbers.map((name) => `greatest(whole.${name} - ${taken}, 0) as ${name}`);
  const rest = columns.filter((name) => !numbers.includes(name)).map((name) => `whole.${name}`);
  return `(select ${[...less, ...rest].join(', ')} from ${figure} whole)`;
};

/** Whether a claim speaks of the same thing as a figure. */
const sameQuestion = (figure: Row, claim: Row): string => {
  const subject: Column[] = ['subject_type', 'subject_id', 'predicate'];
  const circumstances: Column[] = ['chip_id', 'jurisdiction_id', 'period_start', 'period_end'];
  return [
    ...subject.map((column) => `${claim}.${column} = ${figure}.${column}`),
    ...circumstances.map((column) => `${claim}.${column} is not distinct from ${figure}.${column}`),
  ].join(' and ');
};

export const figureReads: Declaration[] = [
  {
    type: 'Figure',
    table: `(select ${told('claim')} from claim where claim.value_kind = 'FIGURE')`,
    visible: 'everyone',
    keyless: true,
    fields: {
      claims: listOf('Claim', {
        description:
          'Every claim on the same subject and the same question, the ones that count first. Of an exact number they only stand beside it.',
        on: sameQuestion,
        orderBy: preferredFirst,
      }),
    },
  },
];
