import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { MIGRATIONS } from '../../server/src/database/migration-files.ts';
import { startTemporary } from '../../server/src/database/temporary.ts';
import { Closing } from '../../server/src/kernel/closing.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's URL of the server that all test databases are on. */
    postgresUrl: string;
    /** The migrated database that test databases are cloned from. */
    templateName: string;
    /** The name for a migrated and loaded one, which is made when a test file asks for it. */
    loadedName: string;
    /** The name for one with the invented story told in it, made in the same way. */
    storyName: string;
  }
}

/**
 * One real PostgreSQL for the whole run, with one migrated database to clone. With
 * CARNET_TEST_DATABASE_URL it is that server, otherwise one that is made and removed here.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const closing = new Closing();
  const complain = (line: string) => void process.stderr.write(`${line}\n`);
  const close = () => closing.run(20_000, complain);
  try {
    const url = process.env.CARNET_TEST_DATABASE_URL ?? (await startTemporary(closing));
    const templateName = `carnet_template_${randomBytes(4).toString('hex')}`;
    await run(url, `create database ${templateName}`);
    closing.add('the template database', () => run(url, `drop database ${templateName}`));
    const loadedName = `${templateName}_loaded`;
    closing.add('the loaded template', () => dropMade(url, loadedName));
    const storyName = `${templateName}_story`;
    closing.add('the template with the story', () => dropMade(url, storyName));
    const template = new URL(url);
    template.pathname = `/${templateName}`;
    await migrate(template.href, MIGRATIONS, () => {});
    project.provide('postgresUrl', url);
    project.provide('templateName', templateName);
    project.provide('loadedName', loadedName);
    project.provide('storyName', storyName);
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a test file made of a template, if any asked for it. */
async function dropMade(url: string, name: string): Promise<void> {
  for (const left of [name, `${name}_draft`]) await run(url, `drop database if exists ${left}`);
}

async function run(url: string, sql: string): Promise<void> {
  const client = await connectDatabase(url);
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
