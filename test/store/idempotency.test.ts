import { afterAll, beforeAll, expect, it } from 'vitest';
import { about, openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

let tracker: Tracker;
beforeAll(async () => {
  tracker = await openTracker();
});
afterAll(() => tracker.close());

const authority = viewerWith('AUTHORITY');
const admin = viewerWith('ADMIN');

const eventsOf = async (licence: string) =>
  (await tracker.db.query('select id from event where licence_id = $1', [licence])).length;

it('the same request again gets the same answer and changes nothing', async () => {
  const licence = await tracker.addLicence();
  const decision = about(licence);
  const first = await tracker.licences.suspend(authority, decision);
  await tracker.licences.reinstate(authority, about(licence));
  const again = await tracker.licences.suspend(authority, { ...decision, expectedVersion: null });
  expect(first).toMatchObject({ ok: true, value: { replayed: false } });
  expect(again).toEqual({ ok: true, value: { ...(first.ok && first.value), replayed: true } });
  expect(await eventsOf(licence)).toBe(2);
});

it('a refusal of the rule is given again, although it would be granted now', async () => {
  const licence = await tracker.addLicence();
  const decision = about(licence);
  const first = await tracker.licences.reinstate(authority, decision);
  expect(first).toMatchObject({ refusal: { kind: 'TransitionRefused' } });
  await tracker.licences.suspend(authority, about(licence));
  expect(await tracker.licences.reinstate(authority, decision)).toEqual(first);
});

it('a refusal of the person is not kept', async () => {
  const licence = await tracker.addLicence();
  const decision = about(licence);
  const nobody = viewerWith();
  expect(await tracker.licences.suspend(nobody, decision)).toMatchObject({
    refusal: { kind: 'NotAuthorised' },
  });
  const promoted = { ...nobody, roles: ['ADMIN' as const] };
  expect(await tracker.licences.suspend(promoted, decision)).toMatchObject({ ok: true });
});

it('another request with the key is a conflict', async () => {
  const licence = await tracker.addLicence();
  const decision = about(licence);
  await tracker.licences.suspend(authority, decision);
  for (const other of [
    { ...decision, reason: 'another' },
    { ...decision, expectedVersion: 1 },
    { ...decision, licenceId: about(await tracker.addLicence()).licenceId },
  ]) {
    expect(await tracker.licences.suspend(authority, other)).toMatchObject({
      refusal: { kind: 'IdempotencyConflict', key: decision.idempotencyKey },
    });
  }
});

it('keys belong to a viewer and an operation', async () => {
  const licence = await tracker.addLicence();
  const decision = about(licence);
  expect(await tracker.licences.suspend(authority, decision)).toMatchObject({ ok: true });
  expect(await tracker.licences.reinstate(authority, decision)).toMatchObject({
    value: { replayed: false },
  });
  expect(await tracker.licences.suspend(admin, decision)).toMatchObject({
    value: { replayed: false },
  });
});

it('of twelve at once one acts and all get its answer', async () => {
  const licence = await tracker.addLicence();
  const decision = about(licence);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => tracker.licences.suspend(authority, decision)),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(answers.filter((answer) => answer.ok && !answer.value.replayed)).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer.ok && answer.value.eventId)).size).toBe(1);
  expect(await eventsOf(licence)).toBe(1);
});

it('of twelve at once with one key on twelve licences one acts and the others conflict', async () => {
  const licences = await Promise.all(Array.from({ length: 12 }, () => tracker.addLicence()));
  const idempotencyKey = 'one key';
  const answers = await Promise.all(
    licences.map((licence) =>
      tracker.licences.suspend(authority, about(licence, { idempotencyKey })),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(
    answers.filter((answer) => !answer.ok && answer.refusal.kind === 'IdempotencyConflict'),
  ).toHaveLength(11);
});

it('a fault in the middle leaves neither the change nor the key', async () => {
  const licence = await tracker.addLicence();
  const decision = about(licence);
  await tracker.db.query(
    `alter table event add constraint broken check (licence_id <> ${Number(licence)}) not valid`,
  );
  await expect(tracker.licences.suspend(authority, decision)).rejects.toThrow('broken');
  await tracker.db.query('alter table event drop constraint broken');
  expect(await eventsOf(licence)).toBe(0);
  expect(await tracker.licences.suspend(authority, decision)).toMatchObject({
    value: { replayed: false },
  });
});

it('a lost connection is UNAVAILABLE, and the next request works', async () => {
  const licence = await tracker.addLicence();
  const decision = about(licence);
  // Holds the licence, so that the decision is in the middle when its connection is cut.
  const holder = tracker.database.createQueryRunner();
  await holder.startTransaction();
  await holder.query('select from licence where id = $1 for update', [licence]);
  const deciding = tracker.licences.suspend(authority, decision);
  const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await expect.poll(() => tracker.db.query(waiting), { timeout: 10_000 }).toHaveLength(1);
  const failing = expect(deciding).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await tracker.db.query(`select pg_terminate_backend(pid) from (${waiting}) blocked`);
  await failing;
  await holder.rollbackTransaction();
  await holder.release();
  expect(await tracker.licences.suspend(authority, decision)).toMatchObject({
    value: { replayed: false },
  });
});
