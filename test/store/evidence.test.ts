import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimInput } from '../../server/src/evidence/claim-input.ts';
import type { ClaimPredicate } from '../../server/src/evidence/predicate.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

let tracker: Tracker;
let report: string;
let buyer: string;
beforeAll(async () => {
  tracker = await openTracker();
  const [organisation] = await tracker.db.query<{ id: string }>(
    `insert into organisation (name, kind) values ('A buyer', 'COMPANY') returning id::text`,
  );
  buyer = encodeId('Organisation', organisation?.id ?? '');
  const recorded = await tracker.evidence.recordSourceReport(analyst, publication());
  report = encodeId('SourceReport', (recorded.ok && recorded.value.sourceReportId) || '');
});
afterAll(() => tracker.close());

const analyst = viewerWith('ANALYST');

const publication = () => ({
  publisher: 'An agency',
  title: 'A headline',
  publishedAt: new Date('2026-01-28T00:00:00Z'),
  url: 'https://example.org/story',
  idempotencyKey: randomUUID(),
});

const claim = (
  predicate: ClaimPredicate,
  value: ClaimInput['value'],
  more: Partial<ClaimInput> = {},
) => ({
  sourceReportId: report,
  subjectId: buyer,
  predicate,
  value,
  idempotencyKey: randomUUID(),
  ...more,
});

const units = (qualifier: 'MORE_THAN' | 'AT_MOST', number: string): ClaimInput['value'] => ({
  figure: { qualifier, [qualifier === 'AT_MOST' ? 'high' : 'low']: number, unit: 'chips' },
});

const record = async (...parts: Parameters<typeof claim>) => {
  const result = await tracker.evidence.recordClaim(analyst, claim(...parts));
  if (!result.ok) throw new Error(result.refusal.message);
  return { ...result.value, id: encodeId('Claim', result.value.claimId) };
};

