import { type GraphQLSchema, getNamedType, isObjectType, isUnionType } from 'graphql';
import type { Step } from './step.ts';

/**
 * A step as a GraphQL document: it asks for the records that the story needs later, and for the
 * words of a refusal.
 *
 * @throws Error for a step that does not fit the schema
 */
export function documentOf(schema: GraphQLSchema, { decide, take }: Step): string {
  const field = schema.getMutationType()?.getFields()[decide];
  const [input] = field?.args ?? [];
  const result = getNamedType(field?.type);
  if (!input || !isUnionType(result)) throw new Error(`there is no decision ${decide}`);
  const payload = result.getTypes().find(({ name }) => name.endsWith('Payload'));
  if (!payload) throw new Error(`${decide} answers no payload`);
  const wanted = Object.values(take ?? {}).map((path) => selection(schema, payload.name, path));
  return `mutation Step($input: ${input.type}) {
  ${decide}(input: $input) {
    __typename
    ... on ${payload.name} { replayed ${wanted.join(' ')} }
    ... on Refusal { code message }
  }
}`;
}

function selection(schema: GraphQLSchema, typeName: string, path: string): string {
  const [field, ...rest] = path.split('.');
  const type = schema.getType(typeName);
  if (field === undefined || !isObjectType(type)) throw new Error(`no way along ${path}`);
  const next = getNamedType(type.getFields()[field]?.type);
  if (!isObjectType(next)) throw new Error(`${typeName} has no record ${field}`);
  const version = 'version' in next.getFields() ? ' version' : '';
  return rest.length > 0
    ? `${field} { ${selection(schema, next.name, rest.join('.'))} }`
    : `${field} { id${version} }`;
}
