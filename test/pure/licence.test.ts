import { describe, expect, it } from 'vitest';
import {
  type LicenceState,
  type LicenceStatus,
  licenceStatuses,
  licenceTransitions,
  reinstate,
  revoke,
  suspend,
} from '../../server/src/licences/licence.ts';
import { reachable, terminal } from '../../server/src/kernel/transitions.ts';

const facts = { now: new Date('2026-02-01T00:00:00Z'), reason: 'because' };

const licence = (
  status: LicenceStatus,
  statusBeforeSuspension: LicenceStatus | null = null,
): LicenceState => ({ status, statusBeforeSuspension, statusReason: null, version: 3 });

describe('the table of licence transitions', () => {
  it('reaches every status from DRAFT', () => {
    expect([...reachable(licenceTransitions, 'DRAFT')].sort()).toEqual([...licenceStatuses].sort());
  });

  it('leaves five statuses never', () => {
    expect(terminal(licenceTransitions, licenceStatuses)).toEqual([
      'RETURNED',
      'DENIED',
      'REVOKED',
      'EXPIRED',
      'WITHDRAWN',
    ]);
  });

  it('lets every status that is not terminal end', () => {
    const ends = new Set<string>(terminal(licenceTransitions, licenceStatuses));
    for (const status of licenceStatuses) {
      expect(
        [...reachable(licenceTransitions, status)].some((to) => ends.has(to)),
        status,
      ).toBe(true);
    }
  });

  it('names no way twice', () => {
    const ways = licenceTransitions.map(({ from, to, who }) => `${from} ${to} ${who}`);
    expect(new Set(ways).size).toBe(ways.length);
  });
});

describe('suspend', () => {
  it.each(['APPROVED', 'CONDITIONALLY_APPROVED', 'ACTIVE'] as const)(
    'takes %s and remembers it',
    (status) => {
      expect(suspend(licence(status), facts)).toEqual({
        ok: true,
        value: {
          before: licence(status),
          after: {
            status: 'SUSPENDED',
            statusBeforeSuspension: status,
            statusReason: 'because',
            version: 4,
          },
          at: facts.now,
        },
      });
    },
  );

  it('refuses the other statuses with where they can go', () => {
    const refusals = licenceStatuses
      .filter((status) => !['APPROVED', 'CONDITIONALLY_APPROVED', 'ACTIVE'].includes(status))
      .map((status) => suspend(licence(status, status === 'SUSPENDED' ? 'ACTIVE' : null), facts));
    expect(refusals.every((refusal) => !refusal.ok)).toBe(true);
    expect(suspend(licence('EXHAUSTED'), facts)).toMatchObject({
      refusal: {
        kind: 'TransitionRefused',
        code: 'TRANSITION_REFUSED',
        from: 'EXHAUSTED',
        to: 'SUSPENDED',
        allowed: ['REVOKED'],
        message:
          'What is EXHAUSTED cannot become SUSPENDED: whoever decides this can only make it REVOKED.',
      },
    });
    expect(suspend(licence('REVOKED'), facts)).toMatchObject({
      refusal: {
        allowed: [],
        message: 'What is REVOKED cannot become SUSPENDED: whoever decides this cannot change it.',
      },
    });
  });
});

describe('reinstate', () => {
  it.each(['APPROVED', 'CONDITIONALLY_APPROVED', 'ACTIVE'] as const)('returns to %s', (status) => {
    expect(reinstate(licence('SUSPENDED', status), facts)).toMatchObject({
      value: { after: { status, statusBeforeSuspension: null, version: 4 } },
    });
  });

  it('refuses what is not suspended, without offering what it refuses', () => {
    expect(reinstate(licence('APPROVED'), facts)).toMatchObject({
      refusal: {
        from: 'APPROVED',
        to: 'APPROVED',
        allowed: ['ACTIVE', 'SUSPENDED', 'REVOKED'],
        message:
          'It is APPROVED already: whoever decides this can only make it ACTIVE or SUSPENDED or REVOKED.',
      },
    });
    for (const status of licenceStatuses.filter((each) => each !== 'SUSPENDED')) {
      const answer = reinstate(licence(status), facts);
      expect(!answer.ok && answer.refusal.allowed).not.toContain(!answer.ok && answer.refusal.to);
    }
  });

  it('refuses what is suspended again with the way back', () => {
    expect(suspend(licence('SUSPENDED', 'APPROVED'), facts)).toMatchObject({
      refusal: { allowed: ['APPROVED', 'REVOKED'] },
    });
  });
});

it('revokes from five statuses', () => {
  const from = licenceStatuses.filter(
    (status) => revoke(licence(status, status === 'SUSPENDED' ? 'ACTIVE' : null), facts).ok,
  );
  expect(from).toEqual(['APPROVED', 'CONDITIONALLY_APPROVED', 'ACTIVE', 'SUSPENDED', 'EXHAUSTED']);
});
