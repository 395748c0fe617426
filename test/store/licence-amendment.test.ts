import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import type { AmendmentInput } from '../../server/src/licences/licence-amendment.service.ts';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { command, wrongLines } from '../support/ledger.ts';
import { drawnLicence } from '../support/licence-drawn.ts';
import { atVersion, type LicenceLife, openLicenceLife } from '../support/licence-life.ts';
import { about, viewerWith } from '../support/tracker.ts';

let life: LicenceLife;
let ledger: LedgerService;
beforeAll(async () => {
  life = await openLicenceLife();
  ledger = new LedgerService({ database: life.tracker.database, ring: () => {} });
});
afterAll(() => life.tracker.close());

const amend = (licence: string, version: number, more: Partial<AmendmentInput> = {}) =>
  life.amendments.amend(life.authority, {
    ...atVersion(licence, version),
    reason: 'On review',
    ...more,
  });

const one = async (sql: string, key: string) => (await life.tracker.db.query(sql, [key]))[0];

const lineRow = (line: string) =>
  one(
    `select authorised_units::integer as authorised, reserved_units::integer as reserved,
       used_units::integer as used from licence_line where id = $1`,
    line,
  );
const units = (line: string, authorisedUnits: number) => ({
  lines: [{ lineId: encodeId('LicenceLine', line), authorisedUnits }],
});

describe('an amendment', () => {
  it('is the next version, with what was before', async () => {
    const licence = await life.tracker.addLicence();
    const amended = await amend(licence, 1, {
      validTo: new Date('2099-06-30'),
      parties: [{ role: 'END_USER', organisation: { name: 'Buyer' } }],
      lines: [{ chip: { name: 'H200' }, authorisedUnits: 5 }],
    });
    expect(amended).toMatchObject({ ok: true, value: { heldAllocationIds: [] } });
    const row = await one(
      'select version, reason, changes from licence_amendment where licence_id = $1',
      licence,
    );
    expect(row).toEqual({
      version: 2,
      reason: 'On review',
      changes: [
        { field: 'validTo', before: null, after: '2099-06-30' },
        {
          field: 'lines[1]',
          before: null,
          after: expect.objectContaining({ authorisedUnits: 5, licensedBy: 'NUMBER' }),
        },
        {
          field: 'parties',
          before: [],
          after: [{ role: 'END_USER', organisation: expect.any(String) }],
        },
      ],
    });
    expect(
      await one('select type, payload from event where licence_id = $1', licence),
    ).toMatchObject({
      type: 'LICENCE_AMENDED',
      payload: { statusBefore: 'ACTIVE', statusAfter: 'ACTIVE', version: 2, reason: 'On review' },
    });
    const parties = 'select count(*)::integer as all from licence_party where licence_id = $1';
    expect(await one(parties, licence)).toEqual({ all: 1 });
    expect(await amend(licence, 2, { parties: [] })).toMatchObject({ ok: true });
    expect(await one(parties, licence)).toEqual({ all: 0 });
  });

  it('below what is reserved puts the newest reservations on hold, and brings them back', async () => {
    const { licence, line, allocations } = await drawnLicence(
      life.tracker,
      ledger,
      100,
      [40, 30, 20],
      1,
    );
    const cut = await amend(licence, 1, units(line, 70));
    expect(cut).toMatchObject({ ok: true, value: { heldAllocationIds: [allocations[2]] } });
    expect(await lineRow(line)).toEqual({ authorised: 70, reserved: 30, used: 40 });
    expect(await one('select status from licence where id = $1', licence)).toEqual({
      status: 'EXHAUSTED',
    });
    expect(await amend(licence, 2, units(line, 95))).toMatchObject({ ok: true });
    expect(await lineRow(line)).toEqual({ authorised: 95, reserved: 50, used: 40 });
    expect(await one('select status from licence where id = $1', licence)).toEqual({
      status: 'ACTIVE',
    });
    expect(await life.tracker.db.query(wrongLines)).toEqual([]);
  });

  it('never goes below what is used', async () => {
    const { licence, line } = await drawnLicence(life.tracker, ledger, 100, [40, 30], 1);
    expect(await amend(licence, 1, units(line, 39))).toMatchObject({
      refusal: { kind: 'BelowDrawn', field: 'lines[0]', asked: 39, used: 40, reserved: 30 },
    });
    expect(await lineRow(line)).toEqual({ authorised: 100, reserved: 30, used: 40 });
    expect(await amend(licence, 1, units(line, 40))).toMatchObject({ ok: true });
    expect(await lineRow(line)).toEqual({ authorised: 40, reserved: 0, used: 40 });
  });

  it('changes the chip of a line only while nothing was drawn on it', async () => {
    const fresh = await drawnLicence(life.tracker, ledger, 100, []);
    const used = await drawnLicence(life.tracker, ledger, 100, [5]);
    const chip = (line: string) => ({
      lines: [{ lineId: encodeId('LicenceLine', line), chip: { name: 'H20' } }],
    });
    expect(await amend(fresh.licence, 1, chip(fresh.line))).toMatchObject({ ok: true });
    expect(await amend(used.licence, 1, chip(used.line))).toMatchObject({
      refusal: { kind: 'BelowDrawn', reserved: 5 },
    });
  });

  it.each(['DRAFT', 'SUBMITTED', 'DENIED', 'REVOKED', 'EXPIRED'])(
    'is refused to what is %s',
    async (status) => {
      const licence = await life.tracker.addLicence({ status });
      expect(await amend(licence, 1, { validTo: new Date('2099-01-01') })).toMatchObject({
        refusal: { kind: 'TransitionRefused', from: status },
      });
    },
  );

  it('is refused with what is wrong', async () => {
    const { licence, line } = await drawnLicence(life.tracker, ledger, 10, []);
    const wrong: [Partial<AmendmentInput>, object][] = [
      [units('999999', 1), { kind: 'InvalidReference', field: 'lines[0].lineId' }],
      [units(line, -1), { kind: 'InvalidQuantity', value: -1 }],
      [{ validTo: new Date('2020-01-01') }, { kind: 'InvalidPeriod', field: 'validTo' }],
      [
        { ...units(line, 5), effectiveAt: new Date('2099-01-01') },
        { kind: 'InvalidPeriod', field: 'effectiveAt' },
      ],
      [
        { parties: [{ role: 'END_USER', organisation: { name: 'Nobody' } }] },
        { kind: 'InvalidReference', field: 'parties[0].organisation' },
      ],
    ];
    for (const [more, refusal] of wrong) {
      expect(await amend(licence, 1, more)).toMatchObject({ refusal });
    }
    expect(await amend(licence, 2, units(line, 5))).toMatchObject({
      refusal: { kind: 'VersionStale', expected: 2, actual: 1 },
    });
    const input = { ...atVersion(licence, 1), reason: 'x', ...units(line, 5) };
    expect(await life.amendments.amend(viewerWith('ANALYST'), input)).toMatchObject({
      refusal: { kind: 'NotAuthorised', action: 'AMEND_LICENCE' },
    });
    await expect(amend(licence, 1, {})).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await one('select version from licence where id = $1', licence)).toEqual({ version: 1 });
  });

  it('may say that it holds since before, and not since before the one that it follows', async () => {
    const { licence, line } = await drawnLicence(life.tracker, ledger, 10, []);
    const effectiveAt = new Date('2026-01-01T00:00:00Z');
    expect(await amend(licence, 1, { ...units(line, 9), effectiveAt })).toMatchObject({ ok: true });
    const earlier = { ...units(line, 8), effectiveAt: new Date('2025-12-31T00:00:00Z') };
    expect(await amend(licence, 2, earlier)).toMatchObject({
      refusal: { kind: 'InvalidPeriod', from: effectiveAt.toISOString() },
    });
  });
});

