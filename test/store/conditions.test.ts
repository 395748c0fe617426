import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import type { ConditionDecided } from '../../server/src/licences/condition.service.ts';
import { openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

let tracker: Tracker;
let evidenceId: string;
beforeAll(async () => {
  tracker = await openTracker();
  const [report] = await tracker.db.query<{ id: string }>(
    `insert into source_report (publisher, title, published_at) values ('A laboratory', 'A test', '2026-03-01') returning id::text`,
  );
  evidenceId = encodeId('SourceReport', report?.id ?? '');
  await tracker.db.query(`insert into organisation (name, kind) values ('Acme', 'COMPANY')`);
});
afterAll(() => tracker.close());

const authority = viewerWith('AUTHORITY');
const key = () => ({ idempotencyKey: randomUUID() });
const asked = { kind: 'KYC', blocking: true, description: 'Name the users' };
const onLicence = (licence: string) => ({
  ...key(),
  ...asked,
  licenceId: encodeId('Licence', licence),
});

async function impose(input: Parameters<Tracker['conditions']['impose']>[1]): Promise<string> {
  const result = await tracker.conditions.impose(authority, input);
  expect(result).toMatchObject({ ok: true, value: { replayed: false } });
  return encodeId('Condition', (result as { value: ConditionDecided }).value.conditionId);
}

const satisfied = (conditionId: string) =>
  tracker.conditions.satisfy(authority, { ...key(), conditionId, evidenceId });

const licenceRow = async (id: string) =>
  (
    await tracker.db.query<{ status: string; version: number }>(
      'select status, version from licence where id = $1',
      [id],
    )
  )[0];

const eventsOf = async (licence: string) =>
  (
    await tracker.db.query<{ type: string; payload: object }>(
      'select type, payload from event where licence_id = $1 order by id',
      [licence],
    )
  ).map(({ type, payload }) => ({ type, ...payload }));

async function addRound(ordinal: number): Promise<string> {
  const [round] = await tracker.db.query<{ id: string }>(
    `insert into approval_round (name, jurisdiction_id, ordinal, status)
     select 'Round ' || $1::integer, id, $1, 'ANNOUNCED' from jurisdiction where code = 'CN' returning id::text`,
    [ordinal],
  );
  return round?.id ?? '';
}

describe('the last blocking condition', () => {
  it('approves its licence when it is satisfied or waived, in the same transaction', async () => {
    const licence = await tracker.addLicence({ status: 'CONDITIONALLY_APPROVED' });
    const first = await impose(onLicence(licence));
    const second = await impose(onLicence(licence));
    await impose({ ...onLicence(licence), blocking: false });
    await satisfied(first);
    expect(await licenceRow(licence)).toEqual({ status: 'CONDITIONALLY_APPROVED', version: 1 });
    const rings = tracker.rings();
    expect(
      await tracker.conditions.waive(authority, { ...key(), conditionId: second, reason: 'moot' }),
    ).toMatchObject({ ok: true });
    expect(tracker.rings()).toBe(rings + 1);
    expect(await licenceRow(licence)).toEqual({ status: 'APPROVED', version: 2 });
    expect((await eventsOf(licence)).slice(3)).toEqual([
      {
        type: 'CONDITION_SATISFIED',
        condition: first,
        statusBefore: 'CONDITIONALLY_APPROVED',
        statusAfter: 'CONDITIONALLY_APPROVED',
        version: 1,
      },
      {
        type: 'CONDITION_WAIVED',
        condition: second,
        reason: 'moot',
        statusBefore: 'CONDITIONALLY_APPROVED',
        statusAfter: 'APPROVED',
        version: 2,
      },
    ]);
  });

  it('of a round approves those of its licences that wait for nothing else', async () => {
    const round = await addRound(1);
    const [one, other] = [
      await tracker.addLicence({ status: 'CONDITIONALLY_APPROVED' }),
      await tracker.addLicence({ status: 'CONDITIONALLY_APPROVED' }),
    ] as [string, string];
    await tracker.db.query('update licence set approval_round_id = $1 where id in ($2, $3)', [
      ...[round, one, other],
    ]);
    const common = await impose({
      ...key(),
      ...asked,
      approvalRoundId: encodeId('ApprovalRound', round),
    });
    const own = await impose(onLicence(other));
    await satisfied(common);
    expect([await licenceRow(one), await licenceRow(other)]).toEqual([
      { status: 'APPROVED', version: 2 },
      { status: 'CONDITIONALLY_APPROVED', version: 1 },
    ]);
    await satisfied(own);
    expect(await licenceRow(other)).toEqual({ status: 'APPROVED', version: 2 });
  });

  it('approves once, however many settle at the same time', async () => {
    const licence = await tracker.addLicence({ status: 'CONDITIONALLY_APPROVED' });
    const conditions: string[] = [];
    for (let each = 0; each < 8; each++) conditions.push(await impose(onLicence(licence)));
    const results = await Promise.all(conditions.map(satisfied));
    for (const result of results) expect(result).toMatchObject({ ok: true });
    expect(await licenceRow(licence)).toEqual({ status: 'APPROVED', version: 2 });
    const events = await eventsOf(licence);
    expect(
      events.filter((event) => 'statusAfter' in event && event.statusAfter === 'APPROVED'),
    ).toHaveLength(1);
  });
});

describe('a condition', () => {
  it('keeps its evidence, can be breached and cured, and is over once waived', async () => {
    const licence = await tracker.addLicence();
    const conditionId = await impose({ ...onLicence(licence), owedBy: { name: 'Acme' } });
    const { conditions } = tracker;
    await satisfied(conditionId);
    expect(await satisfied(conditionId)).toMatchObject({
      refusal: {
        kind: 'TransitionRefused',
        from: 'SATISFIED',
        to: 'SATISFIED',
        allowed: ['BREACHED'],
      },
    });
    expect(await conditions.recordBreach(authority, { ...key(), conditionId })).toMatchObject({
      ok: true,
    });
    await satisfied(conditionId);
    await conditions.recordBreach(authority, { ...key(), conditionId });
    await conditions.waive(authority, { ...key(), conditionId });
    expect(await satisfied(conditionId)).toMatchObject({
      refusal: { from: 'WAIVED', allowed: [] },
    });
    const [row] = await tracker.db.query(
      `select licence_condition.status, evidence_id is not null as shown, name as debtor
       from licence_condition join organisation on organisation.id = owed_by_id where licence_id = $1`,
      [licence],
    );
    expect(row).toEqual({ status: 'WAIVED', shown: true, debtor: 'Acme' });
    // an active licence stays as it is
    expect(await licenceRow(licence)).toEqual({ status: 'ACTIVE', version: 1 });
  });

  it('is decided once for an idempotency key', async () => {
    const input = onLicence(await tracker.addLicence());
    const first = await tracker.conditions.impose(authority, input);
    const again = await tracker.conditions.impose(authority, input);
    expect(again).toEqual({
      ok: true,
      value: { ...(first as { value: ConditionDecided }).value, replayed: true },
    });
    expect(await tracker.conditions.impose(authority, { ...input, blocking: false })).toMatchObject(
      { refusal: { kind: 'IdempotencyConflict' } },
    );
  });

  it('is not put on a licence that has ended', async () => {
    const licence = await tracker.addLicence({ status: 'DENIED' });
    expect(await tracker.conditions.impose(authority, onLicence(licence))).toMatchObject({
      refusal: { kind: 'TransitionRefused', from: 'DENIED', allowed: [] },
    });
  });

  it('rests on what is there', async () => {
    const licence = await tracker.addLicence();
    const conditionId = await impose(onLicence(licence));
    const nothing = encodeId('SourceReport', '999999');
    expect(
      await tracker.conditions.satisfy(authority, { ...key(), conditionId, evidenceId: nothing }),
    ).toMatchObject({ refusal: { kind: 'InvalidReference', field: 'evidenceId', id: nothing } });
    expect(
      await tracker.conditions.impose(authority, { ...onLicence(licence), owedBy: { name: 'No' } }),
    ).toMatchObject({ refusal: { kind: 'InvalidReference', field: 'owedBy', id: 'No' } });
    const both = { ...onLicence(licence), approvalRoundId: encodeId('ApprovalRound', '1') };
    for (const input of [both, { ...key(), ...asked }]) {
      await expect(tracker.conditions.impose(authority, input)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
  });
});

describe('who may decide on a condition', () => {
  it('the authority of its jurisdiction and administrators', async () => {
    const conditionId = await impose(onLicence(await tracker.addLicence()));
    const { conditions } = tracker;
    const elsewhere = { ...authority, jurisdictions: ['US'] };
    for (const viewer of [viewerWith(), viewerWith('ANALYST', 'BUYER'), elsewhere]) {
      const input = { ...key(), conditionId, evidenceId };
      for (const [decided, action] of [
        [conditions.satisfy(viewer, input), 'SATISFY_CONDITION'],
        [conditions.waive(viewer, input), 'WAIVE_CONDITION'],
        [conditions.recordBreach(viewer, input), 'RECORD_CONDITION_BREACH'],
      ] as const) {
        expect(await decided).toMatchObject({ refusal: { kind: 'NotAuthorised', action } });
      }
    }
    const waived = await conditions.waive(viewerWith('ADMIN'), { ...key(), conditionId });
    expect(waived).toMatchObject({ ok: true });
  });

  it('nobody learns of one that they may not see', async () => {
    const licence = await tracker.addLicence({ published: false });
    const hidden = await impose(onLicence(licence));
    for (const conditionId of [hidden, encodeId('Condition', '999999')]) {
      expect(
        await tracker.conditions.waive(viewerWith('ANALYST'), { ...key(), conditionId }),
      ).toMatchObject({ refusal: { kind: 'ConditionNotFound', conditionId } });
    }
    expect(
      await tracker.conditions.impose(viewerWith('ANALYST'), onLicence(licence)),
    ).toMatchObject({ refusal: { kind: 'LicenceNotFound' } });
    const approvalRoundId = encodeId('ApprovalRound', '999999');
    expect(
      await tracker.conditions.impose(authority, { ...key(), ...asked, approvalRoundId }),
    ).toMatchObject({ refusal: { kind: 'ApprovalRoundNotFound', approvalRoundId } });
  });
});
