import { inject } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { loadDataset } from '../../server/src/dataset/loader.ts';

/**
 * A migrated database with the dataset in it, to be cloned. Whoever asks first makes it; the
 * files of a run that ask meanwhile wait. The run's setup removes it.
 */
export async function loadedTemplate(): Promise<string> {
  const name = inject('loadedName');
  const client = await connectDatabase(inject('postgresUrl'));
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rows } = await client.query('select from pg_database where datname = $1', [name]);
    if (rows.length > 0) return name;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft}`);
    await client.query(`create database ${draft} template ${inject('templateName')}`);
    const url = new URL(inject('postgresUrl'));
    url.pathname = `/${draft}`;
    await loadDataset(url.href, () => {}, { screen: { write: () => true } });
    await client.query(`alter database ${draft} rename to ${name}`);
    return name;
  } finally {
    // ends the session and with it the lock
    await client.end();
  }
}
