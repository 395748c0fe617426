import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { checkCompliance } from '../../server/src/compliance/check.ts';
import type { ComplianceFacts } from '../../server/src/compliance/facts.ts';
import { type Verdict, verdicts, worst } from '../../server/src/compliance/rule-result.ts';
import { bar, candidate, cap, changed, condition, sourcing } from '../support/compliance-facts.ts';

const day = fc.constantFrom(null, '2026-06-30', '2026-12-01', '2027-12-31');
const count = fc.option(fc.nat(200), { nil: null });
const status = fc.constantFrom('REPORTED' as const, 'PROPOSED' as const, 'IN_FORCE' as const);
const tally = fc.record({
  units: fc.nat(40),
  tpp: fc.nat(900_000).map(String),
  unknown: fc.nat(1),
});
const conditionKinds = ['KYC', 'SOURCING', 'VOLUME_CAP', 'TEST', 'UNDISCLOSED'];

const candidates = fc
  .tuple(
    fc.constantFrom('EXPORT' as const, 'IMPORT' as const),
    fc.integer({ min: 100, max: 999 }).map(String),
    fc.record({
      licence: fc.record({
        status: fc.constantFrom('ACTIVE' as const, 'SUSPENDED' as const, 'EXHAUSTED' as const),
        type: fc.constantFrom('INDIVIDUAL' as const, 'EXCEPTION' as const),
        validTo: day,
        conditions: fc.array(
          fc
            .tuple(
              fc.constantFrom(...conditionKinds),
              fc.constantFrom('PENDING' as const, 'SATISFIED' as const, 'WAIVED' as const),
            )
            .map(([kind, at]) => condition(kind, at)),
          { maxLength: 3 },
        ),
      }),
      line: fc.record({ authorised: count, used: fc.constant(0) }),
    }),
  )
  .map((parts) => candidate(...parts));

const anyFacts: fc.Arbitrary<ComplianceFacts> = fc
  .record({
    units: count,
    shipDate: day,
    candidates: fc.uniqueArray(candidates, { maxLength: 5, selector: ({ line }) => line.id }),
    ratio: fc.constantFrom(null, '0', '0.3', '2'),
    capRatio: fc.constantFrom(null, '0.5'),
    status,
    bought: tally,
    imported: tally,
    there: fc.option(tally, { nil: null }),
    restrictions: fc.constantFrom([], [bar], [{ ...bar, status: 'REPORTED' as const }]),
    screened: fc.constantFrom('CLEAR' as const, 'POTENTIAL_MATCH' as const, 'CONFIRMED' as const),
    stock: fc.nat(20),
  })
  .map((any) =>
    changed({
      line: { units: any.units, shipDate: any.shipDate },
      candidates: any.candidates,
      sourcingRules: [{ ...sourcing, ratio: any.ratio, status: any.status }],
      sourcing: { bought: any.bought, imported: any.imported },
      volumeCaps: [{ ...cap, ratio: any.capRatio, there: any.there, status: any.status }],
      restrictions: any.restrictions,
      screenings: [
        { organisationId: '11', screenedForId: null, list: 'A', result: any.screened, at: '' },
      ],
      stock: { recorded: { asOf: '2026-11-01', units: any.stock } },
    }),
  );

test('the verdict is the worst of the rules', () => {
  const rank = (verdict: Verdict) => verdicts.indexOf(verdict);
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { verdict, rules } = checkCompliance(facts);
      expect(rules.some((each) => each.verdict === verdict)).toBe(true);
      for (const each of rules) expect(rank(each.verdict)).toBeLessThanOrEqual(rank(verdict));
    }),
  );
  expect(worst(['CLEAR', 'HOLD', 'UNKNOWN'])).toBe('HOLD');
  expect(worst(['UNKNOWN', 'PROHIBITED', 'HOLD'])).toBe('PROHIBITED');
  expect(worst(['CLEAR', 'UNKNOWN'])).toBe('UNKNOWN');
});

test('facts that were kept as JSON give the same bytes, in whatever order their lists are', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const bytes = JSON.stringify(checkCompliance(facts));
      const kept: ComplianceFacts = JSON.parse(JSON.stringify(facts));
      expect(JSON.stringify(checkCompliance(kept))).toBe(bytes);
      expect(JSON.parse(bytes)).toEqual(checkCompliance(facts));
      const turned = { ...facts, candidates: [...facts.candidates].reverse() };
      expect(JSON.stringify(checkCompliance(turned))).toBe(bytes);
    }),
  );
});

test('an unknown ratio is never clear, but by the word of the authority', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const unknown = { ...facts, sourcingRules: [{ ...sourcing, ratio: null }] };
      const rule = checkCompliance(unknown).rules.find((each) => each.rule === 'SOURCING_RULE');
      if (rule?.inputs.satisfiedCondition === null) expect(rule.verdict).toBe('UNKNOWN');
      else expect(rule?.verdict).toBe('CLEAR');
    }),
  );
});

test('no rule reads the clock or changes its facts', () => {
  vi.useFakeTimers();
  try {
    fc.assert(
      fc.property(anyFacts, fc.date({ noInvalidDate: true }), (facts, now) => {
        vi.setSystemTime(new Date('2026-11-23'));
        const then = JSON.stringify(checkCompliance(deepFreeze(facts)));
        vi.setSystemTime(now);
        expect(JSON.stringify(checkCompliance(facts))).toBe(then);
      }),
    );
  } finally {
    vi.useRealTimers();
  }
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return Object.freeze(value);
}
