import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anonymous, type Viewer } from '../../server/src/access/viewer.ts';
import { checkCompliance } from '../../server/src/compliance/check.ts';
import type { ComplianceFacts } from '../../server/src/compliance/facts.ts';
import type { Change } from '../../server/src/compliance/overlay.ts';
import { suppose } from '../../server/src/compliance/what-if.ts';
import { demands } from '../../server/src/compliance/what-if-sourcing.ts';
import { totalsOf } from '../../server/src/compliance/what-if-totals.ts';
import { candidate, cap, changed, clearFacts, sourcing } from '../support/compliance-facts.ts';
import { anyFacts } from '../support/what-if-facts.ts';

const admin = { ...anonymous, key: 'key:1', roles: ['ADMIN'] } as const;

const known = (facts: ComplianceFacts, orderLineId = '500') => ({
  orderLineId,
  invented: false,
  facts,
});
const revoked: Change = { kind: 'revokeLicence', licenceId: '100' };
const supposed = (facts: ComplianceFacts, ...changes: Change[]) =>
  suppose(admin, known(facts), changes);

test('no change touches nothing', () => {
  fc.assert(fc.property(anyFacts, (facts) => supposed(facts).changed === undefined));
});

test('a line that loses its licence is told of, with the rules that then say otherwise', () => {
  const { changed: line } = supposed(clearFacts, revoked);
  expect(line).toMatchObject({
    orderLineId: '500',
    before: { verdict: 'CLEAR' },
    after: { verdict: 'HOLD' },
    changedRules: ['EXPORT_AUTHORISATION'],
    unitsLosingLicence: 0,
  });
});

test('a line that was on hold already and is drawn on the licence is told of too', () => {
  const drawn = [{ lineId: '1001', direction: 'EXPORT', units: 5 }] as const;
  const held = changed({
    line: { drawn },
    candidates: [
      candidate('EXPORT', '100', { line: { authorised: 5, reserved: 5 } }),
      candidate('IMPORT'),
    ],
  });
  expect(supposed(held, revoked).changed).toMatchObject({
    before: { verdict: 'HOLD' },
    after: { verdict: 'HOLD' },
    changedRules: [],
    unitsLosingLicence: 5,
  });
});

test('totals count what can no longer go, and what gives no number beside it', () => {
  const lines = [
    supposed(clearFacts, revoked),
    supposed(changed({ line: { units: 20 } }), revoked),
    supposed(changed({ candidates: [candidate('IMPORT')] }), revoked),
  ];
  expect(totalsOf(admin, lines)).toMatchObject({
    linesChanged: 2,
    chipsBlocked: { low: 28, high: 28, unknown: 0 },
    domesticChipsToBuy: { low: 0, high: 0, unknown: 0 },
    buyers: [],
  });
  const stop: Change = {
    kind: 'restrictChip',
    chipId: '7',
    jurisdiction: 'CN',
    procedure: 'IMPORT',
  };
  const unknown = supposed(changed({ line: { units: null } }), stop);
  expect(totalsOf(admin, [unknown]).chipsBlocked).toEqual({ low: 0, high: null, unknown: 1 });
});

test('what a buyer is to buy at home follows from all that it imports', () => {
  const half: Change = { kind: 'setRatio', sourcingRuleId: '1', ratio: '0.5' };
  const reported = { ...sourcing, ratio: null, status: 'REPORTED' } as const;
  // Ten were drawn for import in all: four for the first line, six for the second.
  const of = (units: number, drawn: number) =>
    changed({
      line: { units, drawn: [{ lineId: '2001', direction: 'IMPORT', units: drawn }] },
      sourcingRules: [reported],
      sourcing: {
        bought: { units: 3, tpp: '0', unknown: 0 },
        imported: { units: 10 - drawn, tpp: '0', unknown: 0 },
      },
    });
  const lines = [supposed(of(8, 4), half), supposed(of(13, 6), half)];
  const [demand] = demands(
    admin,
    lines.map(({ facts }) => facts),
  );
  expect(demand).toEqual({
    buyerId: '11',
    sourcingRuleId: '1',
    imports: { low: 21, high: 21, unknown: 0 },
    domesticBought: { low: 3, high: 3, unknown: 0 },
    required: { low: 11, high: 11, unknown: 0 },
    domesticToBuy: { low: 8, high: 8, unknown: 0 },
  });
  expect(totalsOf(admin, lines).domesticChipsToBuy).toEqual({ low: 8, high: 8, unknown: 0 });
  expect(totalsOf(admin, [supposed(of(8, 4))]).buyers).toEqual([]);
});

