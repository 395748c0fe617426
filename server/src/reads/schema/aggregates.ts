import type { GraphQLInterfaceType, GraphQLObjectType } from 'graphql';
import {
  averageScale,
  type ComparedField,
  comparedFields,
  dateSteps,
  gatherWords,
  isRankedKind,
  isSummedKind,
  toOneRelations,
} from '../aggregated.ts';
import type { Model } from '../model.ts';
import { mostGroups, usualGroups } from '../plan/groups.ts';

/** Ends of the names of the object types that are made for aggregates and groups. */
export const aggregateTypes = [
  'Aggregates',
  'Numbers',
  'Sums',
  'Extremes',
  'Counts',
  'Group',
  'GroupKey',
];

/** The types that the aggregates and groups of every list share. */
export const sharedAggregateTypes = `
"""What can be gathered of the rows of a group."""
enum Aggregate {
  ${Object.keys(gatherWords).join('\n  ')}
}

"""To what a day or an instant is cut, in UTC; a week begins on Monday."""
enum DateStep {
  ${dateSteps.join('\n  ')}
}`;

type Base = GraphQLObjectType | GraphQLInterfaceType;

/** Fields of a connection, in the schema's language. */
export function aggregateFields({ type }: Model): string {
  return `"""What the rows of the whole list under this filter come to, whatever the page; computed only when asked for."""
  aggregates: ${type}Aggregates!
  """The rows of the whole list under this filter in groups of those with the same key: \`first\` of them, 1 to ${mostGroups}. Ordered by \`orderBy\`, and last by the key, so that no two tie."""
  groups(by: [${type}GroupBy!]!, having: ${type}Having, orderBy: [${type}GroupOrder!], first: Int! = ${usualGroups}): [${type}Group!]!`;
}

/** What a list of the type is aggregated into. */
export function listAggregates(model: Model, base: Base): string {
  const { type } = model;
  const fields = comparedFields(model, base);
  const numbers = fields.filter(({ kind }) => isSummedKind(kind));
  const ranked = fields.filter(({ kind }) => isRankedKind(kind));
  const figures = toOneRelations(model).filter(([, relation]) => relation.summed);
  const sums = figures.length > 0 ? 'Sums' : 'Numbers';
  const members = [
    ['count', 'SafeInt', 'How many rows there are.'],
    (numbers.length > 0 || figures.length > 0) && [
      'sum',
      `${type}${sums}`,
      'Sums of what is known, exact; null where nothing is.',
    ],
    numbers.length > 0 && [
      'avg',
      `${type}Numbers`,
      `Means of what is known, to ${averageScale} digits after the point, half away from zero; null where nothing is.`,
    ],
    ranked.length > 0 && ['min', `${type}Extremes`, 'The least that is known; null: nothing is.'],
    ranked.length > 0 && ['max', `${type}Extremes`, 'The most that is known; null: nothing is.'],
    ['distinctCount', `${type}Counts`, 'How many different known values there are.'],
    ['unknown', `${type}Counts`, 'In how many rows there is no value.'],
  ].filter((member) => member !== false);
  const numberLines = numbers.map(({ name }) => `${name}: Decimal`);
  return [
    object(
      `${type}Aggregates`,
      'What the rows of a list come to.',
      members.map(([name, of, meaning]) => `"""${meaning}"""\n  ${name}: ${of}!`),
    ),
    object(`${type}Numbers`, 'A number for each field of numbers.', numberLines),
    figures.length > 0 &&
      object(`${type}Sums`, 'A sum for each field of numbers and for each figure.', [
        ...numberLines,
        ...figures.map(([name, { summed }]) => `${name}: ${summed?.type}!`),
      ]),
    object(
      `${type}Extremes`,
      'A value for each field of numbers, days or instants.',
      ranked.map(({ name, type: of }) => `${name}: ${of}`),
    ),
    object(
      `${type}Counts`,
      'A count for each field.',
      fields.map(({ name }) => `${name}: SafeInt!`),
    ),
    object(`${type}Group`, 'Rows of a list with the same key.', [
      `"""What they have in common; only fields that \`by\` names can be asked for."""\n  key: ${type}GroupKey!`,
      `"""What they come to."""\n  aggregates: ${type}Aggregates!`,
    ]),
    havingInputs(type, { fields, numbers, ranked }),
    input(
      `${type}GroupOrder`,
      'One key of an order of groups: an aggregate or a part of the key.',
      [
        `"""What is gathered; of COUNT alone without a \`field\`."""\n  aggregate: Aggregate`,
        `"""Of which field."""\n  field: ${type}OrderField`,
        `"""Instead of an aggregate: a part of the key, as \`by\` names it."""\n  key: ${type}GroupBy`,
        'direction: OrderDirection! = ASC',
        'nulls: NullsOrder! = LAST',
      ],
    ),
  ]
    .filter((part) => part !== '' && part !== false)
    .join('\n\n');
}

