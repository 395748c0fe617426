import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';

/** A figure that is a number of chips, by the response keys under which it is asked for. */
export function exactFigure(info: GraphQLResolveInfo, chips: number): Record<string, unknown> {
  const { schema, fragments, variableValues, fieldNodes } = info;
  const figure = schema.getType('Figure') as GraphQLObjectType;
  const value = String(chips);
  const known: Readonly<Record<string, unknown>> = {
    low: value,
    central: value,
    high: value,
    boundKind: 'LIMIT',
    level: null,
    qualifier: 'EXACT',
    unit: 'chips',
    claims: [],
  };
  const asked = collectSubfields(schema, fragments, variableValues, figure, [...fieldNodes]);
  return Object.fromEntries(
    [...asked].map(([key, [node]]) => [key, known[node?.name.value ?? ''] ?? null]),
  );
}
