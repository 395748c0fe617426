import { join } from 'node:path';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { MIGRATIONS } from './database/migration-files.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { loadDataset } from './dataset/loader.ts';
import { describeFailure } from './process/failure.ts';
import { Closing } from './kernel/closing.ts';
import { probe } from './process/probe.ts';
import { welcome } from './process/welcome.ts';

const CLOSE_PATIENCE_MS = 20_000;
const SECOND_SIGNAL_MS = 1000;

const closing = new Closing();
let config: Config | undefined;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

async function start(): Promise<void> {
  config = readConfig(process.env, process.cwd());
  await probe(config.port, config.host);
  const report = (line: string) => say(`  ${line}`);

  say(config.databaseUrl ? 'database: yours, from DATABASE_URL' : 'database: starting PostgreSQL');
  const database = await openDatabase(config.databaseUrl, config.dataDir, closing, report);
  void database.ended.then((words) => stop(1, `The database has ended. ${words}`));

  closing.signal.throwIfAborted();

  const ran = await migrate(database.url, MIGRATIONS, report);
  say(ran.length === 0 ? 'schema: up to date' : `schema: ran ${ran.length} migrations`);

  closing.signal.throwIfAborted();

  if (config.demonstration) {
    const loaded = await loadDataset(database.url, report);
    say(loaded.rows === 0 ? 'dataset: in place' : `dataset: ${loaded.rows} rows recorded`);
    closing.signal.throwIfAborted();
  }

  const app = await createApp(config, database.url);
  closing.add('the server', () => app.close());
  closing.signal.throwIfAborted();
  if (config.demonstration) {
    const told = await app.demonstrate(report);
    say(told === 0 ? 'story: in place' : `story: ${told} decisions of invented companies`);
    closing.signal.throwIfAborted();
  }
  const endpoint = await app.listen();
  closing.signal.throwIfAborted();
  say(welcome(endpoint, config.demonstration ? join(config.dataDir, 'demo-keys.json') : null));
  say(`ready ${endpoint}`);
}

let stopping: Promise<void> | undefined;

/** Closes everything in reverse order and ends the process; only the first call counts. */
function stop(exitCode: number, message?: string): Promise<void> {
  stopping ??= (async () => {
    closing.abort();
    if (message) complain(message);
    // What is being opened is closed too, once it is open or has given up.
    await Promise.race([starting.catch(() => {}), patience(2000)]);
    await closing.run(CLOSE_PATIENCE_MS, complain);
    process.exit(exitCode);
  })();
  return stopping;
}

const patience = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

let firstSignal: number | undefined;

function onSignal(): void {
  // Under npm one Ctrl-C arrives twice: from the terminal and from npm.
  if (firstSignal !== undefined) {
    if (Date.now() - firstSignal > SECOND_SIGNAL_MS) process.exit(130);
    return;
  }
  firstSignal = Date.now();
  say('stopping');
  void stop(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(fault, (error) => void stop(1, describeFailure(error, undefined).message));
}
// A reader that went away, as in `npm start | head`, is no reason to stop serving.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const starting = start();
starting.catch((error) => {
  if (closing.signal.aborted) return;
  const { message, exitCode } = describeFailure(error, config);
  void stop(exitCode, message);
});
