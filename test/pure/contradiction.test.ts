import { describe, expect, it } from 'vitest';
import type { ClaimValue, Contention, Modality } from '../../server/src/evidence/claim.ts';
import { readClaimValue } from '../../server/src/evidence/claim-value.ts';
import { contradict } from '../../server/src/evidence/contradiction.ts';

const topic = {
  subjectType: 'ApprovalRound',
  subjectId: '1',
  predicate: 'AUTHORISED_UNITS' as const,
  chipId: '7',
  jurisdictionId: null,
  periodStart: null,
  periodEnd: null,
  asOf: null,
};

const claim = (
  value: ClaimValue,
  modality: Modality = 'ASSERTED',
  more: Partial<Contention> = {},
): Contention => ({
  ...topic,
  modality,
  value,
  ...more,
});

const units = (qualifier: string, ...[low, central, high]: (string | null)[]): ClaimValue =>
  ({
    kind: 'FIGURE',
    qualifier,
    low,
    central,
    high,
    boundKind: null,
    level: null,
    unit: 'chips',
  }) as ClaimValue;

const moreThan400k = units('MORE_THAN', '400000', null, null);
const said = (statement: string): ClaimValue => ({ kind: 'STATEMENT', statement });

describe('figures', () => {
  it.each([
    ['MORE_THAN 400000 and EXACT 400000', units('EXACT', null, '400000', null), true],
    ['MORE_THAN 400000 and EXACT 400000.5', units('EXACT', null, '400000.5', null), false],
    ['MORE_THAN 400000 and AT_MOST 400000', units('AT_MOST', null, null, '400000'), true],
    ['MORE_THAN 400000 and ABOUT 300000', units('ABOUT', null, '300000', null), true],
    ['MORE_THAN 400000 and ABOUT 390000', units('ABOUT', null, '390000', null), false],
    ['MORE_THAN 400000 and RANGE 1 to 2', units('RANGE', '1', null, '2'), true],
    ['MORE_THAN 400000 and RANGE 1 to 500000', units('RANGE', '1', null, '500000'), false],
    ['MORE_THAN 400000 and AT_LEAST 900000', units('AT_LEAST', '900000', null, null), false],
    ['MORE_THAN 400000 and UNKNOWN', units('UNKNOWN', null, null, null), false],
  ])('%s', (_, other, expected) => {
    expect(contradict(claim(moreThan400k), claim(other))).toBe(expected);
    expect(contradict(claim(other), claim(moreThan400k))).toBe(expected);
  });

  it('touching closed bounds agree, and the largest numbers are told apart', () => {
    expect(
      contradict(
        claim(units('AT_MOST', null, null, '5')),
        claim(units('AT_LEAST', '5', null, null)),
      ),
    ).toBe(false);
    const a = units('EXACT', null, '9007199254740990.999999', null);
    const b = units('EXACT', null, '9007199254740991', null);
    expect(contradict(claim(a), claim(b))).toBe(true);
  });

  it('says nothing across topics, units and days', () => {
    const few = units('AT_MOST', null, null, '10');
    for (const other of [
      { chipId: null },
      { predicate: 'STOCK_UNITS' as const },
      { periodStart: '2026-01-01' },
    ]) {
      expect(contradict(claim(moreThan400k), claim(few, 'ASSERTED', other))).toBe(false);
    }
    expect(contradict(claim(moreThan400k), claim({ ...few, unit: 'modules' } as ClaimValue))).toBe(
      false,
    );
    const on = (asOf: string | null) => ({ asOf });
    const early = claim(moreThan400k, 'ASSERTED', on('2026-01-28'));
    expect(contradict(early, claim(few, 'ASSERTED', on('2026-02-24')))).toBe(false);
    expect(contradict(early, claim(few, 'ASSERTED', on('2026-01-28')))).toBe(true);
    expect(contradict(early, claim(few))).toBe(true);
  });

  it('counts what is inferred, not what is considered', () => {
    const few = units('AT_MOST', null, null, '10');
    expect(contradict(claim(moreThan400k), claim(few, 'INFERRED'))).toBe(true);
    expect(contradict(claim(moreThan400k), claim(few, 'CONSIDERED'))).toBe(false);
    expect(contradict(claim(moreThan400k), claim(few, 'DENIED'))).toBe(false);
    expect(contradict(claim(moreThan400k), claim(moreThan400k, 'DENIED'))).toBe(true);
  });
});

