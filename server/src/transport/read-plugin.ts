import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  getVariableValues,
  Kind,
} from 'graphql';
import { Fault, faultCodes } from '../kernel/fault.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';
import { factsOf } from '../access/viewer.ts';
import { JsonText } from './json-text.ts';

type Body = GraphQLResponse['body'];
type Format = (error: unknown) => GraphQLFormattedError;

/**
 * Lets the read engine answer a whole query as text. Where it cannot, or where
 * an argument is wrong, graphql-js executes the query as ever and reports what
 * is wrong at its place.
 *
 * @param format what a client is told of an error
 */
export function readPlugin(format: Format): ApolloServerPlugin<ReadContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({
          request,
          document,
          operation,
          schema,
          contextValue,
          response,
        }) {
          // also called for requests in which no operation was found
          if (operation?.operation !== 'query') return null;
          const given = request.variables ?? {};
          const variables = getVariableValues(schema, operation.variableDefinitions ?? [], given);
          if (!variables.coerced) return null;
          const read = {
            fragments: fragmentsOf(document),
            operation,
            variables: variables.coerced,
            viewer: factsOf(contextValue.viewer),
            signal: contextValue.signal,
          };
          try {
            const text = await contextValue.reads.text(read);
            return text === undefined ? null : { http: response.http, body: whole(text) };
          } catch (error) {
            // an error thrown from here would reach the client as it is
            if (error instanceof Fault && faultCodes[error.code] === 400) return null;
            const told = format(error);
            response.http.status = statusOf(told);
            return { http: response.http, body: single({ errors: [told] }) };
          }
        },
      };
    },
  };
}

function whole(text: string): Body {
  return single({ data: new JsonText(text) as unknown as Record<string, unknown> });
}

function single(singleResult: (Body & { kind: 'single' })['singleResult']): Body {
  return { kind: 'single', singleResult };
}

function statusOf({ extensions }: GraphQLFormattedError): number {
  return faultCodes[extensions?.code as keyof typeof faultCodes] ?? 500;
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}
