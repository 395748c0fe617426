import { describe, expect, it } from 'vitest';
import { reachable, terminal } from '../../server/src/kernel/transitions.ts';
import {
  type ConditionStatus,
  conditionStatuses,
  conditionTransitions,
  moveCondition,
} from '../../server/src/licences/condition.ts';
import { approveWhenSettled, isFinal, licenceStatuses } from '../../server/src/licences/licence.ts';

describe('the life of a condition', () => {
  it('reaches every status from where conditions begin, and ends in a waiver only', () => {
    const found = new Set<ConditionStatus>([
      ...reachable<ConditionStatus, 'AUTHORITY', null>(conditionTransitions, 'UNDER_NEGOTIATION'),
      ...reachable<ConditionStatus, 'AUTHORITY', null>(conditionTransitions, 'PENDING'),
    ]);
    expect([...found].sort()).toEqual([...conditionStatuses].sort());
    expect(
      terminal<ConditionStatus, 'AUTHORITY', null>(conditionTransitions, conditionStatuses),
    ).toEqual(['WAIVED']);
  });

  it('refuses every step that the table does not have, and says which it has', () => {
    for (const from of conditionStatuses) {
      for (const to of conditionStatuses) {
        const open = conditionTransitions.some((way) => way.from === from && way.to === to);
        const moved = moveCondition(from, to);
        expect(moved.ok, `${from} to ${to}`).toBe(open);
      }
    }
    expect(moveCondition('PENDING', 'UNDER_NEGOTIATION')).toMatchObject({
      refusal: { from: 'PENDING', allowed: ['SATISFIED', 'WAIVED', 'BREACHED'] },
    });
  });
});

describe('an approval under conditions', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  const licence = (status: (typeof licenceStatuses)[number]) => ({
    status,
    statusBeforeSuspension: null,
    statusReason: null,
    version: 3,
  });

  it('is an approval once nothing blocks, and only then', () => {
    const waiting = licence('CONDITIONALLY_APPROVED');
    expect(approveWhenSettled(waiting, { now, open: true })).toBeUndefined();
    expect(approveWhenSettled(waiting, { now, open: false })).toMatchObject({
      at: now,
      after: { status: 'APPROVED', version: 4 },
    });
    for (const status of licenceStatuses.filter((each) => each !== 'CONDITIONALLY_APPROVED')) {
      expect(approveWhenSettled(licence(status), { now, open: false }), status).toBeUndefined();
    }
  });

  it('knows which statuses are final', () => {
    expect(licenceStatuses.filter(isFinal)).toEqual([
      'RETURNED',
      'DENIED',
      'REVOKED',
      'EXPIRED',
      'WITHDRAWN',
    ]);
  });
});
