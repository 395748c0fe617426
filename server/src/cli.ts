import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { writeCatalogue } from './database/catalogue.ts';
import { connectDatabase } from './database/connect.ts';
import { createDataSource } from './database/data-source.ts';
import { migrate } from './database/migrate.ts';
import { CATALOGUE_FILE, MIGRATIONS } from './database/migration-files.ts';
import { openDatabase } from './database/open.ts';
import { startTemporary } from './database/temporary.ts';
import { loadDataset } from './dataset/loader.ts';
import { addExportCommand } from './process/export-command.ts';
import { describeFailure } from './process/failure.ts';
import { addKeyCommands } from './process/key-commands.ts';
import { Closing } from './kernel/closing.ts';
import { schemaText } from './schema.ts';

const SCHEMA_FILE = fileURLToPath(new URL('../schema.graphql', import.meta.url));
const CLOSE_PATIENCE_MS = 20_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

const carnet = new Command('carnet').description('Work on a Carnet without serving it.');

carnet
  .command('migrate')
  .description('bring the database in step with the migrations')
  .action(() =>
    run(async (closing, config) => {
      const { databaseUrl, dataDir } = config();
      const database = await openDatabase(databaseUrl, dataDir, closing, say);
      const ran = await migrate(database.url, MIGRATIONS, say);
      say(ran.length === 0 ? 'The schema is up to date.' : `Ran ${ran.join(', ')}.`);
    }),
  );

carnet
  .command('load')
  .description(
    'bring the schema in step, then load the dataset of the H200 file where it is missing',
  )
  .action(() =>
    run(async (closing, config) => {
      const { databaseUrl, dataDir } = config();
      const database = await openDatabase(databaseUrl, dataDir, closing, say);
      await migrate(database.url, MIGRATIONS, say);
      const { batches, rows } = await loadDataset(database.url, say);
      say(
        rows === 0
          ? 'Nothing was loaded: the database has a dataset already.'
          : `Loaded ${rows} rows, published on ${batches} days.`,
      );
    }),
  );

carnet
  .command('demo')
  .description(
    'load the H200 file, then tell the invented story of a licence, its orders and customs beside it',
  )
  .action(() =>
    run(async (closing, config) => {
      const { databaseUrl, dataDir } = config();
      const database = await openDatabase(databaseUrl, dataDir, closing, say);
      await migrate(database.url, MIGRATIONS, say);
      await loadDataset(database.url, say);
      const app = await createApp(config(), database.url);
      closing.add('the decisions', () => app.close());
      const told = await app.demonstrate(say);
      say(
        told === 0
          ? 'Nothing was told: the database has the story already.'
          : `Took ${told} decisions of invented companies.`,
      );
    }),
  );

carnet
  .command('schema')
  .description(
    'write what is generated from the code: migrations/schema.sql and server/schema.graphql',
  )
  .action(() =>
    run(async (closing) => {
      const url = await startTemporary(closing);
      await migrate(url, MIGRATIONS, say);
      const client = await connectDatabase(url);
      closing.add('the connection', () => client.end());
      writeFileSync(join(MIGRATIONS, CATALOGUE_FILE), await writeCatalogue(client));
      say(`Wrote migrations/${CATALOGUE_FILE}.`);
      writeFileSync(SCHEMA_FILE, schemaText());
      say('Wrote server/schema.graphql.');
    }),
  );

addKeyCommands(carnet, say, (work) =>
  run(async (closing, config) => {
    const { databaseUrl, dataDir, pooled } = config();
    const { url } = await openDatabase(databaseUrl, dataDir, closing, complain);
    await migrate(url, MIGRATIONS, complain);
    const database = await createDataSource(url, { pooled }).initialize();
    closing.add('the connections', () => database.destroy());
    await work(database);
  }),
);

addExportCommand(carnet, complain, (work) =>
  run(async (closing) => {
    const ended = work(closing.signal);
    // what has come is noted before the process ends
    closing.add('the export', () => ended.catch(() => undefined));
    await ended;
  }),
);

/** Runs a command's work, closes what it opened, also on Ctrl-C, and sets the exit code. */
async function run(work: (closing: Closing, config: () => Config) => Promise<void>): Promise<void> {
  const closing = new Closing();
  const close = () => closing.run(CLOSE_PATIENCE_MS, complain);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void close().then(() => process.exit(130)));
  }
  let config: Config | undefined;
  try {
    await work(closing, () => {
      config = readConfig(process.env, process.cwd());
      return config;
    });
  } catch (error) {
    if (closing.signal.aborted) return;
    const { message, exitCode } = describeFailure(error, config);
    complain(message);
    process.exitCode = exitCode;
  }
  await close();
}

await carnet.parseAsync();
