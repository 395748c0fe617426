// PostGraphile 5 as its documentation runs it in production: on Node 22, with cached plans and
// prepared statements, without subscriptions, explaining or watching. It has no rows' conditions to
// check: what may be seen is filtered where a document says so, and everything else is given.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';
import { announce, databaseUrl, poolSize, sessionOptions } from '../serving.ts';

const { PgAggregatesPreset } = createRequire(import.meta.url)('@graphile/pg-aggregates');

const pool = new pg.Pool({
  connectionString: databaseUrl(),
  max: poolSize,
  options: sessionOptions,
});

// It tells at length of types that it leaves out: transaction ids and snapshots.
const { log, warn, error } = console;
Object.assign(console, { log() {}, warn() {}, error() {} });

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset, PgAggregatesPreset],
  // columns without an index can be filtered by, as at the other servers
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ pool, schemas: ['public'], pubsub: false })],
  grafast: { explain: false },
  grafserv: {
    watch: false,
    graphiql: false,
    websockets: false,
    maxRequestLength: 1_000_000,
  },
});

const server = createServer();
server.on('error', (error) => {
  throw error;
});
const served = instance.createServ(grafserv);
await served.addTo(server);
await instance.getSchema();
Object.assign(console, { log, warn, error });
server.listen(0, '127.0.0.1', () => {
  announce({ every: `http://127.0.0.1:${server.address().port}/graphql` });
});
