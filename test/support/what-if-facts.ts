import fc from 'fast-check';
import type { ComplianceFacts } from '../../server/src/compliance/facts.ts';
import type { Change } from '../../server/src/compliance/overlay.ts';
import { bar, candidate, cap, changed, condition, sourcing } from './compliance-facts.ts';

const count = fc.option(fc.nat(200), { nil: null });
const tally = fc.record({ units: fc.nat(40), tpp: fc.constant('0'), unknown: fc.nat(1) });
const ratio = fc.constantFrom('0', '0.3', '2');
/** Keys of which some exist in the facts. */
const licenceId = fc.constantFrom('100', '101', '200', '999');

const candidates = fc
  .tuple(
    fc.constantFrom(
      ['EXPORT', '100'] as const,
      ['EXPORT', '101'] as const,
      ['IMPORT', '200'] as const,
    ),
    fc.record({
      licence: fc.record({
        status: fc.constantFrom('ACTIVE' as const, 'SUSPENDED' as const, 'EXHAUSTED' as const),
        validTo: fc.constantFrom(null, '2026-11-30', '2027-12-31'),
        conditions: fc.constantFrom([], [condition('KYC', 'PENDING')]),
      }),
      line: fc.record({ authorised: count, reserved: fc.nat(40) }),
    }),
  )
  .map(([[direction, id], more]) => candidate(direction, id, more));

/** Facts of a line from the United States to China, as they may be found. */
export const anyFacts: fc.Arbitrary<ComplianceFacts> = fc
  .record({
    units: count,
    drawn: fc.nat(8),
    candidates: fc.uniqueArray(candidates, { maxLength: 3, selector: ({ line }) => line.id }),
    ratio: fc.option(ratio, { nil: null }),
    status: fc.constantFrom('REPORTED' as const, 'IN_FORCE' as const),
    bought: tally,
    imported: tally,
    restrictions: fc.constantFrom([], [bar]),
    stock: fc.option(fc.nat(20), { nil: null }),
  })
  .map((any) =>
    changed({
      line: {
        units: any.units,
        drawn: any.drawn === 0 ? [] : [{ lineId: '1001', direction: 'EXPORT', units: any.drawn }],
      },
      candidates: any.candidates,
      sourcingRules: [{ ...sourcing, ratio: any.ratio, status: any.status }],
      sourcing: { bought: any.bought, imported: any.imported },
      volumeCaps: [{ ...cap, status: any.status }],
      restrictions: any.restrictions,
      stock: { recorded: any.stock === null ? null : { asOf: '2026-11-01', units: any.stock } },
    }),
  );

export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('revokeLicence' as const, 'suspendLicence' as const),
    licenceId,
  }),
  fc.record({
    kind: fc.constant('setRatio' as const),
    sourcingRuleId: fc.constantFrom('1', '2'),
    ratio,
  }),
  fc.record({
    kind: fc.constant('setQuota' as const),
    sourcingRuleId: fc.constantFrom('1', '2'),
    units: fc.nat(100),
  }),
  fc.record({ kind: fc.constant('setCap' as const), volumeCapId: fc.constant('1'), ratio }),
  fc.record({
    kind: fc.constant('amendLine' as const),
    lineId: fc.constantFrom('1001', '1011', '2001', '9991'),
    authorisedUnits: fc.nat(300),
  }),
  fc.record({
    kind: fc.constant('restrictChip' as const),
    chipId: fc.constantFrom('7', '8'),
    jurisdiction: fc.constantFrom('CN', 'US'),
    procedure: fc.constantFrom('IMPORT' as const, 'EXPORT' as const),
  }),
  fc.record({
    kind: fc.constant('addStock' as const),
    vendorId: fc.constantFrom('10', '11'),
    chipId: fc.constantFrom('7', '8'),
    units: fc.nat(100),
  }),
);
