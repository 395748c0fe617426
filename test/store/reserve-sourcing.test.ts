import { afterAll, beforeAll, expect, test } from 'vitest';
import { ReservationService } from '../../server/src/compliance/reservation.service.ts';
import { ComplianceGuard } from '../../server/src/compliance/reservation-guard.store.ts';
import { factSqlOf } from '../../server/src/compliance/fact-sql.reads.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { createSchema } from '../../server/src/schema.ts';
import { type Market, openMarket, type Permit } from '../support/market.ts';
import { openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

const sql = factSqlOf(createSchema().registry);
const domestic = 4;
let tracker: Tracker;
let market: Market;
beforeAll(async () => {
  tracker = await openTracker();
  market = await openMarket(tracker.db);
  await tracker.db.query(
    `insert into sourcing_rule (name, jurisdiction_id, basis, metric, status, description, settled_ratio)
     select 'Half', id, 'RATIO', 'UNITS', 'IN_FORCE', 'One for two', 0.5 from jurisdiction where code = 'CN'`,
  );
});
afterAll(() => tracker.close());

/** A service of its own, so that two of them never share a batch. */
function service(): ReservationService {
  const { database } = tracker;
  const ledger = new LedgerService({ database, ring: () => {}, guard: new ComplianceGuard(sql) });
  return new ReservationService({ database, clock: systemClock, sql, ledger });
}

async function reserveAll(
  buyer: string,
  permits: readonly (readonly [Permit, Permit])[],
  alone: boolean,
) {
  const shared = service();
  const lines = await Promise.all(permits.map(() => market.order(buyer, 2)));
  const outcomes = await Promise.all(
    permits.map(([exported, imported], n) =>
      (alone ? service() : shared).reserve(viewerWith('ADMIN'), {
        orderLine: { id: encodeId('OrderLine', lines[n] ?? '') },
        units: 2,
        exportLineId: encodeId('LicenceLine', exported.line),
        importLineId: encodeId('LicenceLine', imported.line),
        idempotencyKey: `${buyer} ${alone} ${n}`,
      }),
    ),
  );
  return outcomes.map((outcome) => (outcome.ok ? 'RESERVED' : outcome.refusal.kind)).sort();
}

// Two chips each, and domestic chips for eight: four go.
const most = (domestic * 2) / 2;
const expected = (of: number) => [
  ...Array(of - most).fill('ComplianceRefused'),
  ...Array(most).fill('RESERVED'),
];

test.each([
  ['in one batch', false],
  ['in transactions that know nothing of each other', true],
])('no ratio is passed by reservations at the same time, %s', async (_, alone) => {
  const buyer = alone ? market.buyer : market.rival;
  await tracker.db.query(`insert into chip (name) values ($1)`, [`Domestic ${buyer}`]);
  await tracker.db.query(
    `insert into domestic_purchase (buyer_id, chip_id, purchased_at, units)
     select $1, id, '2026-11-01', $2 from chip where name = $3`,
    [buyer, domestic, `Domestic ${buyer}`],
  );
  const permits: [Permit, Permit][] = [];
  for (let n = 0; n < 8; n++) {
    const exported = await market.permit('EXPORT', market.vendor, { units: 100 });
    permits.push([exported, await market.permit('IMPORT', buyer, { units: 100 })]);
  }
  expect(await reserveAll(buyer, permits, alone)).toEqual(expected(8));
});
