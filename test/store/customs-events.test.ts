import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CustomsCaptureService } from '../../server/src/customs/customs-capture.service.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { documentOf, held, type Sample } from '../support/epcis-samples.ts';
import { openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

let tracker: Tracker;
let customs: CustomsCaptureService;
beforeAll(async () => {
  tracker = await openTracker();
  const { database } = tracker;
  const parts = { database, clock: systemClock, ring: () => undefined };
  customs = new CustomsCaptureService({ ...parts, sees: async () => false });
});
afterAll(() => tracker.close());

const capture = async (...events: Sample[]) => {
  const input = { idempotencyKey: randomUUID(), document: documentOf(...events) };
  const result = await customs.capture(viewerWith('CARRIER'), input);
  return result.ok ? result.value : result.refusal.kind;
};

const several = <Value>(make: (index: number) => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: 8 }, (_, index) => make(index)));

test('of many who capture the same events at once one captures each of them', async () => {
  const events = Array.from({ length: 50 }, (_, n) => held(n));
  const turned = [...events].reverse();
  const results = await several((index) => capture(...(index % 2 === 0 ? events : turned)));
  const counts = results.map((each) => (typeof each === 'string' ? Number.NaN : each.captured));
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(50);
  const [row] = await tracker.db.query<{ events: number; epcs: number; told: number }>(
    `select (select count(*)::integer from customs_event) as events,
       (select count(*)::integer from customs_event_epc) as epcs,
       (select count(*)::integer from event where type = 'CUSTOMS_EVENT_CAPTURED') as told`,
  );
  expect(row).toEqual({ events: 50, epcs: 50, told: 50 });
});

test('of many who give one id to different events one is right', async () => {
  const results = await several((index) => capture(held(100, { 'ex:n': index })));
  expect(results.filter((each) => each === 'EpcisConflict')).toHaveLength(7);
});

test('of many who declare an event erroneous in different words one is right', async () => {
  await capture(held(200));
  const results = await several((index) => {
    const errorDeclaration = { declarationTime: `2026-03-0${index + 1}T00:00:00Z` };
    return capture(held(200, { errorDeclaration }));
  });
  expect(results.filter((each) => each === 'EpcisConflict')).toHaveLength(7);
});

test.each([
  'customs_event',
  'customs_event_epc',
  'customs_event_quantity',
  'customs_event_transaction',
  'customs_event_error',
])('%s is only added to', async (table) => {
  const errorDeclaration = { declarationTime: '2026-03-01T00:00:00Z' };
  const quantityList = [{ epcClass: 'urn:carnet:chip:H200', quantity: 999_999_999_999_999 }];
  await capture(held(300, { errorDeclaration, quantityList }));
  await expect(tracker.db.query(`delete from ${table}`)).rejects.toMatchObject({ code: 'CN001' });
});
