import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import {
  application,
  atVersion,
  type LicenceLife,
  openLicenceLife,
} from '../support/licence-life.ts';
import { viewerWith } from '../support/tracker.ts';

let life: LicenceLife;
beforeAll(async () => {
  life = await openLicenceLife();
});
afterAll(() => life.tracker.close());

const row = async (licence: string) =>
  (
    await life.tracker.db.query(
      'select status, version, published, number from licence where id = $1',
      [licence],
    )
  )[0];

const typesOf = async (licence: string) =>
  (
    await life.tracker.db.query<{ type: string }>(
      'select type from event where licence_id = $1 order by id',
      [licence],
    )
  ).map(({ type }) => type);

describe('an application', () => {
  it('is written, handed in and taken back, unseen by others', async () => {
    const { applications, vendor } = life;
    const licence = await life.draft({
      parties: [{ role: 'END_USER', organisation: { name: 'Buyer' } }],
    });
    expect(await row(licence)).toEqual({
      status: 'DRAFT',
      version: 1,
      published: false,
      number: null,
    });
    const [line] = await life.tracker.db.query(
      'select requested_units, authorised_units from licence_line where licence_id = $1',
      [licence],
    );
    expect(line).toEqual({ requested_units: '1000', authorised_units: null });
    expect(await applications.submit(vendor, atVersion(licence, 2))).toMatchObject({
      refusal: { kind: 'VersionStale', expected: 2, actual: 1 },
    });
    expect(await applications.submit(vendor, atVersion(licence, 1))).toMatchObject({ ok: true });
    expect(await applications.submit(vendor, atVersion(licence, 2))).toMatchObject({
      refusal: { kind: 'TransitionRefused', from: 'SUBMITTED', allowed: ['WITHDRAWN'] },
    });
    expect(await applications.withdraw(vendor, atVersion(licence, 2))).toMatchObject({ ok: true });
    expect(await row(licence)).toMatchObject({ status: 'WITHDRAWN', version: 3, published: false });
    expect(await typesOf(licence)).toEqual([
      'LICENCE_DRAFTED',
      'LICENCE_SUBMITTED',
      'LICENCE_WITHDRAWN',
    ]);
  });

  it('is for who trades for its licensee, and nobody else learns of it', async () => {
    const { applications, vendor } = life;
    const others = [viewerWith('VENDOR'), viewerWith('ANALYST'), viewerWith()];
    for (const viewer of others) {
      expect(await applications.draft(viewer, application())).toMatchObject({
        refusal: { kind: 'NotAuthorised', action: 'DRAFT_LICENCE' },
      });
    }
    expect(
      await applications.draft(vendor, application({ licensee: { name: 'Buyer' } })),
    ).toMatchObject({ refusal: { kind: 'NotAuthorised' } });
    const licence = await life.draft();
    const missing = { ...atVersion('999999', 1) };
    for (const step of [atVersion(licence, 1), missing]) {
      expect(await applications.submit(viewerWith('ANALYST'), step)).toMatchObject({
        refusal: { kind: 'LicenceNotFound', licenceId: step.licence.id },
      });
    }
    expect(await applications.submit(life.authority, atVersion(licence, 1))).toMatchObject({
      refusal: { kind: 'NotAuthorised', action: 'SUBMIT_LICENCE' },
    });
  });

  it('gets its number from who may give one', async () => {
    const { applications, vendor } = life;
    expect(await applications.draft(vendor, application({ number: 'X-1' }))).toMatchObject({
      refusal: { kind: 'NotAuthorised', action: 'NUMBER_LICENCE' },
    });
    const admin = viewerWith('ADMIN');
    expect(await applications.draft(admin, application({ number: 'X-1' }))).toMatchObject({
      ok: true,
    });
    expect(await applications.draft(admin, application({ number: 'X-1' }))).toMatchObject({
      refusal: { kind: 'LicenceNumberTaken', number: 'X-1' },
    });
  });

  it.each([
    [
      { lines: [{ chip: { name: 'H999' }, authorisedUnits: 1 }] },
      'InvalidReference',
      'lines[0].chip',
    ],
    [
      { lines: [{ chip: { name: 'H200' }, authorisedUnits: 0 }] },
      'InvalidQuantity',
      'lines[0].authorisedUnits',
    ],
    [{ authority: { name: 'Buyer' } }, 'InvalidReference', 'authority'],
    [{ approvalRoundId: encodeId('ApprovalRound', '1') }, 'InvalidReference', 'approvalRoundId'],
    [
      { validFrom: new Date('2027-01-02'), validTo: new Date('2027-01-01') },
      'InvalidPeriod',
      'validTo',
    ],
  ])('is refused with what is wrong (%#)', async (more, kind, field) => {
    expect(await life.applications.draft(life.vendor, application(more))).toMatchObject({
      refusal: { kind, field },
    });
  });

  it.each([
    [{ lines: [] }],
    [{ lines: [{ authorisedUnits: 1 }] }],
    [{ lines: [{ chip: { name: 'H200' } }] }],
    [{ lines: [{ chip: { name: 'H200' }, licensedBy: 'VALUE' as const, authorisedUnits: 1 }] }],
    [{ lines: [{ controlCode: '3A 090', authorisedUnits: 1 }] }],
    [{ endUse: 'ai' }],
  ])('that cannot be read is a fault (%#)', async (more) => {
    await expect(life.applications.draft(life.vendor, application(more))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  it('is written once for an idempotency key', async () => {
    const input = application();
    const both = await Promise.all([
      life.applications.draft(life.vendor, input),
      life.applications.draft(life.vendor, input),
    ]);
    const made = both.map((each) => (each.ok ? each.value : undefined));
    expect(made[0]?.licenceId).toBe(made[1]?.licenceId);
    expect(made.map((each) => each?.replayed).sort()).toEqual([false, true]);
    const other = { ...input, endUse: 'RESEARCH' };
    expect(await life.applications.draft(life.vendor, other)).toMatchObject({
      refusal: { kind: 'IdempotencyConflict' },
    });
  });
});
