import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import type { OutcomeInput } from '../../server/src/licences/licence-outcome.service.ts';
import { atVersion, type LicenceLife, openLicenceLife } from '../support/licence-life.ts';
import { about, viewerWith } from '../support/tracker.ts';

let life: LicenceLife;
beforeAll(async () => {
  life = await openLicenceLife();
});
afterAll(() => life.tracker.close());

const decide = (licence: string, more: Partial<OutcomeInput> = {}, viewer = life.authority) =>
  life.outcomes.decide(viewer, { ...atVersion(licence, 2), outcome: 'APPROVED', ...more });

const rows = (sql: string, licence: string) => life.tracker.db.query(sql, [licence]);

const licenceRow = async (licence: string) =>
  (
    await rows(
      `select status, version, published, number, to_char(valid_to, 'YYYY-MM-DD') as valid_to
       from licence where id = $1`,
      licence,
    )
  )[0];

const lineRows = (licence: string) =>
  rows(
    `select outcome, authorised_units::integer as units, authorised_value::text as value,
       value_tolerance::text as tolerance
     from licence_line where licence_id = $1 order by ordinal`,
    licence,
  );

const twoLines = {
  lines: [
    { chip: { name: 'H200' }, authorisedUnits: 1000 },
    { chip: { name: 'H20' }, authorisedUnits: 500 },
  ],
};

describe('an answer', () => {
  it('approves as applied for, numbers, dates and publishes', async () => {
    const licence = await life.submitted();
    const answered = await decide(licence, { number: 'M-1', validTo: new Date('2099-12-31') });
    expect(answered).toMatchObject({ ok: true, value: { licenceId: licence } });
    expect(await licenceRow(licence)).toEqual({
      status: 'APPROVED',
      version: 3,
      published: true,
      number: 'M-1',
      valid_to: '2099-12-31',
    });
    expect(await lineRows(licence)).toEqual([
      { outcome: 'APPROVED', units: 1000, value: null, tolerance: '0.0000' },
    ]);
    const events = await rows(
      'select id, type, payload from event where licence_id = $1 order by id',
      licence,
    );
    expect(events).toMatchObject([
      { type: 'LICENCE_DRAFTED' },
      { type: 'LICENCE_SUBMITTED' },
      {
        type: 'LICENCE_DECIDED',
        payload: {
          statusBefore: 'SUBMITTED',
          statusAfter: 'APPROVED',
          outcome: 'APPROVED',
          lines: [{ outcome: 'APPROVED' }],
        },
      },
      { type: 'LICENCE_PUBLISHED', payload: { statusBefore: null, statusAfter: 'APPROVED' } },
    ]);
    const [public_] = await rows(
      'select published_event_id as event, published_version as version from licence where id = $1',
      licence,
    );
    expect(public_).toEqual({ event: (events[3] as { id: string }).id, version: 3 });
    const [amendment] = await rows(
      'select changes from licence_amendment where licence_id = $1 and version = 3',
      licence,
    );
    expect(amendment).toEqual({
      changes: expect.arrayContaining([
        { field: 'status', before: 'SUBMITTED', after: 'APPROVED' },
        { field: 'number', before: null, after: 'M-1' },
        { field: 'validTo', before: null, after: '2099-12-31' },
      ]),
    });
  });

  it('approves in part, line by line', async () => {
    const licence = await life.submitted(twoLines);
    const [first = '', second = ''] = await life.linesOf(licence);
    const lines = [
      {
        lineId: encodeId('LicenceLine', first),
        outcome: 'APPROVED' as const,
        authorisedUnits: 800,
      },
      { lineId: encodeId('LicenceLine', second), outcome: 'DENIED' as const },
    ];
    expect(await decide(licence, { lines })).toMatchObject({ ok: true });
    expect(await lineRows(licence)).toMatchObject([
      { outcome: 'APPROVED', units: 800 },
      { outcome: 'DENIED', units: 0 },
    ]);
  });

  it.each(['DENIED', 'RETURNED'] as const)('that is %s ends it, unpublished', async (outcome) => {
    const licence = await life.submitted(twoLines);
    expect(await decide(licence, { outcome, reason: 'No.' })).toMatchObject({ ok: true });
    expect(await licenceRow(licence)).toMatchObject({ status: outcome, published: false });
    expect(await lineRows(licence)).toMatchObject([
      { outcome, units: 0 },
      { outcome, units: 0 },
    ]);
    expect(await decide(licence, { expectedVersion: 3 })).toMatchObject({
      refusal: { kind: 'TransitionRefused', from: outcome, allowed: [] },
    });
  });

  it('puts conditions on it, and the last that is met approves it', async () => {
    const licence = await life.submitted();
    const conditions = [
      { kind: 'KYC', blocking: true, description: 'Name the users', owedBy: { name: 'Vendor' } },
      { kind: 'REPORTING', blocking: false, description: 'Report each month' },
    ];
    const answered = await decide(licence, { outcome: 'CONDITIONALLY_APPROVED', conditions });
    expect(answered).toMatchObject({ ok: true });
    const [kyc] = await rows(
      `select id::text, status from licence_condition where licence_id = $1 and blocking`,
      licence,
    );
    expect(kyc).toMatchObject({ status: 'PENDING' });
    const waived = await life.tracker.conditions.waive(life.authority, {
      idempotencyKey: randomUUID(),
      conditionId: encodeId('Condition', (kyc as { id: string }).id),
    });
    expect(waived).toMatchObject({ ok: true, value: { eventId: expect.any(String) } });
    expect(await licenceRow(licence)).toMatchObject({ status: 'APPROVED', version: 4 });
  });

  it('lets the value be exceeded as the law of the licence type has it', async () => {
    await life.tracker.db.query(
      `insert into licence_tolerance (jurisdiction_id, licence_type, licensed_by, value_ratio, citation)
       select id, 'INDIVIDUAL', 'NUMBER', 0.25, 'Law 1' from jurisdiction where code = 'CN'`,
    );
    const value = { amount: '270.50', currency: 'USD' };
    const licence = await life.submitted({
      lines: [
        { chip: { name: 'H200' }, authorisedUnits: 10, authorisedValue: value },
        { chip: { name: 'H20' }, licensedBy: 'VALUE', authorisedValue: value },
        { chip: { name: 'H20' }, authorisedUnits: 10 },
      ],
    });
    expect(await decide(licence)).toMatchObject({ ok: true });
    expect(await lineRows(licence)).toMatchObject([
      { units: 10, value: '270.50', tolerance: '0.2500' },
      { units: null, value: '270.50', tolerance: '0.0000' },
      { units: 10, value: null, tolerance: '0.0000' },
    ]);
  });
});

