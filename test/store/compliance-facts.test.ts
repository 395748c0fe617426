import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, type Viewer } from '../../server/src/access/viewer.ts';
import type { ThoughtLine } from '../../server/src/compliance/asked.store.ts';
import { checkCompliance } from '../../server/src/compliance/check.ts';
import { ComplianceDecisionService } from '../../server/src/compliance/decision.service.ts';
import { factSqlOf } from '../../server/src/compliance/fact-sql.reads.ts';
import type { ComplianceFacts } from '../../server/src/compliance/facts.ts';
import { gatherFacts } from '../../server/src/compliance/facts.store.ts';
import type { PlannedStatements } from '../../server/src/database/transaction.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { createSchema } from '../../server/src/schema.ts';
import { type Market, openMarket } from '../support/market.ts';
import { openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

const sql = factSqlOf(createSchema().registry);
const at = new Date('2026-11-23T12:00:00Z');
let tracker: Tracker;
let market: Market;
beforeAll(async () => {
  tracker = await openTracker();
  market = await openMarket(tracker.db);
  await market.permit('EXPORT', market.vendor, { units: 10 });
  await market.permit('IMPORT', market.buyer, { units: 10 });
  await market.permit('IMPORT', market.rival, { units: 10 });
});
afterAll(() => tracker.close());

/** Counts what is asked of the database. */
function counting(): { db: PlannedStatements; asked: () => number } {
  let statements = 0;
  const query: PlannedStatements['query'] = (text, values) => {
    statements += 1;
    return tracker.db.query(text, values);
  };
  const prepared: PlannedStatements['prepared'] = (statement, values) => {
    statements += 1;
    return tracker.db.prepared(statement, values);
  };
  return { db: { query, prepared }, asked: () => statements };
}

const stored = (orderLine: string) => ({ orderLine, units: null, lines: null });

test('facts of one line and of many take the same number of statements', async () => {
  const lines: string[] = [];
  for (let n = 1; n <= 20; n++) lines.push(await market.order(market.buyer, n));
  const one = counting();
  await gatherFacts(one.db, anonymous, [stored(lines[0] ?? '')], at, sql);
  const many = counting();
  const facts = await gatherFacts(many.db, anonymous, lines.map(stored), at, sql);
  expect(many.asked()).toBe(one.asked());
  expect(facts.map((each) => each?.line.units)).toEqual(lines.map((_, n) => n + 1));
  const verdicts = facts.map((each) => each && checkCompliance(each).verdict);
  expect(verdicts).toEqual(lines.map((_, n) => (n < 10 ? 'CLEAR' : 'HOLD')));
});

test('facts of a stored line are those of its parties, and a gap stays a gap', async () => {
  const line = await market.order(market.buyer, 8);
  const gathered = await gatherFacts(
    tracker.db,
    anonymous,
    [stored('999999'), stored(line)],
    at,
    sql,
  );
  expect(gathered[0]).toBeUndefined();
  const holders = gathered[1]?.candidates.map(({ licence }) => licence.licensee?.id).sort();
  expect(holders).toEqual([market.buyer, market.vendor].sort());
  expect(JSON.parse(JSON.stringify(gathered[1]))).toEqual(gathered[1]);
});

test('facts of another line are what the viewer may see', async () => {
  const [cn] = await tracker.db.query<{ id: string }>(
    `select id::text from jurisdiction where code = 'CN'`,
  );
  const line: ThoughtLine = {
    ...{ orderLine: null, external: null, chip: market.chip, units: 8, shipDate: '2026-12-01' },
    ...{ origin: null, destination: cn?.id ?? '', endUse: null },
    parties: [{ role: 'PURCHASER', organisationId: market.buyer }],
  };
  const holders = async (viewer: Viewer) => {
    const [facts] = await gatherFacts(tracker.db, viewer, [line], at, sql);
    const { candidates, screenings, sourcing, stock } = facts as ComplianceFacts;
    return {
      licensees: candidates.map(({ licence }) => licence.licensee?.name),
      screenings: screenings.length,
      bought: sourcing.bought.unknown,
      ahead: stock.ahead,
    };
  };
  const of = (organisationId: string) => ({ ...viewerWith('BUYER'), organisationId });
  expect(await holders(anonymous)).toEqual({
    licensees: [],
    screenings: 0,
    bought: 1,
    ahead: null,
  });
  expect(await holders(of(market.rival))).toMatchObject({ licensees: [], screenings: 0 });
  expect(await holders(of(market.buyer))).toEqual({
    ...{ licensees: ['Lian'], screenings: 0, bought: 0, ahead: null },
  });
  expect(await holders(of(market.vendor))).toMatchObject({
    ...{ licensees: ['Nova'], screenings: 1, bought: 1, ahead: { unknown: 0 } },
  });
});

test('a decision that is kept gives the same bytes when its facts are evaluated again', async () => {
  const { database, db } = tracker;
  const service = new ComplianceDecisionService({ database, clock: () => at, ring: () => {}, sql });
  const admin = viewerWith('ADMIN');
  for (const units of [3, 800]) {
    const orderLine = { id: encodeId('OrderLine', await market.order(market.buyer, units)) };
    const input = { orderLine, idempotencyKey: `decide ${units}`, note: 'As asked.' };
    const recorded = await service.record(admin, input);
    expect(recorded).toMatchObject({ ok: true, value: { replayed: false } });
    expect(await service.record(admin, input)).toMatchObject({ value: { replayed: true } });
  }
  const rows = await db.query<{
    facts: string;
    answer: string;
    verdict: string;
    status: string;
    holds: string[];
  }>(
    `select facts::text, answer::text, verdict, line.compliance_status as status,
       array(select rule::text from order_line_hold where order_line_id = line.id) as holds
     from compliance_decision join order_line line on line.id = order_line_id order by compliance_decision.id`,
  );
  expect(rows.map(({ verdict, status, holds }) => [verdict, status, holds])).toEqual([
    ['CLEAR', 'CLEAR', []],
    ['HOLD', 'ON_HOLD', ['EXPORT_AUTHORISATION', 'IMPORT_AUTHORISATION']],
  ]);
  for (const { facts, answer } of rows) {
    expect(JSON.stringify(checkCompliance(JSON.parse(facts)))).toBe(answer);
  }
  const events = await db.query<{ type: string }>('select type from event order by id');
  expect(events.map(({ type }) => type)).toEqual([
    'COMPLIANCE_DECIDED',
    ...['ORDER_HELD', 'ORDER_HELD', 'COMPLIANCE_DECIDED'],
  ]);
});

test('holds of rules end when the check no longer holds the line', async () => {
  const { database, db } = tracker;
  const service = new ComplianceDecisionService({ database, clock: () => at, ring: () => {}, sql });
  const line = await market.order(market.buyer, 800);
  const decide = (idempotencyKey: string) =>
    service.record(viewerWith('ADMIN'), {
      orderLine: { id: encodeId('OrderLine', line) },
      idempotencyKey,
    });
  const status = async () =>
    (
      await db.query<{ status: string; open: number }>(
        `select compliance_status as status, (select count(*)::int from order_line_hold
           where order_line_id = $1 and cleared_at is null) as open from order_line where id = $1`,
        [line],
      )
    )[0];
  await decide('first');
  expect(await status()).toEqual({ status: 'ON_HOLD', open: 2 });
  await decide('second');
  expect(await status()).toEqual({ status: 'ON_HOLD', open: 2 });
  await db.query('update order_line set units = 8 where id = $1', [line]);
  await decide('third');
  expect(await status()).toEqual({ status: 'CLEAR', open: 0 });
});

test('what a buyer drew for import and a vendor shipped is tallied without the line itself', async () => {
  const { db } = tracker;
  const imports = await market.permit('IMPORT', market.buyer, { units: 100 });
  await db.query(
    `insert into volume_cap (name, jurisdiction_id, metric, ratio, description, status)
     select 'Half', id, 'UNITS', 0.5, 'Half', 'IN_FORCE' from jurisdiction where code = 'US'`,
  );
  await db.query(
    `insert into volume_cap_destination (volume_cap_id, jurisdiction_id)
     select volume_cap.id, jurisdiction.id from volume_cap, jurisdiction where code = 'CN'`,
  );
  const [first, second] = [
    await market.order(market.buyer, 8),
    await market.order(market.buyer, 5),
  ];
  await market.reserve(first, imports, 8);
  await market.reserve(second, imports, 3);
  await db.query('update order_line set planned_units = 3, shipped_units = 3 where id = $1', [
    second,
  ]);
  await db.query(
    `insert into domestic_purchase (buyer_id, chip_id, purchased_at, units) values ($1, $2, '2026-11-01', 7)`,
    [market.buyer, market.chip],
  );
  const facts = await gatherFacts(db, anonymous, [stored(first), stored(second)], at, sql);
  expect(facts.map((each) => each?.sourcing)).toEqual([
    { bought: tally(7), imported: tally(3) },
    { bought: tally(7), imported: tally(8) },
  ]);
  expect(facts.map((each) => each?.volumeCaps)).toMatchObject([
    [{ there: tally(3), home: null }],
    [{ there: tally(3), home: null }],
  ]);
  const [only] = await gatherFacts(db, anonymous, [stored(second)], at, sql);
  expect(only?.stock.ahead?.units).toBeGreaterThanOrEqual(8);
  const short = { ...stored(second), brief: true };
  const [brief] = await gatherFacts(db, anonymous, [short], at, sql);
  expect(brief?.stock.ahead).toBeNull();
  expect(brief && checkCompliance(brief).verdict).toBe(only && checkCompliance(only).verdict);
});

/** Chips of the market's one model. */
const tally = (units: number) => ({ units, tpp: String(units * 15_840), unknown: 0 });

test('in a crowd of licences for one chip the same are found', async () => {
  const { db } = tracker;
  const line = await market.order(market.buyer, 8);
  const keysOf = async () => {
    const [facts] = await gatherFacts(db, anonymous, [stored(line)], at, sql);
    return facts?.candidates.map((each) => each.line.id).sort();
  };
  const before = await keysOf();
  await db.query(
    `with permit as (
       insert into licence (direction, type, status, jurisdiction_id, licensee_id)
       select 'IMPORT', 'INDIVIDUAL', 'ACTIVE', id, $1 from jurisdiction, generate_series(1, 400)
       where code = 'CN' returning id)
     insert into licence_line (licence_id, ordinal, chip_id, authorised_units)
     select id, 1, $2, 10 from permit`,
    [market.rival, market.chip],
  );
  expect(await keysOf()).toEqual(before);
});
