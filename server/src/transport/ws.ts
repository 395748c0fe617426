import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { formatError, type ReportFault } from '../api/errors.ts';
import { Fault } from '../kernel/fault.ts';
import { admit } from './admission.ts';
import { Departures } from './departure.ts';
import { checkVariables } from './document-limits.ts';
import { Documents } from './documents.ts';
import type { ServerContext } from './http.ts';
import { watchKey } from './key-watch.ts';

export interface SocketOptions {
  schema: GraphQLSchema;
  contextOf: (authorization: string | undefined) => Promise<ServerContext>;
  report: ReportFault;
}

interface Carried extends Record<PropertyKey, unknown> {
  context?: ServerContext;
  departures?: Departures;
}

/** Bytes of the longest message, as over HTTP. */
const longestMessage = 1024 * 1024;

/** GraphQL over WebSocket (graphql-transport-ws) at `/graphql`. Returns the function that stops it. */
export function graphqlOverWebSocket(
  server: Server,
  { schema, contextOf, report }: SocketOptions,
): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestMessage,
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  const documents = new Documents(schema);
  /** of operations with one answer, which tells what it may have cost */
  const costs = new WeakMap<ExecutionArgs, unknown>();
  const graphql = useServer<Record<string, unknown>, Carried>(
    {
      schema,
      onConnect: async ({ connectionParams, extra }) => {
        const key = authorization(connectionParams) ?? extra.request.headers.authorization;
        extra.context = await contextOf(key).catch(notKnown);
        extra.departures = new Departures(extra.socket);
        if (extra.context) watchKey(extra.socket, () => contextOf(key));
        return extra.context !== undefined;
      },
      context: ({ extra }, id) => ({ ...extra.context, signal: extra.departures?.begin(id) }),
      onComplete: ({ extra }, id) => extra.departures?.end(id),
      // read here, for graphql-ws closes the whole socket on a document that cannot be parsed
      onSubscribe: ({ extra }, _id, { query, variables, operationName }) =>
        accept(query, { variableValues: variables, operationName }, extra.context),
      onNext: (_context, _id, _payload, args, result) =>
        told(result as FormattedExecutionResult, costs.get(args)),
      onError: (_context, _id, _payload, errors) =>
        errors.map((error) =>
          formatError(new GraphQLError(error.message, error).toJSON(), error, report),
        ),
    },
    sockets,
  );
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.url?.split('?', 1)[0] !== '/graphql') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened: WebSocket) => {
      sockets.emit('connection', opened, request);
      // ws closes a socket by itself on what it cannot read; a stack in the log would be noise
      opened.removeAllListeners('error');
      opened.on('error', () => undefined);
    });
  };
  server.on('upgrade', upgrade);
  return async () => {
    server.off('upgrade', upgrade);
    // 1001 tells clients to come back elsewhere
    for (const socket of sockets.clients) socket.close(1001, 'Going away');
    await graphql.dispose();
  };

  /** What to execute, or why not. */
  function accept(
    query: string,
    more: Pick<ExecutionArgs, 'variableValues' | 'operationName'>,
    context: ServerContext | undefined,
  ): ExecutionArgs | readonly GraphQLError[] {
    try {
      checkVariables(more.variableValues);
      const document = documents.read(query);
      if (!('kind' in document)) return document;
      const args = { schema, document, ...more };
      const operation = getOperationAST(document, more.operationName);
      if (operation && context) {
        const asked = { schema, document, operation, variables: more.variableValues };
        const cost = admit(asked, context)?.admitted.cost;
        if (cost && operation.operation !== 'subscription') costs.set(args, JSON.parse(cost));
      }
      return args;
    } catch (error) {
      return [new GraphQLError('', { originalError: error as Error })];
    }
  }

  function told(
    { errors, ...result }: FormattedExecutionResult,
    cost: unknown,
  ): FormattedExecutionResult {
    const formatted = errors?.map((error) =>
      formatError(error instanceof GraphQLError ? error.toJSON() : error, error, report),
    );
    return {
      ...result,
      ...(formatted && { errors: formatted }),
      ...(cost !== undefined && { extensions: { cost } }),
    };
  }
}

/** A key that is not known closes the socket as forbidden; anything else as the server's fault. */
function notKnown(error: unknown): undefined {
  if (error instanceof Fault && error.code === 'UNAUTHENTICATED') return undefined;
  throw error;
}

/** Header names have no case, so neither have the parameters that stand for them. */
function authorization(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const [, value] =
    Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return typeof value === 'string' ? value : undefined;
}
