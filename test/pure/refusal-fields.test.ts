import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { expect, test } from 'vitest';

const schema = buildSchema(
  readFileSync(new URL('../../server/schema.graphql', import.meta.url), 'utf8'),
);

/** As much of a type as two refusals under one name must share: objects may differ, leaves may not. */
function shapeOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${shapeOf(type.ofType)}!`;
  if (isListType(type)) return `[${shapeOf(type.ofType)}]`;
  return isLeafType(type) ? type.name : 'object';
}

const shapesIn = (member: GraphQLObjectType): [string, string][] =>
  Object.values(member.getFields()).map((field) => [field.name, shapeOf(field.type)]);

const isRefusal = (member: GraphQLObjectType): boolean =>
  member.getInterfaces().some(({ name }) => name === 'Refusal');

test('one document can ask for every field of every refusal of a decision', () => {
  const unions = Object.values(schema.getTypeMap()).filter(isUnionType);
  expect(unions.length).toBeGreaterThan(20);
  for (const union of unions) {
    const found = new Map<string, string>();
    const refusals = union.getTypes().filter(isRefusal);
    for (const member of refusals) {
      for (const [field, shape] of shapesIn(member)) {
        const before = found.get(field) ?? shape;
        expect(shape, `${union.name}: ${member.name}.${field}`).toBe(before);
        found.set(field, shape);
      }
    }
  }
});
