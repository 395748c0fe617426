import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { loadersOf } from './mercurius-loaders.ts';
import { resolversOf } from './mercurius-resolvers.ts';
import { openRows } from './mercurius-rows.ts';
import { typeDefs } from './mercurius-schema.ts';
import { announce } from './serving.ts';

// Mercurius as its documentation advises for speed: compiled documents (jit) and a loader for each
// relation, which reads with SQL by hand what is asked for, and all rows at once.

const fetched = createRequire(new URL('fetched/package.json', import.meta.url));
const fastify = fetched('fastify') as () => FastifyInstance;
const mercurius = fetched('mercurius') as FastifyPluginAsync<Record<string, unknown>>;

const rows = openRows();
const app = fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: resolversOf(rows),
  loaders: loadersOf(rows),
  jit: 1,
});
await app.listen({ port: 0, host: '127.0.0.1' });
announce({ every: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql` });
