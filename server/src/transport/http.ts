import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Context } from '../api/context.ts';
import { formatError, type ReportFault } from '../api/errors.ts';
import { Fault, type FaultCode, faultCodes } from '../kernel/fault.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';
import { departureOf } from './departure.ts';
import { checkDocument, checkVariables } from './document-limits.ts';
import { documentStore } from './documents.ts';
import { isToExplain } from './explanation.ts';
import type { Exports } from './export/exports.ts';
import { Mistakes } from './export/question.ts';
import { stringifyResult } from './json-text.ts';
import { readPlugin } from './read-plugin.ts';

export type ServerContext = Context & ReadContext;

export interface GraphqlOptions {
  schema: GraphQLSchema;
  /** context for whoever bears the key in the header; throws Fault UNAUTHENTICATED */
  contextOf: (authorization: string | undefined) => Promise<ServerContext>;
  report: ReportFault;
  /** lists as files */
  exports: Exports;
  /** ends what holds connections open when the server stops */
  drain: ApolloServerPlugin<ServerContext>;
}

const contexts = new WeakMap<FastifyRequest, ServerContext>();

/** GraphQL over HTTP at `/graphql`. Returns the function that stops it. */
export async function graphqlOverHttp(
  app: FastifyInstance,
  { schema, contextOf, report, exports, drain }: GraphqlOptions,
): Promise<() => Promise<void>> {
  const format = (formatted: GraphQLFormattedError, error: unknown) =>
    formatError(formatted, error, report);
  const apollo = new ApolloServer<ServerContext>({
    schema,
    formatError: format,
    stringifyResult,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    documentStore: documentStore(),
    // nothing that a browser sends by itself says who asks, and a GET changes nothing
    csrfPrevention: false,
    plugins: [
      readPlugin((error) => format({ message: '' }, error)),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      drain,
    ],
  });
  await apollo.start();
  app.removeContentTypeParser('text/plain');
  const handler = fastifyApolloHandler(apollo, {
    context: async (request) => contexts.get(request) as ServerContext,
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: async (request, reply) => {
      try {
        const signal = departureOf(reply.raw);
        const context = await contextOf(request.headers.authorization);
        const explains = isToExplain(request, context.viewer);
        contexts.set(request, { ...context, signal, explains });
        const { query, variables } = partsOf(request);
        if (typeof query === 'string') checkDocument(query);
        checkVariables(variables);
      } catch (error) {
        await refuse(reply, error, format);
      }
    },
    errorHandler: (error, _request, reply) => refuse(reply, error, format),
    handler: (request, reply) => {
      const form = exports.formOf(request, partsOf(request));
      if (!form) return handler.call(app, request, reply);
      const context = contexts.get(request) as ServerContext;
      const known = () => contextOf(request.headers.authorization);
      return exports.answer(form, { reply, asked: partsOf(request), context, known });
    },
  });
  const notAllowed = (_request: FastifyRequest, reply: FastifyReply) => {
    reply.header('allow', 'GET, POST');
    const fault = new Fault('BAD_REQUEST', 'GraphQL is asked by POST, or by GET for a query.');
    return refuse(reply, fault, format, 405);
  };
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    errorHandler: (_error, request, reply) => notAllowed(request, reply),
    handler: notAllowed,
  });
  return () => apollo.stop();
}

function partsOf({ method, body, query }: FastifyRequest): {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
  extensions?: unknown;
} {
  return (method === 'GET' ? query : body) ?? {};
}

/** Errors met before a document is executed, in the form GraphQL clients read. */
async function refuse(
  reply: FastifyReply,
  error: unknown,
  format: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError,
  status = (error as { statusCode?: number }).statusCode,
): Promise<void> {
  const all = error instanceof Mistakes ? error.mistakes : [unreadable(error) ?? error];
  const told = all.map((one) =>
    format(one instanceof GraphQLError ? one.toJSON() : { message: '' }, one),
  );
  await reply
    .code(status ?? faultCodes[told[0]?.extensions?.code as FaultCode])
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: told }));
}

/** What Fastify says of a body that it cannot take. */
function unreadable(error: unknown): Fault | undefined {
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === undefined || statusCode >= 500) return undefined;
  if (statusCode === 413) {
    return new Fault(
      'DOCUMENT_LIMIT',
      'A request may be 1 MiB long: send values as variables, or split it.',
    );
  }
  return new Fault('BAD_REQUEST', 'The body cannot be read: send JSON as application/json.');
}
