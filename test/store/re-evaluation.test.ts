import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ComplianceDecisionService } from '../../server/src/compliance/decision.service.ts';
import { factSqlOf } from '../../server/src/compliance/fact-sql.reads.ts';
import { concernsLines } from '../../server/src/compliance/re-evaluation.store.ts';
import { ReEvaluation } from '../../server/src/compliance/re-evaluation.service.ts';
import { createDataSource } from '../../server/src/database/data-source.ts';
import { Sequencer } from '../../server/src/events/sequencer.ts';
import { Tail } from '../../server/src/events/tail.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { createSchema } from '../../server/src/schema.ts';
import { type Market, openMarket, type Permit } from '../support/market.ts';
import { about, openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

const sql = factSqlOf(createSchema().registry);
const admin = viewerWith('ADMIN');
let tracker: Tracker;
let market: Market;
let imported: Permit;
let sequencer: Sequencer;
let decisions: ComplianceDecisionService;
const ring = () => sequencer.ring();
beforeAll(async () => {
  tracker = await openTracker();
  const { url, database } = tracker;
  sequencer = new Sequencer({ url });
  sequencer.start();
  market = await openMarket(tracker.db);
  await market.permit('EXPORT', market.vendor);
  imported = await market.permit('IMPORT', market.buyer);
  decisions = new ComplianceDecisionService({ database, clock: systemClock, ring, sql });
});
afterAll(async () => {
  await sequencer.stop();
  await tracker.close();
});

/** A process that evaluates again. */
async function startJob(reports: string[] = []) {
  const { url } = tracker;
  const database = await createDataSource(url, { poolSize: 4 }).initialize();
  const tail = new Tail({ url });
  await tail.start();
  const report = (line: string) => reports.push(line);
  const job = new ReEvaluation({ database, clock: systemClock, sql, tail, ring, report });
  job.start();
  return {
    job,
    tail,
    stop: async () => {
      await job.stop();
      await tail.stop();
      await database.destroy();
    },
  };
}

/** A line of eight chips on which somebody decided; gives its key. */
async function decided(): Promise<string> {
  const line = await market.order(market.buyer, 8);
  const { ok } = await decisions.record(admin, {
    idempotencyKey: `decided ${line}`,
    orderLine: { id: encodeId('OrderLine', line) },
  });
  expect(ok).toBe(true);
  return line;
}

const suspended = `select position::integer as after from event_position
  join event on event.id = event_id where type = 'LICENCE_SUSPENDED' order by position desc limit 1`;
const changesOf = (line: string) =>
  tracker.db.query(
    `select before, after, rules::text[] as rules from compliance_verdict_change change
     join compliance_decision decision on decision.id = compliance_decision_id
     where order_line_id = $1 order by change.id`,
    [line],
  );
const eventsOf = async (line: string) =>
  (
    await tracker.db.query<{ type: string }>(
      `select type from event where subject_type = 'OrderLine' and subject_id = $1 order by id`,
      [line],
    )
  ).map(({ type }) => type);
const stateOf = async (line: string) => {
  const [row] = await tracker.db.query<{ status: string; holds: string[] }>(
    `select compliance_status as status, array(select rule::text from order_line_hold
       where order_line_id = line.id and cleared_at is null) as holds from order_line line where id = $1`,
    [line],
  );
  return row;
};
const decide = async (what: 'suspend' | 'reinstate', { licence }: Permit) => {
  const { ok } = await tracker.licences[what](admin, about(licence));
  expect(ok).toBe(true);
  ring();
};
/** How many statements wait or run is no matter: until nothing more comes of it. */
const settled = () => sleep(1_500);

const lost = { before: 'CLEAR', after: 'HOLD', rules: ['IMPORT_AUTHORISATION'] };
const regained = { before: 'HOLD', after: 'CLEAR', rules: ['IMPORT_AUTHORISATION'] };

describe('two processes that evaluate again', () => {
  test('write each other verdict down once, and what comes of it', {
    timeout: 60_000,
  }, async () => {
    const jobs = await Promise.all([startJob(), startJob()]);
    try {
      const lines = [await decided(), await decided(), await decided()];
      const [line = ''] = lines;
      expect(await stateOf(line)).toEqual({ status: 'CLEAR', holds: [] });
      await decide('suspend', imported);
      await expect.poll(() => changesOf(line), { timeout: 15_000 }).toEqual([lost]);
      await settled();
      for (const each of lines) {
        expect(await changesOf(each)).toEqual([lost]);
        expect(await stateOf(each)).toEqual({ status: 'ON_HOLD', holds: ['IMPORT_AUTHORISATION'] });
        expect(await eventsOf(each)).toEqual([
          'COMPLIANCE_DECIDED',
          'ORDER_HELD',
          'COMPLIANCE_VERDICT_CHANGED',
        ]);
      }
      await decide('reinstate', imported);
      await expect.poll(() => changesOf(line), { timeout: 15_000 }).toEqual([lost, regained]);
      await settled();
      for (const each of lines) {
        expect(await changesOf(each)).toEqual([lost, regained]);
        expect(await stateOf(each)).toEqual({ status: 'CLEAR', holds: [] });
        expect((await eventsOf(each)).slice(3)).toEqual([
          'ORDER_CLEARED',
          'COMPLIANCE_VERDICT_CHANGED',
        ]);
      }
      const changes = jobs.map(({ job }) => job.figures().changes);
      expect(changes.reduce((sum, each) => sum + each)).toBe(6);
    } finally {
      await Promise.all(jobs.map(({ stop }) => stop()));
    }
  });

  test('come to rest: what they write wakes nobody', { timeout: 60_000 }, async () => {
    const { job, tail, stop } = await startJob();
    const atRest = async () => {
      const [last] = await tracker.db.query('select type from event order by id desc limit 1');
      return { last, behind: tail.head().position - job.figures().position };
    };
    const rest = { last: { type: 'COMPLIANCE_VERDICT_CHANGED' }, behind: 0 };
    try {
      const line = await decided();
      await decide('suspend', imported);
      await expect.poll(() => changesOf(line), { timeout: 15_000 }).toEqual([lost]);
      await expect.poll(atRest, { timeout: 30_000 }).toEqual(rest);
      const { lines } = job.figures();
      await settled();
      expect(await atRest()).toEqual(rest);
      expect(job.figures().lines).toBe(lines);
      const [own] = await tracker.db.query<{ after: number }>(suspended);
      const head = tail.head().position;
      expect(await concernsLines(tracker.db, own?.after ?? 0, head, 'system')).toBe(false);
    } finally {
      await decide('reinstate', imported);
      await stop();
    }
  });
});

test('what is cut off between two writes is done once by the next', {
  timeout: 60_000,
}, async () => {
  const first = await startJob();
  const line = await decided();
  await expect.poll(() => changesOf(line)).toEqual([]);
  await first.stop();
  await tracker.db.query(
    `create function cut_off() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$;
     create trigger cut_off before insert on event for each row
       when (new.type = 'COMPLIANCE_VERDICT_CHANGED') execute function cut_off()`,
  );
  await decide('suspend', imported);
  const reports: string[] = [];
  const second = await startJob(reports);
  await expect.poll(() => reports.length, { timeout: 15_000 }).toBeGreaterThan(0);
  await second.stop();
  expect(await changesOf(line)).toEqual([]);
  expect(await stateOf(line)).toEqual({ status: 'CLEAR', holds: [] });
  await tracker.db.query('drop trigger cut_off on event');
  const third = await startJob();
  try {
    await expect.poll(() => changesOf(line), { timeout: 15_000 }).toEqual([lost]);
  } finally {
    await third.stop();
    await decide('reinstate', imported);
  }
});

test('what time alone changes is found when it looks again', { timeout: 60_000 }, async () => {
  const line = await decided();
  await tracker.db.query(`update licence set valid_to = '2026-11-30' where id = $1`, [
    imported.licence,
  ]);
  const { stop } = await startJob();
  try {
    await expect
      .poll(async () => (await changesOf(line)).at(-1), { timeout: 15_000 })
      .toMatchObject({ after: 'HOLD', rules: ['VALIDITY'] });
  } finally {
    await tracker.db.query('update licence set valid_to = null where id = $1', [imported.licence]);
    await stop();
  }
});

test('a line that is to be checked again is, and where nothing changed nothing is told', {
  timeout: 60_000,
}, async () => {
  const line = await decided();
  await tracker.db.query(`update order_line set compliance_status = 'NOT_CHECKED' where id = $1`, [
    line,
  ]);
  const { stop } = await startJob();
  try {
    await expect
      .poll(() => stateOf(line), { timeout: 15_000 })
      .toEqual({ status: 'CLEAR', holds: [] });
    expect(await changesOf(line)).toEqual([]);
    expect(await eventsOf(line)).toEqual(['COMPLIANCE_DECIDED']);
  } finally {
    await stop();
  }
});

test('lines of orders that are over are left as they are', { timeout: 60_000 }, async () => {
  const line = await decided();
  await tracker.db.query(
    `update purchase_order set status = 'CANCELLED' where id = (select order_id from order_line where id = $1)`,
    [line],
  );
  const witness = await decided();
  await decide('suspend', imported);
  const { stop } = await startJob();
  try {
    await expect.poll(() => changesOf(witness), { timeout: 15_000 }).toEqual([lost]);
    expect(await changesOf(line)).toEqual([]);
  } finally {
    await stop();
  }
});
