import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { Logger } from 'pino';
import { ensureDemoKeys } from './access/demo-keys.service.ts';
import { Keys } from './access/keys.ts';
import { factSqlOf } from './compliance/fact-sql.reads.ts';
import { ReEvaluation } from './compliance/re-evaluation.service.ts';
import type { Config } from './config.ts';
import { CaptureJobs } from './customs/capture-jobs.service.ts';
import { EpcisService } from './customs/epcis.service.ts';
import { createDataSource } from './database/data-source.ts';
import { statementsOf } from './database/transaction.ts';
import type { Screen } from './dataset/progress.ts';
import { demonstrate } from './demonstration/demonstrate.ts';
import { Moments } from './events/moments.ts';
import { Sequencer } from './events/sequencer.ts';
import { Tail } from './events/tail.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { Closing } from './kernel/closing.ts';
import { LicenceExpiry } from './licences/licence-expiry.service.ts';
import { createLogger } from './observability/logger.ts';
import { createMetrics } from './observability/metrics.ts';
import { LedgerDrawings } from './orders/drawings.store.ts';
import { ReadEngine } from './reads/engine.ts';
import { ReadPool } from './reads/read-pool.ts';
import { createSchema } from './schema.ts';
import { createServices, seesIn } from './services.ts';
import { epcisOverHttp } from './transport/epcis.ts';
import { health } from './transport/health.ts';
import { Exports } from './transport/export/exports.ts';
import { graphqlOverHttp, type ServerContext } from './transport/http.ts';
import { workbench } from './transport/workbench.ts';
import { graphqlOverWebSocket } from './transport/ws.ts';

export interface App {
  /**
   * Tells the invented story as far as this database does not have it, and reports how far it is.
   * Throws an Error that names the step which was refused.
   *
   * @returns the number of steps taken now
   */
  demonstrate(log: (line: string) => void, screen?: Screen): Promise<number>;
  /** Starts accepting connections; resolves with the URL of the GraphQL endpoint. */
  listen(): Promise<string>;
  /** Stops accepting, finishes what runs, and closes every connection it opened. */
  close(): Promise<void>;
}

const readConnections = 10;
/** bytes */
const longestBody = 1024 * 1024;
/** bytes of an EPCIS document, which is read as it comes */
const longestEpcis = 1024 * 1024 * 1024;

/** milliseconds that each part has to close */
const closePatience = 15_000;

/**
 * The only wiring: everything that serves, on a database that is migrated.
 * What it opened is closed again when it cannot finish.
 */
export async function createApp(config: Config, databaseUrl: string): Promise<App> {
  const log = createLogger(config.logLevel);
  const closing = new Closing();
  const close = (): Promise<void> => closing.run(closePatience, (line) => log.warn(line));
  try {
    return { ...(await open(config, databaseUrl, log, closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  config: Config,
  databaseUrl: string,
  log: Logger,
  closing: Closing,
): Promise<Omit<App, 'close'>> {
  const report = (error: unknown): void => log.error(error);
  const lost = (line: string, error: unknown): void => log.warn({ err: error }, line);

  const { pooled } = config;
  const database = createDataSource(databaseUrl, {
    pooled,
    onPoolError: (error) => lost('an idle connection was lost', error),
  });
  closing.add('the connections of decisions', () => database.destroy());
  await database.initialize();
  if (config.demonstration) await ensureDemoKeys(database, config.dataDir);
  const statements = statementsOf(database);

  const { schema, registry, roots } = createSchema();
  const pool = new ReadPool(databaseUrl, {
    size: readConnections,
    timeout: config.statementTimeout,
    pooled,
  });
  closing.add('the connections of reads', () => pool.close());
  const moments = new Moments(database);
  const reads = new ReadEngine(schema, registry, roots, pool, moments);

  const sequencer = new Sequencer({ url: databaseUrl, pooled, report: lost });
  closing.add('the sequencer', () => sequencer.stop());
  sequencer.start();
  const ring = (): void => sequencer.ring();
  const drawings = new LedgerDrawings();
  const sql = factSqlOf(registry);
  const servicesAt = (clock: Clock) =>
    createServices({ database, clock, ring, drawings, registry, sql });
  const services = servicesAt(systemClock);

  const expiry = new LicenceExpiry({
    ...{ database, clock: systemClock, drawings, ring },
    report: lost,
  });
  closing.add('the end of licences', () => expiry.stop());
  expiry.start();

  const tail = new Tail({ url: databaseUrl, pooled, report: lost });
  const keys = new Keys(statements);
  const contextOf = async (authorization: string | undefined): Promise<ServerContext> => ({
    viewer: await keys.viewerOf(authorization),
    services,
    reads,
    tail,
  });

  const http = fastify({ bodyLimit: longestBody, forceCloseConnections: 'idle' });
  closing.add('the server', () => http.close());
  const closeSockets = graphqlOverWebSocket(http.server, { schema, contextOf, report });
  const drain = { serverWillStart: async () => ({ drainServer: closeSockets }) };
  const exports = new Exports({ moments, clock: systemClock, report });
  const stopGraphql = await graphqlOverHttp(http, { schema, contextOf, report, exports, drain });
  closing.add('GraphQL', stopGraphql);
  await workbench(http);
  const jobs = new CaptureJobs({ database, report: lost, ring });
  closing.add('the captures', () => jobs.stop());
  const epcis = new EpcisService({ database, jobs, sees: seesIn(registry) });
  const viewerOf = (authorization: string | undefined) => keys.viewerOf(authorization);
  epcisOverHttp(http, { epcis, viewerOf, report, bodyLimit: longestEpcis });
  jobs.wake();
  const reEvaluation = new ReEvaluation({
    ...{ database, clock: systemClock, sql, tail, ring },
    report: lost,
  });
  const metrics = createMetrics({
    eventPosition: () => tail.head().position,
    reEvaluation: () => reEvaluation.figures(),
  });
  health(http, {
    ready: () => statements.query('select 1'),
    metrics: async () => ({ text: await metrics.metrics(), type: metrics.contentType }),
  });
  closing.add('the tail', () => tail.stop());
  await tail.start();
  closing.add('the evaluation of decisions', () => reEvaluation.stop());

  return {
    listen: async () => {
      // Not before: an invented story is told at times of its own.
      reEvaluation.start();
      await http.listen({ port: config.port, host: config.host });
      const { port } = http.server.address() as AddressInfo;
      const host = config.host.includes(':') ? `[${config.host}]` : config.host;
      return `http://${host}:${port}/graphql`;
    },
    demonstrate: async (tell, screen) => {
      let now = systemClock();
      const told = servicesAt(() => now);
      const steps = await demonstrate({
        ...{ database, databaseUrl, schema, screen, log: tell },
        contextOf: (viewer, at) => {
          now = at;
          return { viewer, services: told, reads, tail };
        },
      });
      if (config.demonstration) await ensureDemoKeys(database, config.dataDir);
      return steps;
    },
  };
}