describe('a revocation of lines', () => {
  it('leaves what is used, holds what is reserved, and the other lines as they are', async () => {
    const { licence, line } = await drawnLicence(life.tracker, ledger, 100, [40, 30], 1);
    await amend(licence, 1, { lines: [{ chip: { name: 'H20' }, authorisedUnits: 5 }] });
    const revoked = await life.amendments.revokeLines(life.authority, {
      ...about(licence, { expectedVersion: 2 }),
      lineIds: [encodeId('LicenceLine', line)],
    });
    expect(revoked).toMatchObject({ ok: true });
    expect(await lineRow(line)).toEqual({ authorised: 40, reserved: 0, used: 40 });
    expect(await one('select status, version from licence where id = $1', licence)).toEqual({
      status: 'ACTIVE',
      version: 3,
    });
    const elsewhere = { ...about(licence), lineIds: [encodeId('LicenceLine', '999999')] };
    expect(await life.amendments.revokeLines(life.authority, elsewhere)).toMatchObject({
      refusal: { kind: 'InvalidReference', field: 'lineIds[0]' },
    });
    const none = { ...about(licence), lineIds: [] };
    await expect(life.amendments.revokeLines(life.authority, none)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

it('amendments and reservations at once leave gapless versions and balances that add up', async () => {
  const { licence, line, orderLine } = await drawnLicence(life.tracker, ledger, 60, []);
  const reserve = async (turns: number) => {
    for (let turn = 0; turn < turns; turn++) {
      const asked = { kind: 'RESERVE' as const, orderLine, lines: [line], units: 7 };
      await ledger.decide([line], command(randomUUID(), asked));
    }
  };
  const change = async (turns: number, sizes: number[]) => {
    let made = 0;
    for (let turn = 0; turn < turns; turn++) {
      const row = (await one('select version from licence where id = $1', licence)) as {
        version: number;
      };
      const more = units(line, sizes[turn % sizes.length] ?? 0);
      made += Number((await amend(licence, row.version, more)).ok);
    }
    return made;
  };
  const made = await Promise.all([
    change(15, [20, 80]),
    change(15, [50, 10]),
    reserve(15),
    reserve(15),
  ]);
  const amended = (made[0] ?? 0) + (made[1] ?? 0);
  expect(amended).toBeGreaterThan(0);
  expect(await life.tracker.db.query(wrongLines)).toEqual([]);
  expect(
    await one(
      'select count(*)::integer, max(version) from licence_amendment where licence_id = $1',
      licence,
    ),
  ).toEqual({ count: amended, max: amended + 1 });
});