test("of a buyer whose business is not the viewer's only these lines are told", () => {
  const facts = changed({
    sourcingRules: [sourcing],
    sourcing: {
      bought: { units: 3, tpp: '0', unknown: 0 },
      imported: { units: 10, tpp: '0', unknown: 0 },
    },
  });
  const seller = { ...anonymous, key: 'key:2', organisationId: '10' };
  expect(demands(seller, [facts])).toMatchObject([
    {
      imports: { low: 8, high: null },
      domesticBought: { low: 0, high: null },
      domesticToBuy: { low: 0 },
    },
  ]);
  for (const viewer of [
    { ...seller, organisationId: '11' },
    { ...seller, roles: ['AUTHORITY'] as const, jurisdictions: ['CN'] },
  ]) {
    expect(demands(viewer, [facts])).toMatchObject([
      { imports: { low: 18 }, domesticBought: { low: 3 } },
    ]);
  }
});

test('nobody finds out by supposing what only a party knows', () => {
  const seller = { ...anonymous, key: 'key:2', organisationId: '10' };
  const purchaser = { ...anonymous, key: 'key:3', organisationId: '11' };
  const verdicts = (viewer: Viewer, facts: ComplianceFacts, change: Change) =>
    checkCompliance(suppose(viewer, known(facts), [change]).facts).rules.map(
      ({ verdict }) => verdict,
    );
  const figure = fc.constantFrom('0', '0.01', '0.5', '7');
  fc.assert(
    fc.property(anyFacts, anyFacts, figure, fc.nat(50), (facts, other, ratio, units) => {
      const ruled = { ...facts, sourcingRules: [sourcing], volumeCaps: [cap] };
      const setRatio = { kind: 'setRatio', sourcingRuleId: '1', ratio } as const;
      expect(verdicts(seller, ruled, setRatio)).toEqual(
        verdicts(seller, { ...ruled, sourcing: other.sourcing }, setRatio),
      );
      const setCap = { kind: 'setCap', volumeCapId: '1', ratio } as const;
      const full = { ...cap, there: { units: 9, tpp: '0', unknown: 0 } };
      expect(verdicts(purchaser, ruled, setCap)).toEqual(
        verdicts(purchaser, { ...ruled, volumeCaps: [full] }, setCap),
      );
      const addStock = { kind: 'addStock', vendorId: '10', chipId: '7', units } as const;
      const { changed: touched } = suppose(purchaser, known(ruled), [addStock]);
      expect(touched).toBeUndefined();
    }),
  );
});

test('what is not known of a buyer leaves its bounds open', () => {
  const facts = changed({
    line: { units: null },
    sourcingRules: [sourcing, { ...sourcing, id: '2', metric: 'TPP' }],
    sourcing: {
      bought: { units: 1, tpp: '0', unknown: 1 },
      imported: { units: 10, tpp: '0', unknown: 0 },
    },
  });
  const [units, tpp] = demands(admin, [facts]);
  expect(units).toMatchObject({
    imports: { low: 10, high: null, unknown: 1 },
    required: { low: 5, high: null },
    domesticToBuy: { low: 0, high: null },
  });
  expect(tpp).toMatchObject({ required: { low: 0, high: null, unknown: 1 } });
});
