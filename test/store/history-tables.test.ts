import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Client } from 'pg';
import { openClient } from '../support/event-log.ts';
import { differences, keepState, keptTables, onClient } from '../support/history.ts';
import { historyFlaws } from '../support/history-flaws.ts';
import { openTracker, type Tracker } from '../support/tracker.ts';

let tracker: Tracker;
let client: Client;
beforeAll(async () => {
  tracker = await openTracker();
  client = await openClient(tracker.url);
});
afterAll(async () => {
  await client.end();
  await tracker.close();
});
beforeEach(async () => {
  await client.query('begin');
});
afterEach(async () => {
  await client.query('rollback');
});

const flaws = () => historyFlaws(onClient(client));

test('every kept table has a twin like it, a past, and triggers that keep it', async () => {
  expect(await flaws()).toEqual([]);
});

const planted: [string, string, string][] = [
  [
    'a column that the twin lacks',
    'alter table licence add column colour text',
    "The twin of licence has other columns: alter history.licence alike, or let the migration that changes the table call keep_history('licence') at its end.",
  ],
  [
    'a column that the past does not give',
    'alter table event add column colour text',
    "past.event does not give the columns of its table: let the migration that changes the table call keep_history('event') at its end.",
  ],
  [
    'an index that the twin lacks',
    'create index on licence (lower(type))',
    "history.licence has no index USING btree (lower((type)::text)): call keep_history('licence') after the index is made.",
  ],
  [
    'a trigger that comes after',
    'create trigger zzz before update on licence for each row execute function refuse_change()',
    'The trigger zzz of licence runs after zz_keep_history, so what it changes is not kept: give it an earlier name.',
  ],
  [
    'a table that says since when and has no past',
    'create table colour (name text, since_xid xid8 not null default change_xid())',
    "The table colour has since_xid and no past: call keep_history('colour').",
  ],
  [
    'a trigger that is switched off',
    'alter table site disable trigger zz_keep_history',
    'site is changed without zz_keep_history.',
  ],
  [
    'a table that can be emptied',
    'drop trigger no_truncate on history.site',
    'history.site can be truncated: it lacks no_truncate.',
  ],
];

test.each(planted)('%s is found, with what to do', async (_, statement, sentence) => {
  await client.query(statement);
  expect(await flaws()).toContain(sentence);
});

test.each([
  ['truncate site cascade', 'is not emptied at once'],
  ['truncate event cascade', 'is not emptied at once'],
  ['truncate history.site', 'is not emptied at once'],
  ['truncate journal', 'is not emptied at once'],
  ['delete from era', 'append-only'],
])('%s is refused', async (statement, message) => {
  await client.query('insert into era (id, home, xid_offset) values (9, 1, 0)');
  await expect(client.query(statement)).rejects.toThrow(message);
});

test('what was kept is not changed', async () => {
  await client.query(`update jurisdiction set name = 'Changed'`);
  await expect(client.query('delete from history.jurisdiction')).rejects.toThrow('append-only');
});

test('a migration that adds columns and an index calls keep_history, and the past has them', async () => {
  // also where a session knows the table as it was
  await client.query(`rollback; update jurisdiction set name = name || ' before'`);
  const before = await keepState(client, ['site']);
  const other = await openClient(tracker.url);
  await other.query(`update jurisdiction set name = name || ' again'`);
  await client.query(`
    alter table jurisdiction add column colour text not null default 'GREY',
      add column shout text generated always as (upper(name)) stored;
    create index on jurisdiction (colour) where colour <> 'GREY';
    select keep_history('jurisdiction')`);
  expect(await flaws()).toEqual([]);
  for (const session of [other, client]) {
    await session.query(`update jurisdiction set colour = colour || '!'`);
  }
  await other.end();
  const { rows } = await client.query(
    'select distinct name, colour, shout from past.jurisdiction($1::pg_snapshot) order by 1',
    [before.snapshot],
  );
  expect(rows).toEqual([
    { name: 'China before', colour: 'GREY', shout: 'CHINA BEFORE' },
    { name: 'United States before', colour: 'GREY', shout: 'UNITED STATES BEFORE' },
  ]);
  const now = await keepState(client, await keptTables(onClient(client)));
  await client.query(
    `update jurisdiction set colour = 'RED'; delete from jurisdiction where code = 'US'`,
  );
  expect(await differences(onClient(client), [now])).toEqual([]);
});

test('columns that are renamed, dropped or altered on one side only are refused', async () => {
  for (const change of [
    'rename column name to title',
    'drop column purpose',
    'alter column purpose type text',
  ]) {
    await client.query('savepoint one');
    await client.query(`alter table site ${change}`);
    await expect(client.query(`select keep_history('site')`)).rejects.toThrow('in both');
    await client.query('rollback to one');
  }
});
