import { describe, expect, test } from 'vitest';
import { assessControl } from '../../server/src/chips/classification.ts';
import { checkCompliance, rules } from '../../server/src/compliance/check.ts';
import { ruleNames } from '../../server/src/compliance/rule-result.ts';
import {
  bar,
  type Change,
  candidate,
  changed,
  cn,
  jp,
  clearFacts,
  ruleOf,
  us,
  vendor,
} from '../support/compliance-facts.ts';

const check = (change: Change = {}) => checkCompliance(changed(change));

test('every rule is answered, in its order, and the line with nothing in the way is clear', () => {
  const answer = check();
  expect(rules.map(({ rule }) => rule)).toEqual([...ruleNames]);
  expect(answer.rules.map(({ rule }) => rule)).toEqual([...ruleNames]);
  expect(answer.rules.filter(({ verdict }) => verdict !== 'CLEAR')).toEqual([]);
  expect(answer).toMatchObject({
    verdict: 'CLEAR',
    authorisation: 'LICENCE',
    licenceCandidates: [
      {
        jurisdictionId: us.id,
        direction: 'EXPORT',
        candidates: [{ available: 100, serves: true }],
      },
      {
        jurisdictionId: cn.id,
        direction: 'IMPORT',
        candidates: [{ available: 100, serves: true }],
      },
    ],
  });
});

describe('whether an authorisation is needed', () => {
  const slow = assessControl({ ...clearFacts.chip.figures, tpp: 1_000, performanceDensity: 1 });
  const own = { buyer: vendor, parties: [] };
  const notice = { jurisdictionId: '1', code: '4A003', basis: 'NOTICE' };
  const embargoed = { id: '9', code: 'XX', groups: ['E:1'] };
  const excepted = candidate('EXPORT', '100', { licence: { type: 'EXCEPTION' } });
  const restrictions = [
    { ...bar, procedure: 'EXPORT' as const, jurisdiction: 'US', licensable: true },
  ];

  test.each<[string, Change, string | null]>([
    ['a controlled chip to a D:5 country', {}, 'LICENCE'],
    ['one that stays at home', { line: { destination: us, ...own } }, 'NOT_REQUIRED'],
    ['one for a partner', { line: { destination: jp, ...own } }, 'NOT_REQUIRED'],
    ['one for who has its seat in China, anywhere', { line: { destination: jp } }, 'LICENCE'],
    ['one under the thresholds', { chip: { assessment: slow } }, 'NOT_REQUIRED'],
    ['one that a notice names', { chip: { assessment: slow, codes: [notice] } }, 'LICENCE'],
    ['one limited by name', { chip: { assessment: slow }, restrictions }, 'LICENCE'],
    ['an embargoed destination', { line: { destination: embargoed } }, 'PROHIBITED'],
    ['a destination that is not known', { line: { destination: null } }, null],
    ['an origin without known rules', { line: { origin: jp }, chip: { vendor: null } }, null],
    ['one that an exception covers', { candidates: [excepted] }, 'EXCEPTION'],
  ])('%s', (_, change, authorisation) => {
    expect(check(change).authorisation).toBe(authorisation);
  });

  test('no figures, no classification: unknown, and says what is missing', () => {
    const figures = { ...clearFacts.chip.figures, tpp: null, performanceDensity: null };
    const change = { chip: { figures, assessment: assessControl(figures) } };
    expect(check(change)).toMatchObject({ authorisation: null, verdict: 'UNKNOWN' });
    const classification = ruleOf('CLASSIFICATION', change);
    expect(classification).toMatchObject({ verdict: 'UNKNOWN', owedBy: { name: 'Vendor' } });
    expect(classification?.missing).toContain('tpp of H200.');
  });

  test('how an application is reviewed: case by case under both limits, direct from home', () => {
    const review = (change: Change) => ruleOf('AUTHORISATION', change)?.inputs.review;
    const fast = assessControl({ ...clearFacts.chip.figures, tpp: 36_000 });
    expect(review({})).toBe('CASE_BY_CASE');
    expect(review({ chip: { assessment: fast } })).toBe('PRESUMPTION_OF_DENIAL');
    expect(review({ line: { origin: jp } })).toBe('PRESUMPTION_OF_DENIAL');
  });
});

test('of licences that serve the one that ends first is taken, of depleted ones the next', () => {
  const of = (id: string, validTo: string, reserved = 0) =>
    candidate('EXPORT', id, { licence: { validTo }, line: { reserved } });
  const late = of('103', '2027-06-30');
  const depleted = of('101', '2027-01-31', 95);
  const candidates = [late, of('102', '2027-03-31'), depleted, candidate('IMPORT')];
  const [list] = check({ candidates }).licenceCandidates;
  expect(list?.candidates.map(({ licenceId, serves }) => [licenceId, serves])).toEqual([
    ['102', true],
    ['103', true],
    ['101', false],
  ]);
  const reason = expect.stringContaining('5 left');
  expect(list?.candidates[2]).toMatchObject({ available: 5, reason });
});

test('a licence counted by value has the chips left that its value buys', () => {
  const value = { authorised: '1000.00', reserved: '0.00', used: '0.00' };
  const line = {
    licensedBy: 'VALUE',
    authorised: null,
    value: { ...value, tolerance: '0.0000', currency: 'USD' },
  } as const;
  const candidates = [candidate('EXPORT', '100', { line }), candidate('IMPORT')];
  const priced = (amount: string, currency = 'USD') =>
    check({ candidates, line: { unitValue: { amount, currency } } }).licenceCandidates[0];
  expect(priced('100')?.candidates).toMatchObject([{ available: 10, serves: true }]);
  expect(priced('200')?.candidates).toMatchObject([{ available: 5, serves: false }]);
  expect(priced('100', 'EUR')?.candidates).toMatchObject([{ available: null, serves: false }]);
});

test('a licence for a control classification covers the chips that fall under it', () => {
  const line = { chipId: null, controlCode: '3A090' };
  const candidates = [candidate('EXPORT', '100', { line }), candidate('IMPORT')];
  expect(check({ candidates }).verdict).toBe('CLEAR');
  const other = [candidate('EXPORT', '100', { line: { ...line, controlCode: '4A003' } })];
  expect(ruleOf('EXPORT_AUTHORISATION', { candidates: other })?.verdict).toBe('HOLD');
});

test('country groups are shown as they are known', () => {
  const { inputs } = ruleOf('AUTHORISATION', {}) ?? {};
  expect(inputs).toMatchObject({ destination: 'CN', countryGroups: cn.groups });
});
