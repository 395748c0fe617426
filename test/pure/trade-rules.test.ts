import { describe, expect, it } from 'vitest';
import type { FigureValue } from '../../server/src/evidence/claim.ts';
import type { FigureInput } from '../../server/src/evidence/claim-value.ts';
import { Fault } from '../../server/src/kernel/fault.ts';
import { type Transition, reachable, terminal } from '../../server/src/kernel/transitions.ts';
import {
  moveRound,
  roundStatuses,
  roundTransitions,
} from '../../server/src/licences/approval-round.ts';
import {
  enforce,
  lift,
  type RestrictionState,
  restrictionStatuses,
  restrictionTransitions,
} from '../../server/src/licences/restriction.ts';
import {
  readRuleFigure,
  settledShare,
  settledUnits,
} from '../../server/src/licences/settled-figure.ts';
import { ruleStatuses, ruleTransitions, settleRule } from '../../server/src/licences/trade-rule.ts';
import {
  type ScreeningResult,
  overrideMatch,
  screeningResults,
  screeningTransitions,
} from '../../server/src/organisations/screening.ts';

/** Reaches every state from those it can begin in, and ends in one. */
function isSound<State extends string, Facts>(
  table: readonly Transition<State, 'AUTHORITY', Facts>[],
  states: readonly State[],
  { from, ends }: { from: readonly State[]; ends: readonly State[] },
): void {
  const found = new Set(from.flatMap((start) => [...reachable(table, start)]));
  expect([...found].sort()).toEqual([...states].sort());
  expect(terminal(table, states)).toEqual(ends);
}

describe('the life of an approval round', () => {
  it('begins as expected or announced and ends closed', () => {
    isSound(roundTransitions, roundStatuses, {
      from: ['EXPECTED', 'ANNOUNCED'],
      ends: ['CLOSED'],
    });
  });

  it('refuses every step that the table does not have, and says which it has', () => {
    for (const from of roundStatuses) {
      for (const to of roundStatuses) {
        const open = roundTransitions.some((way) => way.from === from && way.to === to);
        expect(moveRound(from, to).ok, `${from} to ${to}`).toBe(open);
      }
    }
    expect(moveRound('ANNOUNCED', 'ANNOUNCED')).toMatchObject({
      refusal: { kind: 'TransitionRefused', allowed: ['CLOSED'] },
    });
  });
});

describe('the life of a restriction', () => {
  const at = (
    status: RestrictionState['status'],
    inForceFrom: string | null = null,
  ): RestrictionState => ({ status, inForceFrom, liftedAt: null });
  const days = { from: null, today: '2026-03-18' };

  it('begins as reported and ends lifted', () => {
    isSound(restrictionTransitions, restrictionStatuses, { from: ['REPORTED'], ends: ['LIFTED'] });
  });

  it('takes the day that is given, then the one that was reported, then today', () => {
    const inForce = (state: RestrictionState, from: string | null) =>
      enforce(state, { ...days, from });
    expect(inForce(at('REPORTED', '2026-01-14'), '2026-02-01')).toMatchObject({
      value: { status: 'IN_FORCE', inForceFrom: '2026-02-01' },
    });
    expect(inForce(at('REPORTED', '2026-01-14'), null)).toMatchObject({
      value: { inForceFrom: '2026-01-14' },
    });
    expect(inForce(at('REPORTED'), null)).toMatchObject({ value: { inForceFrom: '2026-03-18' } });
    expect(lift(at('REPORTED'), days)).toMatchObject({
      value: { status: 'LIFTED', inForceFrom: null, liftedAt: '2026-03-18' },
    });
  });

  it('does not end before it began, and not twice', () => {
    expect(lift(at('IN_FORCE', '2026-03-19'), days)).toMatchObject({
      refusal: { kind: 'InvalidPeriod', field: 'from', from: '2026-03-19', to: '2026-03-18' },
    });
    expect(lift(at('IN_FORCE', '2026-03-18'), days)).toMatchObject({ ok: true });
    for (const again of [enforce(at('LIFTED'), days), lift(at('LIFTED'), days)]) {
      expect(again).toMatchObject({ refusal: { kind: 'TransitionRefused', allowed: [] } });
    }
    expect(enforce(at('IN_FORCE'), days)).toMatchObject({ refusal: { allowed: ['LIFTED'] } });
  });
});

