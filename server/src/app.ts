import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { ensureDemoKeys } from './access/demo-keys.service.ts';
import { Keys } from './access/keys.ts';
import type { Services } from './api/context.ts';
import type { Config } from './config.ts';
import { createDataSource } from './database/data-source.ts';
import { statementsOf } from './database/transaction.ts';
import { Sequencer } from './events/sequencer.ts';
import { Tail } from './events/tail.ts';
import { EvidenceService } from './evidence/evidence.service.ts';
import { systemClock } from './kernel/clock.ts';
import { LicenceService } from './licences/licence.service.ts';
import { createLogger } from './observability/logger.ts';
import { createMetrics } from './observability/metrics.ts';
import { ReadEngine } from './reads/engine.ts';
import { ReadPool } from './reads/read-pool.ts';
import { createSchema } from './schema.ts';
import { health } from './transport/health.ts';
import { graphqlOverHttp, type ServerContext } from './transport/http.ts';
import { workbench } from './transport/workbench.ts';
import { graphqlOverWebSocket } from './transport/ws.ts';

export interface App {
  /** Starts accepting connections; resolves with the URL of the GraphQL endpoint. */
  listen(): Promise<string>;
  /** Stops accepting, finishes what runs, and closes every connection it opened. */
  close(): Promise<void>;
}

const readConnections = 10;
/** milliseconds */
const readTimeout = 10_000;
/** bytes */
const longestBody = 1024 * 1024;

/** The only wiring: everything that serves, on a database that is migrated. */
export async function createApp(config: Config, databaseUrl: string): Promise<App> {
  const log = createLogger(config.logLevel);
  const report = (error: unknown): void => log.error(error);
  const database = createDataSource(databaseUrl, { onPoolError: (error) => log.warn(error) });
  await database.initialize();
  await ensureDemoKeys(database, config.dataDir);
  const statements = statementsOf(database);
  const lost = (line: string, error: unknown): void => log.warn({ err: error }, line);
  const tail = new Tail({ url: databaseUrl, report: lost });
  const sequencer = new Sequencer({ url: databaseUrl, report: lost });
  const { schema, registry, roots } = createSchema();
  const pool = new ReadPool(databaseUrl, { size: readConnections, timeout: readTimeout });
  const reads = new ReadEngine(schema, registry, roots, pool);
  const keys = new Keys(statements);
  const ring = (): void => sequencer.ring();
  const subjects = [...registry.models.values()].filter((model) => !model.keyless);
  const services: Services = {
    evidence: new EvidenceService({ database, subjects, ring }),
    licences: new LicenceService({ database, clock: systemClock, ring }),
  };
  const contextOf = async (authorization: string | undefined): Promise<ServerContext> => ({
    viewer: await keys.viewerOf(authorization),
    services,
    reads,
    tail,
  });

  sequencer.start();
  await tail.start();
  const http = fastify({ bodyLimit: longestBody, forceCloseConnections: 'idle' });
  const closeSockets = graphqlOverWebSocket(http.server, { schema, contextOf, report });
  const stopGraphql = await graphqlOverHttp(http, {
    schema,
    contextOf,
    report,
    drain: { serverWillStart: async () => ({ drainServer: closeSockets }) },
  });
  await http.register(workbench);
  const metrics = createMetrics({ eventPosition: () => tail.head().position });
  health(http, {
    ready: () => statements.query('select 1'),
    metrics: async () => ({ text: await metrics.metrics(), type: metrics.contentType }),
  });

  return {
    listen: async () => {
      await http.listen({ port: config.port, host: config.host });
      const { port } = http.server.address() as AddressInfo;
      const host = config.host.includes(':') ? `[${config.host}]` : config.host;
      return `http://${host}:${port}/graphql`;
    },
    close: async () => {
      await tail.stop();
      await stopGraphql();
      await http.close();
      await sequencer.stop();
      await pool.close();
      await database.destroy();
    },
  };
}
