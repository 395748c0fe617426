import { type GraphQLObjectType, isObjectType, isUnionType, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createCarnet } from '@carnet/sdk';
import * as documents from '../../sdk/src/_generated/documents.ts';
import { imagined, served, turns } from '../support/imagined.ts';

/** Fields without a method, and why. */
const without: Readonly<Record<string, string>> = {
  'Query.node': 'what to select depends on the type that a caller expects: `carnet.request`',
  'Query.nodes': 'what to select depends on the types that a caller expects: `carnet.request`',
};

const operations = Object.values(documents).map(({ kind, text }) => ({ kind, text }));

/** Every field that an operation can come to ask for, with the arguments that were given. */
const asked = new Map<string, Set<string>>();
for (const { text } of operations) {
  for (let turn = 0; turn < turns; turn += 1) {
    imagined(text, turn, ({ parentType, fieldName, fieldNodes }) => {
      const given = asked.get(`${parentType.name}.${fieldName}`) ?? new Set();
      for (const node of fieldNodes) {
        for (const argument of node.arguments ?? []) given.add(argument.name.value);
      }
      asked.set(`${parentType.name}.${fieldName}`, given);
    });
  }
}

const roots = [served.getQueryType(), served.getMutationType(), served.getSubscriptionType()]
  .filter((type): type is GraphQLObjectType => Boolean(type))
  .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));

describe('the SDK offers all that the server does', () => {
  test('a method for every field at the root, but those that are listed', () => {
    const missing = roots
      .map(({ type, field }) => `${type.name}.${field.name}`)
      .filter((name) => !asked.has(name));
    expect(missing.sort()).toEqual(Object.keys(without).sort());
  });

  test('with every argument', () => {
    const missing = roots.flatMap(({ type, field }) =>
      field.args
        .filter(({ name }) => !asked.get(`${type.name}.${field.name}`)?.has(name))
        .map(({ name }) => `${type.name}.${field.name}.${name}`)
        .filter((name) => !name.startsWith('Query.node')),
    );
    expect(missing).toEqual([]);
  });

  test('and every fact of every refusal', () => {
    const missing = Object.values(served.getMutationType()?.getFields() ?? {}).flatMap((field) => {
      const { text } = operations.find((each) => each.text.includes(`{${field.name}(input:`)) ?? {};
      const union = served.getType(String(field.type).replace('!', ''));
      if (!text || !isUnionType(union)) return [field.name];
      const seen = new Set<string>();
      const types = union.getTypes();
      for (let turn = 0; turn < types.length; turn += 1) {
        imagined(text, turn, (info) => seen.add(`${info.parentType.name}.${info.fieldName}`));
      }
      return types
        .filter((type) => isObjectType(type) && type.getInterfaces().length > 0)
        .flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`))
        .filter((name) => !seen.has(name))
        .map((name) => `${field.name}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  test('and what it sends is what the server knows', () => {
    const faults = operations.flatMap(({ text }) => validate(served, parse(text)));
    expect(faults.map(({ message }) => message)).toEqual([]);
  });

  test('a method goes by the name of its operation', () => {
    const carnet = createCarnet({ url: 'http://127.0.0.1:4000/graphql' });
    const names = Object.keys(documents).map((name) => name.replace(/Document$/, ''));
    const methods = names.map((name) => `${name[0]?.toLowerCase()}${name.slice(1)}`);
    expect(Object.keys(carnet)).toEqual(expect.arrayContaining(methods));
  });

  test('every list can be read page by page', () => {
    const lists = roots.filter(({ field }) => String(field.type).endsWith('Connection!'));
    expect(lists.length).toBeGreaterThan(20);
    const unread = lists.filter(
      ({ field }) =>
        !operations.some(
          ({ kind, text }) =>
            kind === 'query' &&
            text.includes(`{${field.name}(`) &&
            text.includes('pageInfo{...PageFields}') &&
            text.includes('$after:Cursor'),
        ),
    );
    expect(unread.map(({ field }) => field.name)).toEqual([]);
  });
});