describe('an answer is refused', () => {
  it('to a draft, at another version, and to whoever may not give it', async () => {
    const draft = await life.draft();
    expect(await decide(draft, { expectedVersion: 1 })).toMatchObject({
      refusal: { kind: 'TransitionRefused', from: 'DRAFT', to: 'APPROVED' },
    });
    const licence = await life.submitted();
    expect(await decide(licence, { expectedVersion: 1 })).toMatchObject({
      refusal: { kind: 'VersionStale', actual: 2 },
    });
    expect(await decide(licence, {}, life.vendor)).toMatchObject({
      refusal: { kind: 'NotAuthorised', action: 'DECIDE_LICENCE' },
    });
    expect(await decide(licence, {}, viewerWith('ANALYST'))).toMatchObject({
      refusal: { kind: 'LicenceNotFound' },
    });
  });

  it('with a number that another licence of the authority has', async () => {
    const [one, other] = [await life.submitted(), await life.submitted()];
    const both = await Promise.all([one, other].map((each) => decide(each, { number: 'M-2' })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: { kind: 'LicenceNumberTaken', number: 'M-2' },
    });
  });

  it('with days that are over or the wrong way round, or a quantity or line that is none', async () => {
    const licence = await life.submitted();
    const lineId = encodeId('LicenceLine', (await life.linesOf(licence))[0] ?? '');
    const wrong: [Partial<OutcomeInput>, object][] = [
      [{ validTo: new Date('2020-01-01') }, { kind: 'InvalidPeriod', field: 'validTo' }],
      [
        { validFrom: new Date('2099-01-02'), validTo: new Date('2099-01-01') },
        { kind: 'InvalidPeriod', from: '2099-01-02', to: '2099-01-01' },
      ],
      [
        { lines: [{ lineId, outcome: 'APPROVED', authorisedUnits: 0 }] },
        { kind: 'InvalidQuantity', value: 0 },
      ],
      [
        { lines: [{ lineId: encodeId('LicenceLine', '999999'), outcome: 'DENIED' }] },
        { kind: 'InvalidReference', field: 'lines[0].lineId' },
      ],
      [
        { conditions: [{ kind: 'KYC', blocking: true, description: 'x', owedBy: { name: '?' } }] },
        { kind: 'InvalidReference', field: 'conditions[0].owedBy' },
      ],
    ];
    for (const [more, refusal] of wrong) {
      expect(await decide(licence, more)).toMatchObject({ refusal });
    }
    expect(await licenceRow(licence)).toMatchObject({ status: 'SUBMITTED', version: 2 });
    expect(await rows('select from licence_condition where licence_id = $1', licence)).toEqual([]);
  });
});

it('of two answers at once one is given', async () => {
  for (let turn = 0; turn < 10; turn++) {
    const licence = await life.submitted();
    const both = await Promise.all([
      decide(licence, { outcome: 'APPROVED' }),
      decide(licence, { outcome: 'DENIED' }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: 'VersionStale' } });
  }
});

it('an unpublished licence that is put in force is published', async () => {
  const licence = await life.tracker.addLicence({ status: 'APPROVED', published: false });
  const hidden = { ...about(licence), licence: { id: encodeId('Licence', licence) } };
  await life.licences.activate(life.authority, { ...hidden, expectedVersion: 1 });
  expect(await licenceRow(licence)).toMatchObject({ status: 'ACTIVE', published: true });
  expect(await rows('select type from event where licence_id = $1 order by id', licence)).toEqual([
    { type: 'LICENCE_ACTIVATED' },
    { type: 'LICENCE_PUBLISHED' },
  ]);
});
