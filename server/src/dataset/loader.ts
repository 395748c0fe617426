import type { Client } from 'pg';
import { alone } from '../database/alone.ts';
import { connectDatabase } from '../database/connect.ts';
import { numberEvents } from '../events/numbering.ts';
import type { Batch } from './batch.ts';
import { readDataset } from './dataset.ts';
import { type DatasetFile, datasetDirectory, digest, readFiles } from './files.ts';
import { insertBatch, type Placements } from './insert.ts';
import { Progress, type Screen } from './progress.ts';

/** What a load brought: nothing when everything was there already. */
export interface Loaded {
  readonly batches: number;
  readonly rows: number;
}

export interface LoadOptions {
  readonly directory?: string;
  readonly screen?: Screen;
  /** told after each batch is committed and journalled; what it throws ends the load there */
  readonly onBatch?: (date: string) => void;
}

const NOTHING: Loaded = { batches: 0, rows: 0 };

/**
 * Replays the dataset into a migrated database in order of publication, as if it had been
 * recorded day by day: a transaction and a journal entry for each date. A load that was cut off
 * goes on after its last date; a database that is loaded is left alone, whatever the files say now.
 *
 * Throws DatasetProblem for files that are not right, DatabaseProblem without a connection.
 */
export async function loadDataset(
  databaseUrl: string,
  log: (line: string) => void,
  { directory = datasetDirectory, screen = process.stderr, onBatch }: LoadOptions = {},
): Promise<Loaded> {
  const files = readFiles(directory);
  const client = await connectDatabase(databaseUrl);
  try {
    if (await isLoaded(client, files, log)) return NOTHING;
    return await alone(databaseUrl, `hashtext('carnet'), hashtext('dataset')`, async () => {
      // Whoever came second finds everything done.
      if (await isLoaded(client, files, log)) return NOTHING;
      return await replay(client, files, { log, screen, onBatch });
    });
  } finally {
    await client.end();
  }
}

interface Last {
  date: string;
  checksum: string;
  journalled: boolean;
}

async function lastBatch(client: Client): Promise<Last | undefined> {
  const { rows } = await client.query<Last>(
    `select published_at::text as date, checksum, exists (
       select from journal where known_at >= published_at::timestamp at time zone 'UTC') as journalled
     from dataset_batch order by published_at desc limit 1`,
  );
  return rows[0];
}

/** A batch is marked with the digest of all files, its place and the number of batches. */
const markOf = (files: readonly DatasetFile[], place: number, total: number) =>
  `${digest(files)} ${place}/${total}`;

async function isLoaded(
  client: Client,
  files: readonly DatasetFile[],
  log: (line: string) => void,
): Promise<boolean> {
  const last = await lastBatch(client);
  if (!last) return false;
  const [mark, progress] = last.checksum.split(' ');
  const [place, total] = (progress ?? '').split('/');
  if (mark === digest(files)) return place === total && last.journalled;
  log(
    place === total
      ? 'The dataset has changed since this database was loaded from it; the database stays as it is.'
      : `The dataset has changed since this database was loaded from it up to ${last.date}; the database stays as it is. For all of it start with an empty database.`,
  );
  return true;
}

interface Telling {
  readonly log: (line: string) => void;
  readonly screen: Screen;
  readonly onBatch: LoadOptions['onBatch'];
}

async function replay(
  client: Client,
  files: readonly DatasetFile[],
  { log, screen, onBatch }: Telling,
): Promise<Loaded> {
  const batches = readDataset(files);
  const last = await lastBatch(client);
  if (last && !last.journalled) await journal(client, last.date);
  const placements = await readPlacements(client);
  const progress = new Progress('Loading the dataset', batches.length, screen, log);
  let loaded = NOTHING;
  for (const [index, batch] of batches.entries()) {
    if (last && batch.date <= last.date) continue;
    await commit(client, batch, markOf(files, index + 1, batches.length), placements);
    await journal(client, batch.date);
    loaded = { batches: loaded.batches + 1, rows: loaded.rows + batch.rows.length };
    progress.show(index + 1, batch.date);
    onBatch?.(batch.date);
  }
  return loaded;
}

async function readPlacements(client: Client): Promise<Placements> {
  const { rows } = await client.query<{ key: string; type: string; id: string }>(
    'select key, type, row_id::text as id from dataset_row',
  );
  return new Map(rows.map(({ key, type, id }) => [key, { type, id }]));
}

async function commit(client: Client, batch: Batch, mark: string, placements: Placements) {
  await inTransaction(client, async () => {
    await insertBatch(client, batch, placements);
    await client.query('insert into dataset_batch (published_at, checksum) values ($1, $2)', [
      batch.date,
      mark,
    ]);
  });
}

/** What a batch brought was known from the start of its day. */
async function journal(client: Client, date: string): Promise<void> {
  const statements = {
    query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...parameters])).rows,
  };
  await inTransaction(client, () =>
    numberEvents(statements, { knownAt: new Date(`${date}T00:00:00Z`) }),
  );
}

async function inTransaction(client: Client, work: () => Promise<unknown>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}
