import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../../server/src/access/viewer.ts';
import { factSqlOf } from '../../server/src/compliance/fact-sql.reads.ts';
import { WhatIfService } from '../../server/src/compliance/what-if.service.ts';
import type { ChangeInput } from '../../server/src/compliance/what-if-input.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { createSchema } from '../../server/src/schema.ts';
import { type Market, openMarket, type Permit } from '../support/market.ts';
import { openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

let tracker: Tracker;
let market: Market;
let service: WhatIfService;
let exported: Permit;
let imported: Permit;
beforeAll(async () => {
  tracker = await openTracker();
  market = await openMarket(tracker.db);
  exported = await market.permit('EXPORT', market.vendor);
  imported = await market.permit('IMPORT', market.buyer);
  const sql = factSqlOf(createSchema().registry);
  const clock = () => new Date('2026-11-23T12:00:00Z');
  service = new WhatIfService({ database: tracker.database, clock, sql });
});
afterAll(() => tracker.close());

const admin = viewerWith('ADMIN');
const of = (organisationId: string): Viewer => ({ ...viewerWith('BUYER'), organisationId });
const revoke = ({ licence }: Permit): ChangeInput => ({
  revokeLicence: { licence: { id: encodeId('Licence', licence) } },
});
const ask = (changes: ChangeInput[], lines: string[], viewer = admin) =>
  service.suppose(viewer, changes, async () => lines);
const message = async (...asked: Parameters<typeof ask>): Promise<string> =>
  ask(...asked).then(
    () => 'answered',
    (error: Error) => error.message,
  );

describe('what if a licence is revoked', () => {
  test('a line that is drawn on it alone is touched, another is not', async () => {
    const [drawn, other] = [
      await market.order(market.buyer, 8),
      await market.order(market.buyer, 4),
    ];
    const second = await market.permit('EXPORT', market.vendor);
    await market.reserve(drawn, second, 8);
    const answer = await ask([revoke(second)], [drawn, other]);
    expect(answer).toMatchObject({
      decisions: [
        {
          orderLineId: drawn,
          before: { verdict: 'CLEAR' },
          after: { verdict: 'HOLD' },
          changedRules: ['EXPORT_AUTHORISATION'],
          unitsLosingLicence: 8,
        },
      ],
      totals: { linesChanged: 1, chipsBlocked: { low: 8, high: 8, unknown: 0 } },
      demonstrationTotals: { linesChanged: 0 },
      linesEvaluated: 2,
      truncated: false,
    });
  });

  test('what was invented is summed up by itself', async () => {
    const lines = [
      await market.order(market.buyer, 10),
      await market.order(market.buyer, 20, 'DEMONSTRATION'),
      await market.order(market.buyer, null, 'DEMONSTRATION'),
    ];
    expect(await ask([revoke(imported)], lines)).toMatchObject({
      totals: { linesChanged: 1, chipsBlocked: { low: 10, high: 10 } },
      demonstrationTotals: { linesChanged: 1, chipsBlocked: { low: 20, high: 20 } },
      linesEvaluated: 3,
    });
  });
});

test('what a buyer must buy at home is told to it, and not to its vendor', async () => {
  const [rule] = await tracker.db.query<{ id: string }>(
    `insert into sourcing_rule (name, jurisdiction_id, basis, metric, description, status)
     select 'Ratio', id, 'RATIO', 'UNITS', 'A ratio', 'REPORTED' from jurisdiction where code = 'CN'
     returning id::text`,
  );
  const line = await market.order(market.buyer, 21);
  await tracker.db.query(
    `insert into domestic_purchase (buyer_id, chip_id, purchased_at, units) values ($1, $2, '2026-05-01', 4)`,
    [market.buyer, market.chip],
  );
  const change = {
    setRatio: { sourcingRuleId: encodeId('SourcingRule', rule?.id ?? ''), ratio: '0.5' },
  };
  const told = await ask([change], [line], of(market.buyer));
  expect(told.totals.buyers).toMatchObject([
    {
      buyerId: market.buyer,
      imports: { low: 21, high: 21 },
      domesticBought: { low: 4 },
      required: { low: 11 },
      domesticToBuy: { low: 7, high: 7 },
    },
  ]);
  expect(told.decisions).toMatchObject([{ changedRules: ['SOURCING_RULE'] }]);
  const { totals } = await ask([change], [line], of(market.vendor));
  expect(totals.buyers).toMatchObject([{ domesticBought: { low: 0, high: null } }]);
  await tracker.db.query('delete from sourcing_rule');
});

describe('who asks', () => {
  test('is told nothing of lines and licences of others', async () => {
    const line = await market.order(market.buyer, 8);
    const rivals = await market.permit('IMPORT', market.rival);
    const theirs = await ask([revoke(exported)], [line], of(market.rival)).catch(String);
    expect(theirs).toContain('names nothing that you can see');
    const stop: ChangeInput = {
      restrictChip: {
        chip: { name: 'M200' },
        jurisdiction: { code: 'CN' },
        procedure: 'IMPORT',
      },
    };
    expect(await ask([stop], [line], of(market.rival))).toMatchObject({
      decisions: [],
      linesEvaluated: 0,
    });
    const own = await ask([stop], [line], of(market.buyer));
    expect(own).toMatchObject({ linesEvaluated: 1, totals: { linesChanged: 1 } });
    // The vendor's licence covers the buyer's line, and its number is none of the buyer's business.
    const text = JSON.stringify(own);
    for (const { licence } of [exported, rivals]) {
      expect(text).not.toContain(encodeId('Licence', licence));
    }
    expect(text).toContain(encodeId('Licence', imported.licence));
  });

  test('is told the same of what is not there and of what is not theirs', async () => {
    const theirs = await market.permit('IMPORT', market.rival);
    const nowhere = { licence: '999999', line: '999999' };
    const buyer = of(market.buyer);
    for (const { licence, line } of [theirs, nowhere]) {
      const id = encodeId('Licence', licence);
      expect(await message([revoke({ licence, line })], [], buyer)).toBe(
        'changes[0].revokeLicence.licence names nothing that you can see: take the id from an answer.',
      );
      expect(await message([{ suspendLicence: { licence: { id } } }], [], buyer)).toContain(
        'changes[0].suspendLicence.licence names nothing',
      );
      const lineId = encodeId('LicenceLine', line);
      expect(await message([{ amendLine: { lineId, authorisedUnits: 1 } }], [], buyer)).toBe(
        'changes[0].amendLine.lineId names nothing that you can see: take the id from an answer.',
      );
    }
  });
});

test('changes that cannot be supposed are refused with a sentence', async () => {
  const [rule] = await tracker.db.query<{ id: string }>(
    `insert into sourcing_rule (name, jurisdiction_id, basis, metric, description, status)
     select 'Quota', id, 'ABSOLUTE', 'UNITS', 'A quota', 'LIFTED' from jurisdiction where code = 'CN'
     returning id::text`,
  );
  const sourcingRuleId = encodeId('SourcingRule', rule?.id ?? '');
  const licence = { id: encodeId('Licence', exported.licence) };
  const chip = { name: 'M200' };
  const cases: [ChangeInput[], string][] = [
    [[], 'changes holds 1 to 50'],
    [Array(51).fill(revoke(exported)), 'changes holds 1 to 50'],
    [[{}], 'changes[0] takes exactly one of revokeLicence, suspendLicence'],
    [
      [revoke(exported), { revokeLicence: { licence }, suspendLicence: { licence } }],
      'changes[1] takes exactly one',
    ],
    [[{ setRatio: { sourcingRuleId, ratio: '-1' } }], 'changes[0].setRatio.ratio is below'],
    [[{ setRatio: { sourcingRuleId, ratio: '1' } }], 'lifted'],
    [[{ setQuota: { sourcingRuleId, units: -1 } }], 'changes[0].setQuota.units is 0 to'],
    [[{ setQuota: { sourcingRuleId, units: 1 } }], 'lifted'],
    [[{ revokeLicence: { licence: {} } }], 'takes exactly one of id, number'],
    [
      [{ addStock: { vendor: { name: 'Nobody' }, chip, units: 1 } }],
      'addStock.vendor names nothing',
    ],
    [[{ setCap: { volumeCapId: sourcingRuleId, ratio: '1' } }], 'This is the id of a SourcingRule'],
  ];
  for (const [changes, sentence] of cases) {
    expect(await message(changes, [])).toContain(sentence);
  }
  await tracker.db.query('delete from sourcing_rule');
});

test('nothing is written', async () => {
  const line = await market.order(market.buyer, 8);
  const state = () =>
    tracker.db.query(
      `select relname, n_tup_ins, n_tup_upd, n_tup_del, (select sum(reserved_units) from licence_line) as reserved
       from pg_stat_user_tables order by relname`,
    );
  const flush = () => tracker.db.query('select pg_stat_force_next_flush()');
  await flush();
  const before = await state();
  await ask([revoke(exported), revoke(imported)], [line]);
  await flush();
  expect(await state()).toEqual(before);
});

test('one question looks at a thousand lines at most, and says when there are more', async () => {
  const line = await market.order(market.buyer, 8);
  const asked: number[] = [];
  const answer = await service.suppose(admin, [revoke(exported)], async (most) => {
    asked.push(most);
    return [...Array(most - 1).fill('0'), line];
  });
  expect(asked).toEqual([1001]);
  expect(answer).toMatchObject({ linesEvaluated: 0, truncated: true });
});
