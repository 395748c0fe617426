import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, openJourney, type Ordered } from '../support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

/** Rows that contradict each other; none at any time. */
const wrong = `
  select 'uses of an allocation' as what, drawn.id from licence_allocation drawn
    where used_units <> (select coalesce(sum(units), 0) from declaration_use
      where allocation_id = drawn.id and reversed_at is null)
  union all select 'an accepted export', part.id from declaration_line part
    join declaration stated on stated.id = part.declaration_id and stated.direction = 'EXPORT'
    where (stated.status not in ('DRAFT', 'LODGED', 'REJECTED', 'INVALIDATED', 'REFUSED')) is distinct from
      (part.units = (select coalesce(sum(units), 0) from declaration_use
        where declaration_line_id = part.id and reversed_at is null))
  union all select 'a released import', part.id from declaration_line part
    join declaration stated on stated.id = part.declaration_id and stated.direction = 'IMPORT'
    where part.released_units <> (select coalesce(sum(units), 0) from declaration_use
      where declaration_line_id = part.id and reversed_at is null)
  union all select 'the order of counts', id from shipment_line
    where import_released_units > export_accepted_units or export_declared_units > units
  union all select 'what is planned', ordered.id from order_line ordered
    where (planned_units, shipped_units) <> (
      select coalesce(sum(loaded.units), 0),
        coalesce(sum(loaded.units) filter (where exists (select from shipment_status sent
          where sent.shipment_id = loaded.shipment_id and sent.status = 'IN_TRANSIT')), 0)
      from shipment_line loaded join shipment on shipment.id = loaded.shipment_id
      where loaded.order_line_id = ordered.id and shipment.status <> 'RETURNED')
  union all select 'the history of a shipment', whole.id from shipment whole
    where (status, version) <> (select (array_agg(past.status order by past.id desc))[1]::text, count(*)
      from shipment_status past where past.shipment_id = whole.id)
  union all select 'the history of a declaration', whole.id from declaration whole
    where (status, version) <> (select (array_agg(past.status order by past.id desc))[1]::text, count(*)
      from declaration_status past where past.declaration_id = whole.id)
  union all select 'time', past.id from shipment_status past
    join shipment_status later on later.shipment_id = past.shipment_id and later.id > past.id and later.since < past.since
  union all select 'goods that were let in', whole.id from shipment whole
    join shipment_line loaded on loaded.shipment_id = whole.id
    where whole.status in ('IMPORT_RELEASED', 'DELIVERED') and loaded.import_released_units = 0`;

const steps = [
  ...['lodge', 'accept', 'accept', 'accept', 'release', 'release', 'release', 'control', 'hold'],
  ...['reject', 'refuse', 'detain', 'seize', 'invalidate', 'discharge'],
] as const;

const anything = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('plan' as const),
      units: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('draft' as const),
      which: fc.nat({ max: 3 }),
      side: fc.constantFrom('EXPORT' as const, 'IMPORT' as const),
      units: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'test',
        'dispatchShipment',
        'recordArrival',
        'deliverShipment',
        'returnShipment',
      ),
      which: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      act: fc.constantFrom(...steps),
      which: fc.nat({ max: 8 }),
      units: fc.option(fc.integer({ min: 1, max: 6 })),
    }),
  },
);

type Act = typeof anything extends fc.Arbitrary<infer T> ? T : never;

/** What was made so far in a run; ids. */
interface Made {
  readonly ordered: Ordered;
  readonly shipments: string[];
  readonly declarations: string[];
}

const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length];

async function carryOut(made: Made, one: Act): Promise<string> {
  const { keys, decide, step, server } = journey;
  const { line } = made.ordered;
  if (one.act === 'plan') {
    const lines = [{ orderLine: { id: line }, units: one.units }];
    const input = { lines, laboratory: { name: 'Proof' }, carrier: { name: 'Swift' } };
    const answer = await decide('planShipment', input, keys.vendor);
    if (answer.shipment) made.shipments.push((answer.shipment as { id: string }).id);
    return answer.__typename;
  }
  if (one.act === 'draft') {
    const shipmentId = pick(made.shipments, one.which);
    if (!shipmentId) return 'nothing';
    const lines = [{ orderLine: { id: line }, units: one.units }];
    const input = { shipmentId, direction: one.side, office: 'Port', lines };
    const answer = await decide('draftDeclaration', input, keys.vendor);
    if (answer.declaration) made.declarations.push((answer.declaration as { id: string }).id);
    return answer.__typename;
  }
  if (one.act === 'test' || one.act.endsWith('Shipment') || one.act === 'recordArrival') {
    const id = pick(made.shipments, one.which);
    if (!id) return 'nothing';
    const passed = { laboratory: { name: 'Proof' }, result: 'PASSED' };
    return one.act === 'test'
      ? (await step('recordLaboratoryTest', id, keys.lab, passed)).__typename
      : (await step(one.act, id, keys.vendor)).__typename;
  }
  const id = pick(made.declarations, one.which);
  if (!id) return 'nothing';
  const units = one.act === 'release' && 'units' in one ? { units: one.units } : {};
  const given = ['invalidate', 'discharge', 'lodge', 'accept', 'release', 'control'].includes(
    one.act,
  );
  const reason = given ? {} : { reason: 'Model' };
  return (await step(`${one.act}Declaration`, id, server.keys.admin, { ...units, ...reason }))
    .__typename;
}

/** So that there is something to try things on. */
const prelude: readonly Act[] = [
  { act: 'plan', units: 5 },
  { act: 'test', which: 0 },
  { act: 'draft', which: 0, side: 'EXPORT', units: 5 },
  { act: 'draft', which: 0, side: 'IMPORT', units: 4 },
  { act: 'lodge', which: 0, units: null },
  { act: 'lodge', which: 1, units: null },
];

/** The way through, which chance seldom finds. */
const through: Act[] = [
  { act: 'accept', which: 0, units: null },
  { act: 'dispatchShipment', which: 0 },
  { act: 'recordArrival', which: 0 },
  { act: 'accept', which: 1, units: null },
  { act: 'release', which: 1, units: 2 },
];

test('whatever is tried in whatever order, no two records contradict each other', {
  timeout: 240_000,
}, async () => {
  const answers = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(anything, { minLength: 20, maxLength: 60, size: 'max' }),
      async (acts) => {
        const made: Made = { ordered: await journey.ordered(9), shipments: [], declarations: [] };
        for (const one of [...prelude, ...acts]) {
          const answer = await carryOut(made, one);
          answers.set(answer, (answers.get(answer) ?? 0) + 1);
        }
        expect(await journey.db.query(wrong)).toEqual([]);
      },
    ),
    {
      ...{ numRuns: Number(process.env.CARNET_DOCUMENTS ?? 8), endOnFailure: true },
      examples: [[through]],
    },
  );
  // it is no walk along walls only
  for (const done of ['AcceptDeclaration', 'DispatchShipment', 'ReleaseDeclaration']) {
    expect(answers.get(`${done}Payload`) ?? 0, done).toBeGreaterThan(0);
  }
});
