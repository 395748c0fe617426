import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { decision, loggedAbout, read } from '../support/decisions.ts';
import { ask } from '../support/http.ts';
import { openTrade, type Trade } from '../support/trade.ts';

let trade: Trade;
let orderLineId: string;
beforeAll(async () => {
  trade = await openTrade();
  const { market } = trade;
  await market.permit('EXPORT', market.vendor, { units: 10 });
  await market.permit('IMPORT', market.buyer, { units: 10 });
  orderLineId = encodeId('OrderLine', await market.order(market.buyer, 8));
});
afterAll(() => trade.close());

interface Checked {
  complianceCheck: {
    verdict: string;
    rules: { rule: string; verdict: string; inputs: unknown }[];
    licenceCandidates: { direction: string; candidates: { serves: boolean }[] }[];
  };
}

const question = `query($id: ID!) { complianceCheck(orderLineId: $id) {
  verdict rules { rule verdict inputs } licenceCandidates { direction candidates { serves } } } }`;

const check = async (key: string) =>
  (await read<Checked>(trade.server, question, key, { id: orderLineId })).complianceCheck;

test('a stored line is checked the same for both parties, and each is told its own', async () => {
  const vendor = await check(trade.keys.vendor);
  const buyer = await check(trade.keys.buyer);
  expect([vendor.verdict, buyer.verdict]).toEqual(['CLEAR', 'CLEAR']);
  const counts = ({ licenceCandidates }: typeof vendor) =>
    licenceCandidates.map(({ direction, candidates }) => [direction, candidates.length]);
  expect(counts(vendor)).toEqual([
    ['EXPORT', 1],
    ['IMPORT', 0],
  ]);
  expect(counts(buyer)).toEqual([
    ['EXPORT', 0],
    ['IMPORT', 1],
  ]);
  const screening = ({ rules }: typeof vendor) => rules.find(({ rule }) => rule === 'SCREENING');
  expect(JSON.stringify(screening(vendor))).toContain('Entity List');
  expect(JSON.stringify(screening(buyer))).not.toContain('Entity List');
});

test('who may not see the order is told that there is no such line', async () => {
  for (const key of [trade.keys.rival, undefined]) {
    const { errors } = await ask(
      trade.server.url,
      { query: question, variables: { id: orderLineId } },
      key,
    );
    expect(errors?.[0]).toMatchObject({
      message: 'orderLineId names no order line that you can see.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
});

test('a decision is recorded once, told as an event, and read by its id', async () => {
  const record = decision(
    trade.server,
    'recordComplianceDecision',
    '... on RecordComplianceDecisionPayload { replayed decision { id verdict note takenBy units provenance orderLine { complianceStatus } } } ... on Refusal { code }',
  );
  const input = { orderLine: { id: orderLineId }, note: 'Looked at it.', idempotencyKey: 'cd-1' };
  const first = await record.answer(input, trade.keys.buyer);
  expect(first).toMatchObject({
    replayed: false,
    decision: {
      ...{ verdict: 'CLEAR', note: 'Looked at it.', units: 8, provenance: 'RECORDED' },
      orderLine: { complianceStatus: 'CLEAR' },
    },
  });
  expect(await record.answer(input, trade.keys.buyer)).toEqual({ ...first, replayed: true });
  const { id } = first.decision as { id: string };
  expect(await loggedAbout(trade.server, orderLineId)).toMatchObject([
    { type: 'COMPLIANCE_DECIDED', decision: id, verdict: 'CLEAR' },
  ]);
  const query = `query($id: ID!) { complianceDecision(id: $id) { verdict }
    complianceDecisions(filter: { verdict: { eq: CLEAR } }) { totalCount } }`;
  const seen = await read(trade.server, query, trade.keys.vendor, { id });
  expect(seen).toEqual({
    complianceDecision: { verdict: 'CLEAR' },
    complianceDecisions: { totalCount: 1 },
  });
  const hidden = await read(trade.server, query, trade.keys.rival, { id });
  expect(hidden).toEqual({ complianceDecision: null, complianceDecisions: { totalCount: 0 } });
  const other = await record.answer({ orderLine: { id: orderLineId } }, trade.keys.rival);
  expect(other.__typename).toBe('OrderLineNotFound');
});

test('what others found about the buyer does not count, and no later CLEAR hides a match', async () => {
  const { market, db, keys } = trade;
  const screened = (result: string, at: string, by: string | null) =>
    db.query(
      `insert into screening (organisation_id, list, result, screened_at, screened_by, screened_for_id)
       values ($1, 'Entity List', $2, $3, 'key:1', $4)`,
      [market.buyer, result, at, by],
    );
  await screened('CONFIRMED', '2026-11-02', market.rival);
  expect((await check(keys.vendor)).verdict).toBe('CLEAR');
  await screened('CONFIRMED', '2026-11-03', null);
  await screened('CLEAR', '2026-11-04', market.vendor);
  expect((await check(keys.vendor)).verdict).toBe('PROHIBITED');
});
