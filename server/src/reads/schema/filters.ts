/** The types that every list shares. */
export const listTypes = `
"""Where a page stands in its list."""
type PageInfo {
  """Whether rows follow the page."""
  hasNextPage: Boolean!
  """Whether rows precede the page."""
  hasPreviousPage: Boolean!
  """Cursor of the page's first row; null on an empty page."""
  startCursor: Cursor
  """Cursor of the page's last row; null on an empty page."""
  endCursor: Cursor
}

"""Smallest first or largest first."""
enum OrderDirection {
  ASC
  DESC
}

"""Where rows without a value stand."""
enum NullsOrder {
  FIRST
  LAST
}`;

/** The subscription type, which streams extend. */
export const streamTypes = `
type Subscription

extend schema {
  subscription: Subscription
}

"""Where a subscription without a cursor starts."""
enum StreamStart {
  """With what happens from now on."""
  NOW
  """With the first event of the log."""
  BEGINNING
}`;

/** Operators by scalar; `eq: null` and `ne: null` compare with no value. */
const scalars: Record<string, { scalar: string; operators: string[] }> = {
  Id: { scalar: 'ID', operators: ['eq', 'ne', 'in'] },
  String: {
    scalar: 'String',
    operators: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'contains', 'startsWith'],
  },
  Int: { scalar: 'Int', operators: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte'] },
  SafeInt: { scalar: 'SafeInt', operators: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte'] },
  Decimal: { scalar: 'Decimal', operators: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte'] },
  Date: { scalar: 'Date', operators: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte'] },
  DateTime: { scalar: 'DateTime', operators: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte'] },
  Boolean: { scalar: 'Boolean', operators: ['eq', 'ne'] },
};

const meanings: Record<string, string> = {
  eq: 'Equal; null: has no value.',
  ne: 'Different or without a value; null: has a value.',
  in: 'One of these.',
  gt: 'Greater.',
  gte: 'Greater or equal.',
  lt: 'Less.',
  lte: 'Less or equal.',
  contains: 'Contains, whatever the case and the accents of letters.',
  startsWith: 'Begins with, whatever the case and the accents of letters.',
};

/** One comparison input for each scalar and enum. */
export function filterTypes(enums: string[]): string {
  const plain = Object.entries(scalars).map(([name, { scalar, operators }]) =>
    filterType(name, scalar, operators),
  );
  const words = enums.map((name) => filterType(name, name, ['eq', 'ne', 'in']));
  const lists = ['String', ...enums].map(
    (name) => `"""What a list of values must satisfy."""
input ${name}ListFilter {
  """Has this among its values."""
  contains: ${name}
  """Whether there is no list at all."""
  isNull: Boolean
}`,
  );
  return [...plain, ...words, ...lists].join('\n\n');
}

function filterType(name: string, scalar: string, operators: string[]): string {
  const fields = operators.map((operator) => {
    const type = operator === 'in' ? `[${scalar}!]` : scalar;
    return `  """${meanings[operator]}"""\n  ${operator}: ${type}`;
  });
  return `"""What a value must satisfy: every part given."""
input ${name}Filter {
${fields.join('\n')}
  """Whether there is no value."""
  isNull: Boolean
}`;
}
