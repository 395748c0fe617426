/** What is changed in the sample, on which side, and the objection that must come of it. */
export type Planted = readonly [
  side: 'contract' | 'schema',
  from: string,
  to: string,
  objection: string,
];

/** Disagreements about examples. */
export const plantedExamples: readonly Planted[] = [
  [
    'contract',
    'ships(first: 2) { name }',
    'ships(first: 2) { colour }',
    'Query.ship: Cannot query field "colour"',
  ],
  [
    'contract',
    'ships(first: 2) { name }',
    '__typename',
    'the example of Query.ship does not use ships',
  ],
  ['contract', '{ crew { name } }', '{ crew { name }', 'the example of Query.crew: Syntax Error'],
  [
    'contract',
    '{ crew { name } }',
    '{ cargo { name } }',
    'the example of Query.crew uses none of its fields',
  ],
  [
    'contract',
    '... on Stormy { wind }',
    '... on Stormy { force }',
    'refusal Stormy: Cannot query field "force"',
  ],
  [
    'contract',
    '... on Stormy { wind }',
    '... on Stormy { message }',
    'refusal Stormy does not show wind',
  ],
  [
    'contract',
    '... on Sailed { port }',
    '... on Ship { name }',
    'event Sailed: Fragment cannot be spread here',
  ],
  ['contract', 'eq: RED', 'eq: "RED"', 'filter <Enum>Filter: Enum "Flag" cannot represent'],
  ['contract', '{ ships { id } }', '{ ships { mast } }', 'Cannot query field "mast"'],
  ['contract', '```graphql planned', '```graphql', 'Cannot query field "later"'],
];