describe('other values', () => {
  it('a denial contradicts the same words, however they are written', () => {
    const claimed = claim(said('Imports are not permitted.'));
    expect(contradict(claimed, claim(said('imports  are not permitted'), 'DENIED'))).toBe(true);
    expect(contradict(claimed, claim(said('Imports are permitted'), 'DENIED'))).toBe(false);
    expect(contradict(claimed, claim(said('Imports are permitted')))).toBe(false);
  });

  it('a denial contradicts the same organisation and the same date', () => {
    const body: ClaimValue = { kind: 'ORGANISATION', organisationId: '4' };
    const day: ClaimValue = { kind: 'DATE', date: '2026-01-13', precision: 'DAY' };
    expect(contradict(claim(body), claim(body, 'DENIED'))).toBe(true);
    expect(contradict(claim(day), claim(day, 'DENIED'))).toBe(true);
    expect(contradict(claim(day), claim({ ...day, precision: 'MONTH' }, 'DENIED'))).toBe(false);
  });
});

describe('readClaimValue', () => {
  const figure = (input: object) =>
    readClaimValue({ figure: { unit: 'chips', ...input } as never });

  it('writes an exact number as its own bounds', () => {
    expect(figure({ qualifier: 'EXACT', central: '5' })).toMatchObject({
      low: '5',
      central: '5',
      high: '5',
      boundKind: 'LIMIT',
    });
  });

  it('takes a floor, and credible bounds with their level', () => {
    expect(figure({ qualifier: 'MORE_THAN', low: '400000' })).toMatchObject({
      high: null,
      boundKind: 'LIMIT',
    });
    const credible = {
      qualifier: 'RANGE',
      low: '1',
      central: '2',
      high: '3',
      boundKind: 'CREDIBLE',
      level: '0.9',
    };
    expect(figure(credible)).toMatchObject(credible);
  });

  it('fills up what is not known of a date', () => {
    const date = new Date('2026-03-18T00:00:00Z');
    expect(readClaimValue({ date, datePrecision: 'MONTH' })).toEqual({
      kind: 'DATE',
      date: '2026-03-01',
      precision: 'MONTH',
    });
  });

  it.each([
    [{}, 'exactly one'],
    [{ statement: 'a', date: new Date() }, 'exactly one'],
    [{ statement: '  ' }, 'value.statement is blank'],
    [{ statement: 'a', datePrecision: 'DAY' as const }, 'datePrecision'],
  ])('refuses %j', (input, message) => {
    expect(() => readClaimValue(input)).toThrow(message);
  });

  it.each([
    [{ qualifier: 'MORE_THAN', central: '1' }, 'MORE_THAN takes low'],
    [{ qualifier: 'UNKNOWN', low: '1' }, 'UNKNOWN takes no number'],
    [{ qualifier: 'RANGE', low: '3', high: '2' }, 'order of size'],
    [{ qualifier: 'EXACT', low: '2', high: '3' }, 'one number'],
    [{ qualifier: 'AT_LEAST', low: '0.1234567' }, 'value.figure.low'],
    [{ qualifier: 'AT_LEAST', low: '9007199254740992' }, 'value.figure.low'],
    [{ qualifier: 'RANGE', low: '1', high: '2', boundKind: 'CREDIBLE' }, 'level'],
    [{ qualifier: 'RANGE', low: '1', high: '2', boundKind: 'CREDIBLE', level: '1' }, 'level'],
    [{ qualifier: 'ABOUT', central: '1', boundKind: 'LIMIT' }, 'boundKind'],
  ])('refuses the figure %j', (input, message) => {
    expect(() => figure(input)).toThrow(message);
  });
});
