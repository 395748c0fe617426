import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { cursorShape } from '../list-cursor.ts';
import type { Variables } from './located.ts';

/**
 * What of the variables a statement's text depends on: which are absent or null,
 * booleans, enum members, and the keys of input objects; never other values.
 */
export function shapeOfVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Variables,
): string {
  let shape = '';
  for (const definition of definitions) {
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined;
    if (type) shape += `${shapeOf(type, variables[definition.variable.name.value])};`;
  }
  return shape;
}

function shapeOf(type: GraphQLInputType, value: unknown): string {
  if (value === undefined) return '-';
  if (value === null) return '0';
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) {
    return isInputObjectType(isNonNullType(bare.ofType) ? bare.ofType.ofType : bare.ofType)
      ? `[${(value as unknown[]).map((item) => shapeOf(bare.ofType, item)).join(',')}]`
      : '*';
  }
  if (isInputObjectType(bare)) {
    const fields = bare.getFields();
    const parts = Object.entries(value as Variables).map(
      ([name, part]) => `${name}:${shapeOf(fields[name]?.type ?? bare, part)}`,
    );
    return `{${parts.join(',')}}`;
  }
  if (isEnumType(bare)) return String(value);
  if (bare.name === 'Boolean') return value ? 't' : 'f';
  return bare.name === 'Cursor' ? cursorShape(String(value)) : '.';
}
