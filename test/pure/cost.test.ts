import { getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import {
  CostExceeded,
  type CostPart,
  costJson,
  dearestOf,
  totalOf,
} from '../../server/src/reads/plan/cost.ts';
import { planOperation } from '../../server/src/reads/plan/operation.ts';
import { createSchema } from '../../server/src/schema.ts';

const { schema, registry, roots } = createSchema();

function costOf(text: string, variables: Record<string, unknown> = {}): CostPart[] {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const fragments = Object.fromEntries(
    document.definitions.flatMap((each) =>
      each.kind === 'FragmentDefinition' ? [[each.name.value, each]] : [],
    ),
  );
  const begun = { computed: false, fixed: new Set<string>(), fields: 0 };
  const planning = { schema, registry, fragments, variables, ...begun };
  return planOperation(planning, roots, operation).cost;
}

const total = (text: string, variables = {}) => totalOf(costOf(text, variables));

describe('the cost of a document', () => {
  test.each([
    ['a lookup', '{ chip(name: "H200") { name } }', 1],
    ['a related record', '{ chip(name: "H200") { name vendor { name } } }', 2],
    ['the usual page', '{ chips { nodes { name } } }', 50],
    [
      'a page',
      '{ chips(first: 7) { nodes { name } edges { cursor } pageInfo { hasNextPage } } }',
      7,
    ],
    ['the end of a list', '{ chips(last: 3) { edges { node { vendor { name } } } } }', 6],
    [
      'pages in pages',
      '{ licences(first: 20) { nodes { lines(first: 5) { nodes { id } } } } }',
      120,
    ],
    ['a count', '{ chips { totalCount } }', 1001],
    ['a count below', '{ licences(first: 10) { nodes { lines { totalCount } } } }', 10 + 10 + 500],
    ['a filter', '{ chips(first: 5, filter: { name: { eq: "x" } }) { nodes { id } } }', 1005],
    ['an order', '{ chips(first: 5, orderBy: [{ field: NAME }]) { nodes { id } } }', 1005],
    [
      'a filter across two relations',
      '{ chips(first: 5, filter: { not: { vendor: { jurisdiction: { code: { eq: "US" } } } } }) { nodes { id } } }',
      3005,
    ],
    ['nodes of the document', '{ nodes(ids: ["a", "b", "c"]) { id } }', 3],
    ['aliases', '{ a: chips(first: 2) { nodes { id } } b: chips(first: 3) { nodes { id } } }', 5],
    ['the schema', '{ __schema { types { name fields { name } } } }', 1 + 500 + 2500],
    ['a type of the schema', '{ __type(name: "Chip") { name } }', 1],
    [
      'a fragment, each time',
      '{ a: chip(id: "x") { ...F } b: chip(id: "y") { ...F } } fragment F on Chip { vendor { name } }',
      4,
    ],
  ])('%s', (_name, text, rows) => {
    expect(total(text)).toBe(rows);
  });

  test('takes page sizes from variables, and 200 ids for a variable of them', () => {
    const text =
      'query($n: Int, $ids: [ID!]!) { chips(first: $n) { nodes { id } } nodes(ids: $ids) { id } }';
    expect(total(text, { n: 9, ids: ['a'] })).toBe(209);
  });

  test('is that of the dearest type where a row may have several', () => {
    const text = `{ node(id: "x") { ... on Chip { claims(first: 5) { nodes { id } } }
      ... on Organisation { claims(first: 8) { nodes { id } } } } }`;
    expect(total(text)).toBe(9);
  });

  test('counts what is read of the answers of decisions and of events of subscriptions', () => {
    const payload = `mutation { suspendLicence(input: { licenceId: "x", reason: "y", idempotencyKey: "z" }) {
      ... on SuspendLicencePayload { licence { lines(first: 30) { nodes { id } } } } } }`;
    expect(total(payload)).toBe(1 + 1 + 30);
    const stream =
      'subscription { licenceEvents { id licence { lines(first: 2) { nodes { id } } } } }';
    expect(total(stream)).toBe(100 + 100 + 200);
  });

  test('never falls when a page grows or a part is added', () => {
    const nested = (sizes: number[]): string =>
      sizes.reduceRight(
        (inner, size) => `claims(first: ${size}) { nodes { id sourceReport { id ${inner} } } }`,
        '',
      );
    let last = 0;
    for (const sizes of [
      [1],
      [2],
      [2, 1],
      [2, 2],
      [50, 2],
      [50, 50],
      [50, 50, 1],
      [200, 200, 200, 200, 200],
    ]) {
      const now = total(`{ ${nested(sizes)} }`);
      expect(now).toBeGreaterThan(last);
      last = now;
    }
  });

  test('stays a number that JSON can hold, however deep', () => {
    const deep = '{ nodes { sourceReport { claims(first: 200) '.repeat(12);
    const text = `{ claims(first: 200) ${deep} { nodes { id } } ${'} } }'.repeat(12)} }`;
    expect(total(text)).toBe(Number.MAX_SAFE_INTEGER);
    expect(Number.isSafeInteger(JSON.parse(costJson(costOf(text), 1)).total)).toBe(true);
  });
});

describe('what is told of it', () => {
  const parts = Array.from({ length: 30 }, (_, index) => ({ path: `p${index}`, cost: index }));

  test('names ten parts, the dearest first', () => {
    const told = JSON.parse(costJson(parts, 400));
    expect(told).toMatchObject({ total: 435, limit: 400 });
    expect(told.fields.map(({ cost }: CostPart) => cost)).toEqual([
      29, 28, 27, 26, 25, 24, 23, 22, 21, 20,
    ]);
  });

  test('a refusal names the dearest, what it costs and what to do', () => {
    const refusal = new CostExceeded(
      [
        { path: 'a.b', cost: 8_000_000 },
        { path: 'a', cost: 200 },
      ],
      1000,
    );
    expect(refusal.code).toBe('COST_LIMIT');
    expect(refusal.message).toMatch(/8,000,200 rows.*limit is 1,000.*`a\.b`: 8,000,000.*smaller/);
  });

  test('the dearest of none costs nothing', () => {
    expect(totalOf(dearestOf([]))).toBe(0);
  });
});
