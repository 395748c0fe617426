import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDate, GraphQLDateTime, GraphQLJSON, GraphQLSafeInt } from 'graphql-scalars';

/** An instant, RFC 3339 in UTC with milliseconds and `Z`. */
export const DateTimeScalar = GraphQLDateTime;

/** A calendar day, `2026-01-28`. */
export const DateScalar = GraphQLDate;

/** A whole number up to 2^53-1, as a JSON number. */
export const SafeIntScalar = GraphQLSafeInt;

/** Any JSON value. */
export const JsonScalar = GraphQLJSON;

const decimalForm = /^-?\d{1,30}(\.\d{1,30})?$/;

function decimal(value: unknown): string {
  const text = typeof value === 'number' ? numberText(value) : value;
  if (typeof text !== 'string' || !decimalForm.test(text)) {
    throw new GraphQLError('Decimal is a number in plain notation, such as "15840" or "0.5".');
  }
  return text;
}

/** Plain notation, or something `decimal` refuses. */
function numberText(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}

/** An exact decimal number, as a JSON string; numbers are taken as input too. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number in plain notation, returned as a JSON string so that no digit is lost. ' +
    'As input a number or a string.',
  serialize: decimal,
  parseValue: decimal,
  parseLiteral: (node: ValueNode) =>
    decimal(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT
        ? node.value
        : undefined,
    ),
});

// five keys of 2000 characters, each of which can take some bytes
const longestCursor = 100_000;

function cursor(value: unknown): string {
  if (typeof value !== 'string' || value.length > longestCursor) {
    throw new GraphQLError('Cursor is a string taken from an earlier answer.');
  }
  return value;
}

/** A place in a list or in the event log; opaque. */
export const CursorScalar = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description: 'A place in a list or in the event log. Opaque: hand back what an answer gave.',
  serialize: cursor,
  parseValue: cursor,
  parseLiteral: (node: ValueNode) => cursor(node.kind === Kind.STRING ? node.value : undefined),
});

/** Those that lists and filters need, whether or not a type mentions them. */
export const scalars: GraphQLScalarType[] = [
  DateTimeScalar,
  DateScalar,
  SafeIntScalar,
  DecimalScalar,
  CursorScalar,
];
