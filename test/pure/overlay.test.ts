import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCompliance } from '../../server/src/compliance/check.ts';
import { type Change, overlay } from '../../server/src/compliance/overlay.ts';
import { type RuleName, verdicts } from '../../server/src/compliance/rule-result.ts';
import { bar, candidate, cap, changed, clearFacts, sourcing } from '../support/compliance-facts.ts';
import { anyChange, anyFacts } from '../support/what-if-facts.ts';

const stock = (units: number | null) => ({
  stock: { recorded: units === null ? null : { asOf: '2026-11-01', units } },
});

test.each<[string, Change, ReturnType<typeof changed>, RuleName, string]>([
  [
    'a revoked licence no longer serves',
    { kind: 'revokeLicence', licenceId: '100' },
    clearFacts,
    'EXPORT_AUTHORISATION',
    'HOLD',
  ],
  [
    'nor does a suspended one',
    { kind: 'suspendLicence', licenceId: '200' },
    clearFacts,
    'IMPORT_AUTHORISATION',
    'HOLD',
  ],
  [
    'another licence is another matter',
    { kind: 'revokeLicence', licenceId: '101' },
    clearFacts,
    'EXPORT_AUTHORISATION',
    'CLEAR',
  ],
  [
    'a ratio that nobody knew binds once it is supposed',
    { kind: 'setRatio', sourcingRuleId: '1', ratio: '0.5' },
    changed({ sourcingRules: [{ ...sourcing, ratio: null, status: 'REPORTED' }] }),
    'SOURCING_RULE',
    'HOLD',
  ],
  [
    'a ratio of nothing asks for nothing',
    { kind: 'setRatio', sourcingRuleId: '1', ratio: '0' },
    changed({ sourcingRules: [sourcing] }),
    'SOURCING_RULE',
    'CLEAR',
  ],
  [
    'a rule that counts in all has no ratio',
    { kind: 'setQuota', sourcingRuleId: '1', units: 0 },
    changed({ sourcingRules: [sourcing] }),
    'SOURCING_RULE',
    'HOLD',
  ],
  [
    'a quota is kept by whoever bought as much',
    { kind: 'setQuota', sourcingRuleId: '1', units: 5 },
    changed({
      sourcingRules: [{ ...sourcing, basis: 'ABSOLUTE', ratio: null, units: 6 }],
      sourcing: { ...clearFacts.sourcing, bought: { units: 5, tpp: '0', unknown: 0 } },
    }),
    'SOURCING_RULE',
    'CLEAR',
  ],
  [
    'a narrower cap has no room',
    { kind: 'setCap', volumeCapId: '1', ratio: '0.1' },
    changed({ volumeCaps: [cap] }),
    'VOLUME_CAP',
    'HOLD',
  ],
  [
    'less is authorised than is needed',
    { kind: 'amendLine', lineId: '1001', authorisedUnits: 7 },
    clearFacts,
    'EXPORT_AUTHORISATION',
    'HOLD',
  ],
  [
    'a restriction stops the chip',
    { kind: 'restrictChip', chipId: '7', jurisdiction: 'CN', procedure: 'IMPORT' },
    clearFacts,
    'RESTRICTION',
    'PROHIBITED',
  ],
  [
    'and no other chip',
    { kind: 'restrictChip', chipId: '8', jurisdiction: 'CN', procedure: 'IMPORT' },
    clearFacts,
    'RESTRICTION',
    'CLEAR',
  ],
  [
    'more stock suffices',
    { kind: 'addStock', vendorId: '10', chipId: '7', units: 3 },
    changed(stock(5)),
    'STOCK',
    'CLEAR',
  ],
  [
    "another vendor's does not",
    { kind: 'addStock', vendorId: '11', chipId: '7', units: 3 },
    changed(stock(5)),
    'STOCK',
    'HOLD',
  ],
])('%s', (_, change, facts, rule, verdict) => {
  const { rules } = checkCompliance(overlay(facts, [change]));
  expect(rules.find((each) => each.rule === rule)?.verdict).toBe(verdict);
});

test('stock that is added to what is reported moves its bounds, and is the least where none is', () => {
  const added = (facts: typeof clearFacts) =>
    overlay(facts, [{ kind: 'addStock', vendorId: '10', chipId: '7', units: 40 }]).stock.reported;
  const reported = {
    asOf: '2026-01-01',
    low: '10.5',
    central: null,
    high: '20',
    qualifier: 'RANGE',
  };
  expect(added(changed({ stock: { reported } }))).toMatchObject({
    low: '50.5',
    central: null,
    high: '60',
  });
  expect(added(clearFacts)).toMatchObject({ low: '40', high: null, qualifier: 'AT_LEAST' });
});

test('changes leave the facts alone, none of them changes nothing, and twice is once', () => {
  fc.assert(
    fc.property(anyFacts, fc.array(anyChange, { maxLength: 5 }), (facts, changes) => {
      const before = JSON.stringify(facts);
      const after = overlay(frozen(facts), changes);
      expect(JSON.stringify(facts)).toBe(before);
      expect(overlay(facts, [])).toBe(facts);
      const idempotent = changes.filter(({ kind }) => kind !== 'addStock');
      for (const change of idempotent) {
        const once = overlay(after, [change]);
        expect(overlay(once, [change])).toEqual(once);
      }
    }),
  );
});

test('more chips on a licence line never make worse what is clear', () => {
  fc.assert(
    fc.property(anyFacts, fc.nat(100), (facts, more) => {
      const before = checkCompliance(facts);
      for (const { line } of facts.candidates) {
        if (line.authorised === null) continue;
        const authorisedUnits = line.authorised + more;
        const change: Change = { kind: 'amendLine', lineId: line.id, authorisedUnits };
        const after = checkCompliance(overlay(facts, [change]));
        for (const [place, { rule, verdict }] of before.rules.entries()) {
          const then = after.rules[place]?.verdict ?? 'PROHIBITED';
          if (before.verdict === 'CLEAR') expect([rule, then]).toEqual([rule, verdict]);
        }
        expect(rank(after.verdict)).toBeLessThanOrEqual(rank(before.verdict));
      }
    }),
  );
});

const rank = (verdict: (typeof verdicts)[number]): number => verdicts.indexOf(verdict);

test('a licence that cannot be suspended stays what it is', () => {
  const expired = changed({
    candidates: [candidate('EXPORT', '100', { licence: { status: 'EXPIRED' } })],
    restrictions: [bar],
  });
  const change = { kind: 'suspendLicence', licenceId: '100' } as const;
  expect(overlay(expired, [change])).toEqual(expired);
});

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part);
  }
  return Object.freeze(value);
}