describe('the life of a sourcing rule or a volume cap', () => {
  const state = (status: (typeof ruleStatuses)[number], from = null as string | null) => ({
    status,
    effective: { from, to: null as string | null },
  });

  it('begins as reported and ends lifted', () => {
    isSound(ruleTransitions, ruleStatuses, { from: ['REPORTED'], ends: ['LIFTED'] });
  });

  it('refuses every step that the table does not have', () => {
    for (const from of ruleStatuses) {
      for (const to of ruleStatuses) {
        const open = ruleTransitions.some((way) => way.from === from && way.to === to);
        expect(settleRule(state(from), state(to), true).ok, `${from} to ${to}`).toBe(open);
      }
    }
  });

  it('stays where it is only when something else of it is settled', () => {
    expect(settleRule(state('IN_FORCE'), state('IN_FORCE'), false)).toMatchObject({
      refusal: { kind: 'TransitionRefused', from: 'IN_FORCE', allowed: ['LIFTED'] },
    });
    expect(settleRule(state('IN_FORCE'), state('IN_FORCE'), true)).toMatchObject({ ok: true });
    expect(settleRule(state('IN_FORCE'), state('IN_FORCE', '2027-01-01'), false)).toMatchObject({
      value: { effective: { from: '2027-01-01', to: null } },
    });
  });

  it('keeps the days that are not given, and does not end before it begins', () => {
    const holds = { status: 'IN_FORCE', effective: { from: '2026-01-15', to: null } } as const;
    const end = (to: string) =>
      settleRule(holds, { status: 'LIFTED', effective: { from: null, to } }, false);
    expect(end('2026-06-30')).toEqual({
      ok: true,
      value: { status: 'LIFTED', effective: { from: '2026-01-15', to: '2026-06-30' } },
    });
    expect(end('2026-01-14')).toMatchObject({
      refusal: {
        kind: 'InvalidPeriod',
        field: 'effectiveTo',
        from: '2026-01-15',
        to: '2026-01-14',
      },
    });
  });
});

describe('the figure of a rule', () => {
  const exact = (central: string, unit: string): FigureValue => {
    const read = readRuleFigure('DOMESTIC_RATIO', { qualifier: 'EXACT', central, unit });
    if (!read) throw new Error('a figure that is given is read');
    return read;
  };
  const inputFault = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      if (error instanceof Fault && error.code === 'BAD_USER_INPUT') return error.message;
      throw error;
    }
    throw new Error('nothing was thrown');
  };

  it('is a share of one, whatever it is told in', () => {
    expect(settledShare(exact('0.3', 'ratio'))).toBe('0.300000');
    expect(settledShare(exact('2', 'chips per chip'))).toBe('2.000000');
    expect(settledShare(exact('12.5', 'percent'))).toBe('0.125000');
    expect(settledShare(exact('0.0001', 'percent'))).toBe('0.000001');
    expect(settledShare(exact('999999.999999', 'ratio'))).toBe('999999.999999');
    for (const [central, unit] of [
      ['0.00001', 'percent'],
      ['1000000', 'ratio'],
    ] as const) {
      expect(inputFault(() => settledShare(exact(central, unit)))).toContain('6 decimals');
    }
    expect(inputFault(() => settledShare(exact('-1', 'ratio')))).toContain('EXACT');
  });

  it('counts whole chips', () => {
    const chips = (central: string) =>
      readRuleFigure('DOMESTIC_QUOTA', { qualifier: 'EXACT', central, unit: 'chips' });
    expect(settledUnits(chips('9007199254740991') as FigureValue)).toBe(9007199254740991);
    expect(inputFault(() => settledUnits(chips('0.5') as FigureValue))).toContain('whole');
  });

  it('is exact where no source vouches for it, and in a unit of its own', () => {
    const figure: FigureInput = { qualifier: 'ABOUT', central: '0.3', unit: 'ratio' };
    const about = readRuleFigure('DOMESTIC_RATIO', figure);
    expect(inputFault(() => settledShare(about as FigureValue))).toContain('EXACT');
    expect(inputFault(() => readRuleFigure('DOMESTIC_QUOTA', figure))).toContain('figure.unit');
    expect(readRuleFigure('DOMESTIC_QUOTA', null)).toBeNull();
  });
});

describe('the life of a screening', () => {
  it('ends with an override, which only a match takes', () => {
    isSound<ScreeningResult, null>(screeningTransitions, screeningResults, {
      from: ['CLEAR', 'POTENTIAL_MATCH', 'CONFIRMED'],
      ends: ['CLEAR', 'OVERRIDDEN'],
    });
    const open = screeningResults.filter((result) => overrideMatch(result).ok);
    expect(open).toEqual(['POTENTIAL_MATCH', 'CONFIRMED']);
    expect(overrideMatch('CLEAR')).toMatchObject({ refusal: { from: 'CLEAR', allowed: [] } });
  });
});
