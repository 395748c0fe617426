import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { inject } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { hasSqlState } from '../../server/src/database/sqlstate.ts';
import { loadedTemplate, storyTemplate } from './dataset-template.ts';

export interface TestDatabase {
  readonly url: string;
  /** Removes it; throws when connections to it are still open, and removes it all the same. */
  drop(): Promise<void>;
}

/** A migrated database of its own for a test file: call it in `beforeAll`, `drop` in `afterAll`. */
export function createTestDatabase(): Promise<TestDatabase> {
  return create(`template ${inject('templateName')}`);
}

/** As `createTestDatabase`, with the default dataset in it. */
export async function createLoadedDatabase(): Promise<TestDatabase> {
  return create(`template ${await loadedTemplate()}`);
}

/** As `createLoadedDatabase`, with the invented story told in it. */
export async function createStoryDatabase(): Promise<TestDatabase> {
  return create(`template ${await storyTemplate()}`);
}

/** A database with nothing in it, for what comes before the migrations. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create('template template0');
}

async function create(options: string): Promise<TestDatabase> {
  const name = `carnet_test_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name} ${options}`));
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer((client) => drop(client, name)) };
}

async function drop(client: Client, name: string): Promise<void> {
  try {
    // PostgreSQL itself waits a few seconds for sessions that are just ending.
    await client.query(`drop database ${name}`);
  } catch (error) {
    if (!hasSqlState(error, 'objectInUse')) throw error;
    const { rows } = await client.query(
      'select application_name, state, query from pg_stat_activity where datname = $1',
      [name],
    );
    await client.query(`drop database ${name} with (force)`);
    const leaks = rows.map(
      (row) => `  ${row.application_name || 'unnamed'}: ${row.state} ${row.query}`,
    );
    throw new Error(`Connections to the test database were left open:\n${leaks.join('\n')}`);
  }
}

async function onServer<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await connectDatabase(inject('postgresUrl'));
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
