import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { Fault, faultCodes } from '../kernel/fault.ts';
import { CostExceeded } from '../reads/plan/cost.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';
import { admit } from './admission.ts';
import { explanationOf } from './explanation.ts';
import { JsonText } from './json-text.ts';

type Body = GraphQLResponse['body'];
type Single = (Body & { kind: 'single' })['singleResult'];
type Format = (error: unknown) => GraphQLFormattedError;

/**
 * Lets the read engine answer a whole query as text. Where it cannot, or where
 * an argument is wrong, graphql-js executes the query as ever and reports what
 * is wrong at its place. What would cost too much is refused before any of it
 * runs, and what an answer may have cost is told beside it.
 *
 * @param format what a client is told of an error
 */
export function readPlugin(format: Format): ApolloServerPlugin<ReadContext> {
  return {
    async requestDidStart() {
      let extensions: JsonText | undefined;
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
          if (!operation) return null;
          try {
            const asked = { schema, document, operation, variables: request.variables };
            const found = admit(asked, contextValue);
            if (!found) return null;
            const { read, admitted } = found;
            extensions = extensionsOf(admitted, await explanationOf(contextValue, read));
            if (operation.operation !== 'query') return null;
            const text = await contextValue.reads.text(read, admitted);
            if (text === undefined) return null;
            const data = new JsonText(text);
            return { http: response.http, body: single({ data, extensions }) };
          } catch (error) {
            // an error thrown from here would reach the client as it is
            if (error instanceof CostExceeded) extensions = extensionsOf(error);
            else if (error instanceof Fault && faultCodes[error.code] === 400) return null;
            const told = format(error);
            response.http.status = statusOf(told);
            return { http: response.http, body: single({ errors: [told], extensions }) };
          }
        },
        async willSendResponse({ response: { body } }) {
          if (extensions && body.kind === 'single') add(body.singleResult, extensions);
        },
      };
    },
  };
}

/** What an answer says beside the data: what it may cost, and how it is made where that was asked. */
function extensionsOf({ cost }: { cost: string }, explain?: string): JsonText {
  return new JsonText(`{"cost":${cost}${explain === undefined ? '' : `,"explain":${explain}`}}`);
}

interface Answer {
  data?: JsonText;
  errors?: GraphQLFormattedError[];
  extensions: JsonText | undefined;
}

// JSON text stands where Apollo expects the value it stands for
function single(answer: Answer): Body {
  return { kind: 'single', singleResult: answer as unknown as Single };
}

function add(result: Single, extensions: JsonText): void {
  result.extensions ??= extensions as unknown as Record<string, unknown>;
}

function statusOf({ extensions }: GraphQLFormattedError): number {
  return faultCodes[extensions?.code as keyof typeof faultCodes] ?? 500;
}