describe('a source report', () => {
  it('is written with its event, once', async () => {
    const input = { ...publication(), publishedPrecision: 'MONTH' as const, sourceCount: 2 };
    const first = await tracker.evidence.recordSourceReport(analyst, input);
    const again = await tracker.evidence.recordSourceReport(analyst, input);
    expect(again).toEqual({ ok: true, value: { ...(first.ok && first.value), replayed: true } });
    const key = first.ok && first.value.sourceReportId;
    const [row] = await tracker.db.query(
      'select published_at::text, source_count, anonymity, language from source_report where id = $1',
      [key],
    );
    expect(row).toEqual({
      published_at: '2026-01-01',
      source_count: 2,
      anonymity: 'UNKNOWN',
      language: 'en',
    });
    const events = await tracker.db.query(
      `select licence_id from event where type = 'SOURCE_REPORT_RECORDED' and payload ->> 'sourceReport' = $1`,
      [encodeId('SourceReport', String(key))],
    );
    expect(events).toEqual([{ licence_id: null }]);
  });

  it.each([
    { url: 'javascript:alert(1)' },
    { publisher: '' },
    { sourceCount: -1 },
    { language: 'English' },
    { publishedAt: new Date('0000-01-01T00:00:00Z') },
  ])('%j is a fault', async (input) => {
    await expect(
      tracker.evidence.recordSourceReport(analyst, { ...publication(), ...input }),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is not for parties to the trade', async () => {
    for (const role of ['BUYER', 'BROKER', 'INTEGRATOR'] as const) {
      expect(
        await tracker.evidence.recordSourceReport(viewerWith(role), publication()),
      ).toMatchObject({ refusal: { kind: 'NotAuthorised', action: 'RECORD_SOURCE_REPORT' } });
    }
  });
});

describe('a claim', () => {
  it('that contradicts others is kept, and linked both ways', async () => {
    const first = await record('AUTHORISED_UNITS', units('MORE_THAN', '400000'));
    const second = await record('AUTHORISED_UNITS', units('AT_MOST', '300000'));
    const agreeing = await record('AUTHORISED_UNITS', units('MORE_THAN', '200000'));
    expect(first.contradictionIds).toEqual([]);
    expect(second.contradictionIds).toEqual([first.claimId]);
    expect(agreeing.contradictionIds).toEqual([]);
    const links = await tracker.db.query(
      `select claim_id::text as one, contradicts_id::text as other from claim_contradiction
       where $1 in (claim_id, contradicts_id) order by 1`,
      [first.claimId],
    );
    expect(links).toEqual([
      { one: first.claimId, other: second.claimId },
      { one: second.claimId, other: first.claimId },
    ]);
  });

  it('does not contradict what it corrects or repeats, nor what was corrected', async () => {
    const first = await record('STOCK_UNITS', units('MORE_THAN', '400000'));
    const correction = await record('STOCK_UNITS', units('AT_MOST', '5'), {
      supersedesId: first.id,
    });
    expect(correction.contradictionIds).toEqual([]);
    const third = await record('STOCK_UNITS', units('MORE_THAN', '10'));
    expect(third.contradictionIds).toEqual([correction.claimId]);
  });

  it('contradicts what it is said to contradict', async () => {
    const allowed = await record('RESTRICTION', { statement: 'Imports are allowed' });
    const barred = await record(
      'RESTRICTION',
      { statement: 'Imports are barred' },
      { contradicts: [allowed.id, allowed.id] },
    );
    expect(barred.contradictionIds).toEqual([allowed.claimId]);
  });

  it('holds each kind of value, as it was given', async () => {
    const { claimId: dated } = await record('SINCE', {
      date: new Date('2026-03-18T00:00:00Z'),
      datePrecision: 'YEAR',
    });
    const { claimId: named } = await record('AUTHORITY', { organisationId: buyer });
    const rows = await tracker.db.query(
      `select value_kind, value_date::text as date, value_organisation_id is not null as named
       from claim where id = any($1) order by id`,
      [[dated, named]],
    );
    expect(rows).toEqual([
      { value_kind: 'DATE', date: '2026-01-01', named: false },
      { value_kind: 'ORGANISATION', date: null, named: true },
    ]);
  });

  it('finds its rival also when both come in at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        record('SOLD_UNITS', at % 2 ? units('MORE_THAN', '100') : units('AT_MOST', '50')),
      ),
    );
    const [links] = await tracker.db.query<{ count: number }>(
      'select count(*)::integer from claim_contradiction where claim_id = any($1)',
      [results.map(({ claimId }) => claimId)],
    );
    expect(links?.count).toBe(2 * 4 * 4);
  });

  it('about what its recorder may not see is refused like one about nothing', async () => {
    const about = (licence: string) =>
      claim('STATUS', { statement: 'words' }, { subjectId: encodeId('Licence', licence) });
    const hidden = about(await tracker.addLicence({ published: false }));
    const missing = about('999999');
    const refusals = await Promise.all(
      [hidden, missing].map((input) => tracker.evidence.recordClaim(analyst, input)),
    );
    const [one, other] = refusals.map((result) => !result.ok && result.refusal);
    expect(one).toEqual({ ...other, id: hidden.subjectId });
    expect(one).toMatchObject({ kind: 'InvalidReference', field: 'subjectId' });
    expect(await tracker.evidence.recordClaim(viewerWith('AUTHORITY'), hidden)).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['sourceReportId', encodeId('SourceReport', 999999)],
    ['subjectId', encodeId('Organisation', 999999)],
    ['subjectId', encodeId('Unicorn', 1)],
    ['chipId', encodeId('Chip', 999999)],
    ['restatesId', encodeId('Claim', 999999)],
  ])('refers in %s to nothing: %s', async (field, id) => {
    const input = { ...claim('ORDERS', { statement: 'words' }), [field]: id };
    expect(await tracker.evidence.recordClaim(analyst, input)).toMatchObject({
      refusal: { kind: 'InvalidReference', field, id },
    });
  });

  it.each([
    [{ sourceReportId: encodeId('Chip', 1) }, 'MALFORMED_ID'],
    [{ contradicts: ['x'] }, 'MALFORMED_ID'],
    [{ value: units('AT_MOST', '5') }, 'BAD_USER_INPUT'],
    [{ value: { organisationId: encodeId('Chip', 1) } }, 'MALFORMED_ID'],
    [{ periodStart: new Date('2026-02-01'), periodEnd: new Date('2026-01-01') }, 'BAD_USER_INPUT'],
  ])('%j is a fault', async (input, code) => {
    await expect(
      tracker.evidence.recordClaim(analyst, {
        ...claim('ORDERS', { statement: 'words' }),
        ...input,
      }),
    ).rejects.toMatchObject({ code });
  });

  it('is never changed', async () => {
    await expect(tracker.db.query('update claim set note = null')).rejects.toMatchObject({
      code: 'CN001',
    });
  });
});
