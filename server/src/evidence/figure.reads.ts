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
] as const;

const of = (row: Row): string => columns.map((column) => `${row}.${column}`).join(', ');

/** Order of rival claims: preferred before normal before deprecated, then the newest publication. */
export const preferredFirst = (claim: Row): string =>
  `array_position(array['PREFERRED', 'NORMAL', 'DEPRECATED'], ${claim}.rank::text), (select published.published_at from source_report published where published.id = ${claim}.source_report_id) desc, ${claim}.id desc`;

/** The figure that a claim's own row holds; no row where the claim is not a figure. */
export const ownFigure = (claim: Row): string =>
  `(select ${of(claim)} where ${claim}.value_kind = 'FIGURE')`;

/** Claims that may speak for a figure: not repeated, replaced, denied or deprecated. */
const candidates = (subject: Row, type: string, predicate: string): string =>
  `claim rival where rival.subject_type = '${type}' and rival.subject_id = ${subject}.id and rival.predicate = '${predicate}' and rival.value_kind = 'FIGURE' and rival.rank <> 'DEPRECATED' and rival.modality <> 'DENIED' and rival.restates_id is null and not exists (select from claim later where later.supersedes_id = rival.id)`;

/** The figure that counts among all claims on a subject and a predicate; at most one row. */
export const preferredFigure =
  (type: string, predicate: string) =>
  (subject: Row): string =>
    `(select ${of('rival')} from ${candidates(subject, type, predicate)} order by ${preferredFirst('rival')} limit 1)`;

/**
 * The same figure as one number to calculate with: its best value in the given unit.
 * Null where only bounds are known or another unit is used.
 */
export const preferredValue =
  (type: string, predicate: string, unit: string) =>
  (subject: Row): string =>
    `(select case when preferred.unit = '${unit}' then coalesce(preferred.central, case when preferred.low = preferred.high then preferred.low end) end from ${preferredFigure(type, predicate)(subject)} preferred)`;

/** A number that a column holds exactly, or else the figure that is claimed of it. */
export const exactOrPreferredFigure =
  (type: string, predicate: string, column: string, unit: string) =>
  (subject: Row): string => {
    const value = `${subject}.${column}`;
    return `(select ${value}::numeric as low, ${value}::numeric as central, ${value}::numeric as high, null::text as bound_kind, null::numeric as level, 'EXACT' as qualifier, '${unit}' as unit, '${type}' as subject_type, ${subject}.id as subject_id, '${predicate}' as predicate, null::bigint as chip_id, null::bigint as jurisdiction_id, null::date as period_start, null::date as period_end where ${value} is not null union all select * from ${preferredFigure(type, predicate)(subject)} preferred where ${value} is null)`;
  };

/** Whether a claim speaks of the same thing as a figure. */
const sameQuestion = (figure: Row, claim: Row): string => {
  const circumstances = ['chip_id', 'jurisdiction_id', 'period_start', 'period_end'];
  const same = circumstances.map(
    (column) => `${claim}.${column} is not distinct from ${figure}.${column}`,
  );
  const subject = ['subject_type', 'subject_id', 'predicate'];
  const equal = subject.map((column) => `${claim}.${column} = ${figure}.${column}`);
  return [...equal, ...same].join(' and ');
};

export const figureReads: Declaration[] = [
  {
    type: 'Figure',
    table: `(select ${of('claim')} from claim where claim.value_kind = 'FIGURE')`,
    visible: 'everyone',
    keyless: true,
    fields: {
      claims: listOf('Claim', {
        description:
          'Every claim on the same subject and the same question, the ones that count first. Empty for an exact number from a register.',
        on: sameQuestion,
        orderBy: preferredFirst,
      }),
    },
  },
];
