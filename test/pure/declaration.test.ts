import { describe, expect, test } from 'vitest';
import {
  type DeclarationFacts,
  type DeclarationStatus,
  declarationStatuses,
  declarationTransitions,
  givesBack,
  moveDeclaration,
} from '../../server/src/customs/declaration.ts';
import { needsLaboratoryTest } from '../../server/src/customs/laboratory-rule.ts';
import type { ShipmentStatus } from '../../server/src/customs/shipment.ts';
import { declareUnits, planUnits, releaseUnits } from '../../server/src/customs/unit-chain.ts';
import { reachable, terminal } from '../../server/src/kernel/transitions.ts';

const declaration = (
  status: DeclarationStatus,
  direction: 'EXPORT' | 'IMPORT',
  at: ShipmentStatus,
  released = 0,
): DeclarationFacts => ({
  status,
  version: 3,
  direction,
  released,
  shipment: { status: at, statusBeforeHold: null, version: 1 },
});

describe('the states of a declaration', () => {
  test('can all be reached, and five of them are final', () => {
    expect([...reachable(declarationTransitions, 'DRAFT')].sort()).toEqual(
      [...declarationStatuses].sort(),
    );
    expect(terminal(declarationTransitions, declarationStatuses)).toEqual([
      'REJECTED',
      'INVALIDATED',
      'REFUSED',
      'SEIZED',
      'DISCHARGED',
    ]);
  });

  test('are lodged by who declares and decided by the authority', () => {
    const who = new Map(declarationTransitions.map((way) => [way.to, way.who]));
    expect(who.get('LODGED')).toBe('DECLARANT');
    who.delete('LODGED');
    expect(new Set(who.values())).toEqual(new Set(['AUTHORITY']));
  });

  test.each<[DeclarationStatus, DeclarationStatus, 'EXPORT' | 'IMPORT', ShipmentStatus, boolean]>([
    ['LODGED', 'ACCEPTED', 'EXPORT', 'TESTED', true],
    ['LODGED', 'ACCEPTED', 'EXPORT', 'IN_TRANSIT', false],
    ['LODGED', 'ACCEPTED', 'IMPORT', 'IN_TRANSIT', true],
    ['LODGED', 'ACCEPTED', 'IMPORT', 'RETURNED', false],
    ['ACCEPTED', 'RELEASED', 'IMPORT', 'IN_TRANSIT', false],
    ['ACCEPTED', 'RELEASED', 'IMPORT', 'ARRIVED', true],
    ['ACCEPTED', 'RELEASED', 'EXPORT', 'EXPORT_CLEARED', true],
    ['ACCEPTED', 'INVALIDATED', 'EXPORT', 'EXPORT_CLEARED', true],
    ['ACCEPTED', 'INVALIDATED', 'EXPORT', 'IN_TRANSIT', false],
    ['HELD', 'REFUSED', 'EXPORT', 'IN_TRANSIT', false],
    ['HELD', 'REFUSED', 'IMPORT', 'ARRIVED', true],
    ['HELD', 'UNDER_CONTROL', 'IMPORT', 'ARRIVED', true],
    ['ACCEPTED', 'SEIZED', 'IMPORT', 'ARRIVED', false],
    ['LODGED', 'RELEASED', 'IMPORT', 'ARRIVED', false],
  ])('%s to %s of an %s of goods that are %s: %s', (from, to, direction, at, open) => {
    expect(moveDeclaration(declaration(from, direction, at), to).ok).toBe(open);
  });

  test('of what was released in part, nothing is invalidated', () => {
    const part = declaration('ACCEPTED', 'IMPORT', 'ARRIVED', 3);
    expect(moveDeclaration(part, 'INVALIDATED')).toMatchObject({
      refusal: { allowed: ['UNDER_CONTROL', 'HELD', 'RELEASED'] },
    });
    expect(declarationStatuses.filter(givesBack)).toEqual(['INVALIDATED', 'REFUSED']);
  });
});

describe('released is at most declared, shipped, ordered', () => {
  test('each count is bounded by the one before it', () => {
    expect(planUnits({ ordered: 8, planned: 5 }, 3)).toEqual({ ok: true, value: 8 });
    expect(planUnits({ ordered: 8, planned: 5 }, 4)).toMatchObject({
      refusal: { kind: 'QuantityOutOfOrder', asked: 4, limit: 3 },
    });
    expect(planUnits({ ordered: null, planned: 0 }, 1)).toMatchObject({ refusal: { limit: 0 } });
    expect(declareUnits({ shipped: 8, declared: 8 }, 1)).toMatchObject({ refusal: { limit: 0 } });
  });

  test('a release takes the first lines first, and all when no number is said', () => {
    const lines = [
      { units: 4, released: 1 },
      { units: 4, released: 0 },
    ];
    expect(releaseUnits(lines, 5)).toEqual({ ok: true, value: [3, 2] });
    expect(releaseUnits(lines, null)).toEqual({ ok: true, value: [3, 4] });
    expect(releaseUnits(lines, 8)).toMatchObject({ refusal: { asked: 8, limit: 7 } });
  });
});

describe('a laboratory test before export', () => {
  const facts = {
    jurisdiction: 'US',
    destination: 'CN',
    day: '2026-03-01',
    controlled: 'MET',
    codes: [],
  } as const;

  test('is needed of controlled chips from the United States to China since 15 January 2026', () => {
    expect(needsLaboratoryTest(facts)).toBe(true);
    expect(needsLaboratoryTest({ ...facts, day: '2026-01-14' })).toBe(false);
    expect(needsLaboratoryTest({ ...facts, jurisdiction: 'TW' })).toBe(false);
    expect(needsLaboratoryTest({ ...facts, destination: 'JP' })).toBe(false);
    expect(needsLaboratoryTest({ ...facts, controlled: 'NOT_MET' })).toBe(false);
  });

  test('is needed where it is not known that it is not', () => {
    expect(needsLaboratoryTest({ ...facts, controlled: 'UNKNOWN' })).toBe(true);
    expect(needsLaboratoryTest({ ...facts, destination: null })).toBe(true);
    expect(needsLaboratoryTest({ ...facts, controlled: 'NOT_MET', codes: ['3A090.b'] })).toBe(true);
    expect(needsLaboratoryTest({ ...facts, controlled: 'NOT_MET', codes: ['3A991'] })).toBe(false);
  });
});
