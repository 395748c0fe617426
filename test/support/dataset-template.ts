import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { createApp } from '../../server/src/app.ts';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { loadDataset } from '../../server/src/dataset/loader.ts';

const nowhere = { write: () => true };

/** A migrated database with the dataset in it, to be cloned. */
export const loadedTemplate = (): Promise<string> =>
  template(
    inject('loadedName'),
    async () => inject('templateName'),
    async (url) => {
      await loadDataset(url, () => {}, { screen: nowhere });
    },
  );

/** The same with the invented story told in it. */
export const storyTemplate = (): Promise<string> =>
  template(inject('storyName'), loadedTemplate, async (url) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'carnet-story-'));
    try {
      const app = await createApp(
        {
          ...{ port: 0, host: '127.0.0.1', databaseUrl: url, dataDir },
          ...{ logLevel: 'silent', demonstration: true, pooled: false, statementTimeout: 10_000 },
        },
        url,
      );
      await app.demonstrate(() => {}, nowhere).finally(() => app.close());
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

/**
 * Whoever asks first makes it; the files of a run that ask meanwhile wait. The run's setup
 * removes it.
 */
async function template(
  name: string,
  base: () => Promise<string>,
  fill: (url: string) => Promise<void>,
): Promise<string> {
  const client = await connectDatabase(inject('postgresUrl'));
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rows } = await client.query('select from pg_database where datname = $1', [name]);
    if (rows.length > 0) return name;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft}`);
    await client.query(`create database ${draft} template ${await base()}`);
    const url = new URL(inject('postgresUrl'));
    url.pathname = `/${draft}`;
    await fill(url.href);
    await client.query(`alter database ${draft} rename to ${name}`);
    return name;
  } finally {
    // ends the session and with it the lock
    await client.end();
  }
}
