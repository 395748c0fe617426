import { type GraphQLObjectType, getNamedType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../server/src/schema.ts';
import { aggregatesOf, everyAggregate, fieldsOf, type Row } from '../support/aggregated.ts';
import { executed, type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { everything } from '../support/oracle-viewers.ts';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle({ dataset: true, story: true });
});
afterAll(() => oracle.close());

const { schema } = createSchema();

/** Fields from a root list to a list of each type, the shortest way. */
function pathTo(type: string): string[] {
  const ways = [{ path: [] as string[], at: schema.getQueryType()?.name ?? '' }];
  const seen = new Set<string>();
  for (const { path, at } of ways) {
    if (at === type) return path;
    for (const field of Object.values((schema.getType(at) as GraphQLObjectType).getFields())) {
      const [, item = ''] = /^(\w+)Connection$/.exec(getNamedType(field.type).name) ?? [];
      if (item === '' || seen.has(item)) continue;
      seen.add(item);
      ways.push({ path: [...path, field.name], at: item });
    }
  }
  throw new Error(`no list leads to ${type}`);
}

/** A document that selects something of the list at the end of a path, and of it of each parent. */
function along([root = '', ...path]: string[], own: string): string {
  const below = (rest: string[]): string => {
    const [next, ...others] = rest;
    return next ? `{ nodes { list: ${next}(first: 200) ${below(others)} } }` : `{ ${own} }`;
  };
  return `list: ${root}(first: 200${path.length === 0 ? ', after: $after' : ''}) ${below(path)}`;
}

const listed = Object.keys(schema.getTypeMap()).flatMap((name) =>
  name.endsWith('Connection') ? [name.slice(0, -'Connection'.length)] : [],
);

type Below = List | { nodes: { list: Below }[] };

interface List {
  totalCount: number;
  aggregates: object;
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const read = async <Answer>(document: string, variables = {}): Promise<Answer> =>
  JSON.parse(await textOf(oracle, everything, document, variables)) as Answer;

describe('of every type', () => {
  test.each(listed)('%s: each aggregate is what the rows of the list come to', async (type) => {
    const fields = fieldsOf(schema, `${type}Counts`).map(([name]) => name);
    const own = `totalCount ${everyAggregate(schema, type)} nodes { ${fields.join(' ')} }
      pageInfo { hasNextPage endCursor }`;
    const path = pathTo(type);
    const lists = path.length > 1 ? await listsBelow(path, own) : [await wholeList(path, own)];
    for (const { totalCount, aggregates, nodes } of lists) {
      if (totalCount > nodes.length) continue;
      expect(aggregates).toEqual(aggregatesOf(schema, type, nodes));
    }
  });

  async function listsBelow(path: string[], own: string): Promise<List[]> {
    const flat = (found: Below): List[] =>
      'aggregates' in found ? [found] : found.nodes.flatMap(({ list }) => flat(list));
    return flat((await read<{ list: Below }>(`{ ${along(path, own)} }`)).list);
  }

  async function wholeList(path: string[], own: string): Promise<List> {
    const document = `query ($after: Cursor) { ${along(path, own)} }`;
    const { list: first } = await read<{ list: List }>(document);
    const nodes = [...first.nodes];
    for (let page = first; page.pageInfo.hasNextPage; ) {
      const after = page.pageInfo.endCursor;
      page = (await read<{ list: List }>(document, { after })).list;
      // the whole list, whatever the page
      expect(page.aggregates).toEqual(first.aggregates);
      nodes.push(...page.nodes);
    }
    return { ...first, nodes };
  }

  test.each(listed)('%s: both outputs say the same', async (type) => {
    const own = `__typename ${everyAggregate(schema, type)} again: aggregates { n: count ...More }`;
    const sums = fieldsOf(schema, `${type}Sums`).filter(([, of]) => of === 'FigureSum');
    const figures = sums.map(
      ([name]) =>
        `${name} { low central high boundKind unit figures unknown additive claims { id } }`,
    );
    const more = figures.length > 0 ? `sum { __typename ${figures.join(' ')} }` : '__typename';
    const document = `query ($after: Cursor) { ${along(pathTo(type), own)} } fragment More on ${type}Aggregates { __typename ${more} }`;
    const text = await textOf(oracle, everything, document);
    const { data, errors } = await executed(oracle, everything, parse(document), {});
    expect(errors).toBeUndefined();
    expect(text).toBe(JSON.stringify(data));
  });
});
