import { describe, expect, test } from 'vitest';
import {
  type CrossingFacts,
  chooseShares,
  type Drawing,
  mayRelease,
} from '../../server/src/customs/crossing.ts';
import type { Direction, LicenceTerms } from '../../server/src/licences/eligibility.ts';

const terms = (direction: Direction, more: Partial<LicenceTerms> = {}): LicenceTerms => ({
  lineId: `${direction}-line`,
  licenceId: `${direction}-licence`,
  status: 'ACTIVE',
  direction,
  jurisdictionId: direction === 'EXPORT' ? 'us' : 'cn',
  validity: { validFrom: null, validTo: '2026-12-31' },
  licenseeId: null,
  destinationId: 'cn',
  parties: [],
  openConditions: [],
  chipId: 'h200',
  controlCode: null,
  ...more,
});

const drawing = (
  allocationId: string,
  reserved: number,
  more: Partial<LicenceTerms> = {},
): Drawing => ({
  allocationId,
  reserved,
  held: 0,
  terms: terms('IMPORT', more),
});

const facts = (more: Partial<CrossingFacts> = {}): CrossingFacts => ({
  direction: 'IMPORT',
  jurisdictionId: 'cn',
  vendorSeatId: 'us',
  draw: {
    buyerId: 'buyer',
    vendorId: 'vendor',
    chipId: 'h200',
    controlCodes: [],
    destinationId: 'cn',
    parties: [],
    days: ['2026-06-01'],
  },
  asked: 8,
  wanted: null,
  drawings: [drawing('a', 8)],
  ...more,
});

const exported = (units = 8, more: Partial<LicenceTerms> = {}, released = 0) => ({
  uses: [{ units, terms: terms('EXPORT', more) }],
  released,
});

const both = { EXPORT: true, IMPORT: true };

describe('the allocations to use', () => {
  test('are taken the oldest first, as many as are needed', () => {
    expect(chooseShares(facts({ drawings: [drawing('a', 5), drawing('b', 5)] }))).toEqual({
      ok: true,
      value: [
        { allocationId: 'a', licenceLineId: 'IMPORT-line', units: 5 },
        { allocationId: 'b', licenceLineId: 'IMPORT-line', units: 3 },
      ],
    });
  });

  test('are the one that was declared, where one was', () => {
    const drawings = [drawing('a', 8), drawing('b', 8)];
    expect(chooseShares(facts({ drawings, wanted: 'b' }))).toMatchObject({
      value: [{ allocationId: 'b', units: 8 }],
    });
    expect(chooseShares(facts({ drawings, wanted: 'c' }))).toMatchObject({
      refusal: { kind: 'AuthorisationMissing', directions: ['IMPORT'] },
    });
  });

  test.each<[string, Drawing, string]>([
    ['another chip', drawing('a', 8, { chipId: 'h20' }), 'AuthorisationMissing'],
    ['another destination', drawing('a', 8, { destinationId: 'jp' }), 'AuthorisationMissing'],
    ['another jurisdiction', drawing('a', 8, { jurisdictionId: 'jp' }), 'AuthorisationMissing'],
    [
      'another end user',
      drawing('a', 8, { parties: [{ role: 'END_USER', organisationId: 'other' }] }),
      'AuthorisationMissing',
    ],
    ['too few', drawing('a', 7), 'AuthorisationMissing'],
    ['a licence that ended', drawing('a', 8, { status: 'REVOKED' }), 'AuthorisationMissing'],
    ['a suspended licence', drawing('a', 8, { status: 'SUSPENDED' }), 'AllocationOnHold'],
    ['a hold', { ...drawing('a', 0), held: 8 }, 'AllocationOnHold'],
    [
      'a day too late',
      drawing('a', 8, { validity: { validFrom: null, validTo: '2026-05-31' } }),
      'OutsideValidity',
    ],
    ['an open condition', drawing('a', 8, { openConditions: ['1'] }), 'ConditionUnsatisfied'],
  ])('do not serve with %s', (_, each, kind) => {
    expect(chooseShares(facts({ drawings: [each] }))).toMatchObject({ refusal: { kind } });
  });

  test('of an export may be under the law of the exporter', () => {
    const taiwan = { direction: 'EXPORT', jurisdictionId: 'tw' } as const;
    const drawings = [{ ...drawing('a', 8), terms: terms('EXPORT') }];
    expect(chooseShares(facts({ ...taiwan, drawings })).ok).toBe(true);
    expect(chooseShares(facts({ ...taiwan, drawings, vendorSeatId: 'jp' })).ok).toBe(false);
  });
});

describe('a release for import', () => {
  test('needs a licence on the sides only that ask for one', () => {
    const nothing = { uses: [], released: 0 };
    const bare = facts({ drawings: [] });
    expect(mayRelease(bare, nothing, { EXPORT: false, IMPORT: false })).toEqual({
      ok: true,
      value: [],
    });
    expect(mayRelease(bare, nothing, { EXPORT: false, IMPORT: true })).toMatchObject({
      refusal: { directions: ['IMPORT'] },
    });
    expect(mayRelease(facts(), nothing, { EXPORT: false, IMPORT: true }).ok).toBe(true);
  });

  test('needs both sides', () => {
    expect(mayRelease(facts(), exported(), both).ok).toBe(true);
    expect(mayRelease(facts({ drawings: [] }), exported(), both)).toMatchObject({
      refusal: { directions: ['IMPORT'] },
    });
    expect(mayRelease(facts(), { uses: [], released: 0 }, both)).toMatchObject({
      refusal: { directions: ['EXPORT'] },
    });
    expect(mayRelease(facts({ drawings: [] }), { uses: [], released: 0 }, both)).toMatchObject({
      refusal: { directions: ['EXPORT', 'IMPORT'] },
    });
  });

  test('never exceeds what was exported', () => {
    expect(mayRelease(facts({ asked: 3 }), exported(8, {}, 5), both).ok).toBe(true);
    expect(mayRelease(facts({ asked: 3 }), exported(8, {}, 6), both).ok).toBe(false);
  });

  test.each<[string, Partial<LicenceTerms>, string | null]>([
    [
      'ended in time',
      { status: 'EXPIRED', validity: { validFrom: null, validTo: '2026-05-01' } },
      null,
    ],
    ['is used up', { status: 'EXHAUSTED' }, null],
    ['is suspended', { status: 'SUSPENDED' }, 'AllocationOnHold'],
    ['is revoked', { status: 'REVOKED' }, 'AuthorisationMissing'],
    ['is for another chip', { chipId: 'h20' }, 'AuthorisationMissing'],
  ])('with an export licence that %s', (_, more, kind) => {
    const result = mayRelease(facts(), exported(8, more), both);
    expect(result.ok ? null : result.refusal.kind).toBe(kind);
  });
});
