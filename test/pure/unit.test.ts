import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { readDataset } from '../../server/src/dataset/dataset.ts';
import { readFiles } from '../../server/src/dataset/files.ts';
import { type ClaimPredicate, claimPredicates } from '../../server/src/evidence/predicate.ts';
import { unitProblem, unitsOf } from '../../server/src/evidence/unit.ts';

test.each([
  ['AUTHORISED_UNITS', 'chips', undefined],
  ['SHIPPED_UNITS', 'modules', undefined],
  ['UNIT_PRICE', 'CNY', undefined],
  ['TPP', 'chips', 'TPP is told in TPP'],
  ['STOCK_UNITS', 'EA', 'STOCK_UNITS is told in chips or modules'],
  ['REVENUE', 'dollars', 'REVENUE is told in an ISO 4217 code like USD'],
  ['CRITERIA', 'chips', 'CRITERIA is told in words: take statement instead of figure'],
] as const)('%s in %s: %s', (predicate, unit, problem) => {
  expect(unitProblem(predicate, unit)).toBe(problem);
});

test('the units of every figure of the dataset are those of its predicate', () => {
  const figures = readDataset(readFiles())
    .flatMap(({ rows }) => rows)
    .filter(({ cells }) => cells.value_kind === 'FIGURE');
  expect(figures.length).toBeGreaterThan(400);
  const problems = figures.flatMap(({ key, cells }) => {
    const problem = unitProblem(cells.predicate as ClaimPredicate, String(cells.unit));
    return problem ? [`${key}: ${problem}`] : [];
  });
  expect(problems).toEqual([]);
});

test('the schema describes every predicate with its units', () => {
  const text = readFileSync(new URL('../../server/schema.graphql', import.meta.url), 'utf8');
  const words = (buildSchema(text).getType('ClaimPredicate') as GraphQLEnumType).getValues();
  expect(words.map(({ name }) => name).sort()).toEqual([...claimPredicates].sort());
  for (const { name, description } of words) {
    const units = unitsOf[name as ClaimPredicate] ?? [];
    const told = [...(description ?? '').matchAll(/`([^`]+)`/g)].map(([, unit]) => unit);
    expect(told, name).toEqual(units);
  }
});