/** How groups are formed by the fields of a type and of those that it leads to, and their keys. */
export function groupKeys(model: Model, base: Base): string {
  const { type } = model;
  const fields = comparedFields(model, base);
  const relations = toOneRelations(model).map(([name, { type: other }]) => ({ name, other }));
  const dated = fields.some(({ kind }) => kind === 'date' || kind === 'instant');
  return [
    input(
      `${type}GroupBy`,
      `By what groups are formed: one field of a ${type}, or of one thing that it leads to.`,
      [
        `"""The field; free text cannot be grouped by."""\n  field: ${type}OrderField`,
        ...(dated
          ? [
              `"""Of a day or an instant: to what it is cut; an instant always is."""\n  to: DateStep`,
            ]
          : []),
        ...relations.map(({ name, other }) => `${name}: ${other}GroupBy`),
      ],
    ),
    object(
      `${type}GroupKey`,
      'What the rows of a group have in common; null: they have no value, or none that the viewer may see.',
      [
        ...fields
          .filter(({ name }) => !model.prose?.includes(name))
          .map(({ name, type: of }) => `${name}: ${of}`),
        ...relations.map(({ name, other }) => `${name}: ${other}GroupKey!`),
      ],
    ),
  ].join('\n\n');
}

function havingInputs(
  type: string,
  { fields, numbers, ranked }: Record<'fields' | 'numbers' | 'ranked', ComparedField[]>,
): string {
  const name = `${type}Having`;
  const parts = [
    'count: SafeIntFilter',
    ...(numbers.length > 0 ? [`sum: ${type}NumbersHaving`, `avg: ${type}NumbersHaving`] : []),
    ...(ranked.length > 0 ? [`min: ${type}ExtremesHaving`, `max: ${type}ExtremesHaving`] : []),
    `distinctCount: ${type}CountsHaving`,
    `unknown: ${type}CountsHaving`,
    `and: [${name}!]`,
    `or: [${name}!]`,
    `not: ${name}`,
  ];
  const meaning = 'What a group must satisfy: every part given, and nothing where none is.';
  const each = (kind: string, of: ComparedField[], filter: (field: ComparedField) => string) =>
    input(
      `${type}${kind}Having`,
      'What the aggregates of each field must satisfy.',
      of.map((field) => `${field.name}: ${filter(field)}Filter`),
    );
  return [
    input(name, meaning, parts),
    each('Numbers', numbers, () => 'Decimal'),
    each('Extremes', ranked, ({ type: of }) => of),
    each('Counts', fields, () => 'SafeInt'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const object = (name: string, meaning: string, fields: string[]): string =>
  block('type', name, meaning, fields);

const input = (name: string, meaning: string, fields: string[]): string =>
  block('input', name, meaning, fields);

function block(kind: string, name: string, meaning: string, fields: string[]): string {
  if (fields.length === 0) return '';
  return `"""${meaning}"""\n${kind} ${name} {\n  ${fields.join('\n  ')}\n}`;
}
