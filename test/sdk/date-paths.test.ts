import { readFileSync } from 'node:fs';
import {
  buildSchema,
  execute,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
} from 'graphql';
import { expect, test } from 'vitest';
import * as documents from '../../sdk/src/_generated/documents.ts';
import { readDates } from '../../sdk/src/dates.ts';

const INSTANT = '2026-01-28T09:00:00.000Z';
/** More than there are types behind any interface or union. */
const TURNS = 24;

const text = readFileSync(new URL('../../server/schema.graphql', import.meta.url), 'utf8');
// What mutations are given is of no interest here.
const schema = buildSchema(text.replaceAll(/\(input: \w+!\)/g, '(input: JSON)'));

/** Something for every field: two of each list, an instant for each DateTime. */
function something(type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return something(type.ofType);
  if (isListType(type)) return [something(type.ofType), something(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (!isLeafType(type)) return {};
  return type.name === 'DateTime' ? INSTANT : type.name === 'Boolean' ? true : 1;
}

/** The answer to a document in which all abstract types are of their nth type. */
function answer(document: string, turn: number): unknown {
  const result = execute({
    schema,
    document: parse(document.replace(/\$input:\w+!/, '$input:JSON')),
    rootValue: {},
    fieldResolver: (_source, _arguments, _context, info) => something(info.returnType),
    typeResolver: (_value, _context, _info, type) => {
      const types = schema.getPossibleTypes(type);
      return types[turn % types.length]?.name;
    },
  });
  return 'data' in result ? result.data : undefined;
}

test.each(Object.entries(documents))('all instants of %s become dates, in every type', (_, one) => {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const data = answer(one.text, turn);
    expect(data).toBeTruthy();
    readDates(data, one.dates);
    expect(instantsLeft(data)).toEqual([]);
  }
});

/** Paths of the instants that are still texts. */
function instantsLeft(value: unknown, at = ''): string[] {
  if (value === INSTANT) return [at];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, below]) => instantsLeft(below, `${at}.${key}`));
}
