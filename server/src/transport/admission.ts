import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { factsOf } from '../access/viewer.ts';
import type { Admitted } from '../reads/compiled.ts';
import type { ReadRequest } from '../reads/engine.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';

interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: unknown;
}

/**
 * What the read engine says of an operation before any of it runs; undefined where its variables
 * do not fit, of which graphql-js will say more.
 * @throws CostExceeded
 */
export function admit(
  { schema, document, operation, variables }: Asked,
  { reads, viewer, signal, moment }: Pick<ReadContext, 'reads' | 'viewer' | 'signal' | 'moment'>,
): { read: ReadRequest; admitted: Admitted } | undefined {
  const given = (variables ?? {}) as Record<string, unknown>;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (!coerced) return undefined;
  const fragments = fragmentsOf(document);
  const asked = { fragments, operation, variables: coerced };
  const read = { ...asked, viewer: factsOf(viewer), signal, moment };
  return { read, admitted: reads.admit(read) };
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}
