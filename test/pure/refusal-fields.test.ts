import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  type GraphQLObjectType,
  isLeafType,
  isUnionType,
} from 'graphql';
import { expect, test } from 'vitest';

const schema = buildSchema(
  readFileSync(new URL('../../server/schema.graphql', import.meta.url), 'utf8'),
);

/** Fields without a selection of their own, each with its type. */
const leavesOf = (member: GraphQLObjectType): [string, string][] =>
  Object.values(member.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map((field) => [field.name, String(field.type)]);

const isRefusal = (member: GraphQLObjectType): boolean =>
  member.getInterfaces().some(({ name }) => name === 'Refusal');

test('one document can ask for the words and numbers of every refusal of a decision', () => {
  const unions = Object.values(schema.getTypeMap()).filter(isUnionType);
  expect(unions.length).toBeGreaterThan(20);
  for (const union of unions) {
    const found = new Map<string, string>();
    const refusals = union.getTypes().filter(isRefusal);
    for (const member of refusals) {
      for (const [field, type] of leavesOf(member)) {
        const before = found.get(field) ?? type;
        expect(type, `${union.name}: ${member.name}.${field}`).toBe(before);
        found.set(field, type);
      }
    }
  }
});
