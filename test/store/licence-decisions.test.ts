import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LicenceDecided } from '../../server/src/licences/licence.service.ts';
import { licenceStatuses, licenceTransitions } from '../../server/src/licences/licence.ts';
import { terminal } from '../../server/src/kernel/transitions.ts';
import { about, openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

let tracker: Tracker;
beforeAll(async () => {
  tracker = await openTracker();
});
afterAll(() => tracker.close());

const authority = viewerWith('AUTHORITY');

const row = async (licence: string) =>
  (
    await tracker.db.query(
      'select status, status_before_suspension, status_reason, version from licence where id = $1',
      [licence],
    )
  )[0];

const eventsOf = (licence: string) =>
  tracker.db.query<{ id: string; type: string; actor: string; payload: Record<string, unknown> }>(
    'select id::text, type, actor, payload from event where licence_id = $1 order by event.id',
    [licence],
  );

describe('a decision', () => {
  it('changes the licence, keeps what was before and writes the event', async () => {
    const licence = await tracker.addLicence({ status: 'CONDITIONALLY_APPROVED' });
    const rings = tracker.rings();
    const suspended = await tracker.licences.suspend(authority, about(licence));
    expect(suspended).toMatchObject({ ok: true, value: { licenceId: licence, replayed: false } });
    expect(await row(licence)).toEqual({
      status: 'SUSPENDED',
      status_before_suspension: 'CONDITIONALLY_APPROVED',
      status_reason: 'end use in doubt',
      version: 2,
    });
    const back = await tracker.licences.reinstate(
      authority,
      about(licence, { reason: ' cleared ' }),
    );
    expect(await row(licence)).toMatchObject({
      status: 'CONDITIONALLY_APPROVED',
      status_before_suspension: null,
      version: 3,
    });
    await tracker.licences.revoke(authority, about(licence, { reason: 'over' }));
    expect(tracker.rings()).toBe(rings + 3);

    const events = await eventsOf(licence);
    expect(events.map(({ type }) => type)).toEqual([
      'LICENCE_SUSPENDED',
      'LICENCE_REINSTATED',
      'LICENCE_REVOKED',
    ]);
    expect(events[1]).toEqual({
      id: (back as { value: LicenceDecided }).value.eventId,
      type: 'LICENCE_REINSTATED',
      actor: 'key:authority',
      payload: {
        statusBefore: 'SUSPENDED',
        statusAfter: 'CONDITIONALLY_APPROVED',
        version: 3,
        reason: 'cleared',
      },
    });
    const amendments = await tracker.db.query(
      'select version, reason, changes from licence_amendment where licence_id = $1 order by version',
      [licence],
    );
    expect(amendments).toHaveLength(3);
    expect(amendments[0]).toEqual({
      version: 2,
      reason: 'end use in doubt',
      changes: [
        { field: 'status', before: 'CONDITIONALLY_APPROVED', after: 'SUSPENDED' },
        { field: 'statusReason', before: null, after: 'end use in doubt' },
      ],
    });
  });

  it('is refused from a status that does not lead there, and writes nothing', async () => {
    const licence = await tracker.addLicence({ status: 'EXHAUSTED' });
    expect(await tracker.licences.suspend(authority, about(licence))).toMatchObject({
      ok: false,
      refusal: { kind: 'TransitionRefused', from: 'EXHAUSTED', to: 'SUSPENDED' },
    });
    expect(await row(licence)).toMatchObject({ status: 'EXHAUSTED', version: 1 });
    expect(await eventsOf(licence)).toEqual([]);
  });

  it('is made for a version, where one is given', async () => {
    const licence = await tracker.addLicence();
    expect(
      await tracker.licences.suspend(authority, about(licence, { expectedVersion: 2 })),
    ).toMatchObject({ refusal: { kind: 'VersionStale', expected: 2, actual: 1 } });
    expect(
      await tracker.licences.suspend(authority, about(licence, { expectedVersion: 1 })),
    ).toMatchObject({ ok: true });
  });
});

describe('who may decide', () => {
  it('the authority of the jurisdiction and administrators', async () => {
    const licence = await tracker.addLicence();
    const elsewhere = { ...authority, jurisdictions: ['US'] };
    for (const viewer of [viewerWith(), viewerWith('ANALYST', 'BUYER'), elsewhere]) {
      expect(await tracker.licences.suspend(viewer, about(licence))).toMatchObject({
        refusal: { kind: 'NotAuthorised', action: 'SUSPEND_LICENCE' },
      });
    }
    expect(await tracker.licences.suspend(viewerWith('ADMIN'), about(licence))).toMatchObject({
      ok: true,
    });
  });

  it('nobody learns of a licence that they may not see', async () => {
    const hidden = about(await tracker.addLicence({ published: false }));
    const missing = about('999999999');
    for (const decision of [hidden, missing]) {
      expect(await tracker.licences.suspend(viewerWith('ANALYST'), decision)).toEqual({
        ok: false,
        refusal: {
          kind: 'LicenceNotFound',
          code: 'LICENCE_NOT_FOUND',
          message: 'There is no such licence that you can see: take the id from an answer.',
          licenceId: decision.licenceId,
        },
      });
    }
    expect(await tracker.licences.suspend(authority, hidden)).toMatchObject({ ok: true });
  });
});

describe('what cannot be read', () => {
  it.each([
    [{ licenceId: 'rubbish' }, 'MALFORMED_ID'],
    [{ licenceId: Buffer.from('Chip:1').toString('base64url') }, 'MALFORMED_ID'],
    [{ reason: ' ' }, 'BAD_USER_INPUT'],
    [{ reason: 'x'.repeat(2001) }, 'BAD_USER_INPUT'],
    [{ reason: 'a\u0000b' }, 'BAD_USER_INPUT'],
    [{ idempotencyKey: '' }, 'BAD_USER_INPUT'],
    [{ idempotencyKey: 'x'.repeat(201) }, 'BAD_USER_INPUT'],
  ])('is a fault (%#)', async (input, code) => {
    const decision = { ...about(await tracker.addLicence()), ...input };
    await expect(tracker.licences.suspend(authority, decision)).rejects.toMatchObject({ code });
  });
});

it('the database itself keeps terminal statuses, the same that the table has', async () => {
  const terminals = new Set<string>(terminal(licenceTransitions, licenceStatuses));
  for (const status of licenceStatuses.filter((each) => each !== 'SUSPENDED')) {
    const licence = await tracker.addLicence({ status });
    const other = status === 'DRAFT' ? 'SUBMITTED' : 'DRAFT';
    const leaving = tracker.db.query('update licence set status = $2 where id = $1', [
      licence,
      other,
    ]);
    if (terminals.has(status)) await expect(leaving).rejects.toMatchObject({ code: 'CN002' });
    else await leaving;
  }
});

it('eight writers on one licence leave gapless versions and a log that replays', async () => {
  const licence = await tracker.addLicence();
  const turns = 25;
  const write = async (): Promise<number> => {
    let done = 0;
    for (let turn = 0; turn < turns; turn++) {
      const suspending = await tracker.licences.suspend(authority, about(licence));
      const reinstating = await tracker.licences.reinstate(authority, about(licence));
      done += Number(suspending.ok) + Number(reinstating.ok);
    }
    return done;
  };
  const done = (await Promise.all(Array.from({ length: 8 }, write))).reduce((a, b) => a + b);

  expect(done).toBeGreaterThan(0);
  const events = await eventsOf(licence);
  let replayed = { status: 'ACTIVE', version: 1 };
  for (const { payload } of events) {
    expect(payload).toMatchObject({ statusBefore: replayed.status, version: replayed.version + 1 });
    replayed = { status: String(payload.statusAfter), version: Number(payload.version) };
  }
  expect(events).toHaveLength(done);
  expect(await row(licence)).toMatchObject(replayed);
  const [amendments] = await tracker.db.query(
    'select count(*)::integer, min(version), max(version) from licence_amendment where licence_id = $1',
    [licence],
  );
  expect(amendments).toEqual({ count: done, min: 2, max: done + 1 });
});
