import { expect, test } from 'vitest';
import type { RuleName } from '../../server/src/compliance/rule-result.ts';
import {
  bar,
  buyer,
  type Change,
  candidate,
  cap,
  clearFacts,
  condition,
  jp,
  ruleOf,
  sourcing,
  vendor,
} from '../support/compliance-facts.ts';

type More = Parameters<typeof candidate>[2];
type Conditions = Parameters<typeof condition>[];

const exported = (more: More): Change => ({
  candidates: [candidate('EXPORT', '100', more), candidate('IMPORT')],
});
const imported = (more: More): Change => ({
  candidates: [candidate('EXPORT'), candidate('IMPORT', '200', more)],
});
const with_ = (...conditions: Conditions): More => ({
  licence: { conditions: conditions.map((each) => condition(...each)) },
});

/** All of the line is drawn on the export licence. */
const drawn = { drawn: [{ lineId: '1001', direction: 'EXPORT', units: 8 }] } as const;
const toPartner = { destination: jp, buyer: vendor, parties: [] };
const endUser = { parties: [{ role: 'END_USER', organisationId: '99' }] };

test.each<[RuleName, string, Change, string]>([
  ['EXPORT_AUTHORISATION', 'no licence', { candidates: [candidate('IMPORT')] }, 'HOLD'],
  ['EXPORT_AUTHORISATION', 'suspended', exported({ licence: { status: 'SUSPENDED' } }), 'HOLD'],
  ['EXPORT_AUTHORISATION', 'unknown total', exported({ line: { authorised: null } }), 'UNKNOWN'],
  ['EXPORT_AUTHORISATION', 'too few chips', exported({ line: { reserved: 93 } }), 'HOLD'],
  ['EXPORT_AUTHORISATION', "another's", exported({ licence: { licensee: buyer } }), 'HOLD'],
  ['EXPORT_AUTHORISATION', 'none needed', { line: toPartner, candidates: [] }, 'CLEAR'],
  [
    'EXPORT_AUTHORISATION',
    'drawn on a licence that has nothing left',
    { ...exported({ line: { reserved: 100 } }), line: drawn },
    'CLEAR',
  ],
  [
    'EXPORT_AUTHORISATION',
    'drawn on a licence that was revoked',
    { ...exported({ licence: { status: 'REVOKED' } }), line: drawn },
    'HOLD',
  ],
  ['EXPORT_AUTHORISATION', 'how many is not known', { line: { units: null } }, 'UNKNOWN'],
  ['IMPORT_AUTHORISATION', 'no licence', { candidates: [candidate('EXPORT')] }, 'HOLD'],
  ['IMPORT_AUTHORISATION', 'none asked for', { candidates: [], importRegime: [] }, 'CLEAR'],
  ['IMPORT_AUTHORISATION', 'another end user', imported({ licence: endUser }), 'HOLD'],
  ['VALIDITY', 'after the last day', exported({ licence: { validTo: '2026-11-30' } }), 'HOLD'],
  ['VALIDITY', 'no last day', exported({ licence: { validTo: null } }), 'CLEAR'],
  ['VALIDITY', 'no day of shipping', { line: { shipDate: null } }, 'UNKNOWN'],
  ['CONDITIONS', 'open and blocking', imported(with_(['KYC', 'PENDING'])), 'HOLD'],
  ['CONDITIONS', 'open, not blocking', imported(with_(['KYC', 'PENDING', false])), 'CLEAR'],
  ['CONDITIONS', 'waived', imported(with_(['KYC', 'WAIVED'])), 'CLEAR'],
  ['CLASSIFICATION', 'known by its figures', {}, 'CLEAR'],
])('%s, %s: %#', (rule, _, change, verdict) => {
  expect(ruleOf(rule, change)?.verdict).toBe(verdict);
});

type Sourcing = Partial<Record<keyof typeof sourcing, unknown>>;

/** A sourcing rule, and how many domestic chips were bought. */
const sourced = (more: Sourcing, units = 4, unknown = 0): Change =>
  ({
    sourcingRules: [{ ...sourcing, ...more }],
    sourcing: { ...clearFacts.sourcing, bought: { units, tpp: '0', unknown } },
  }) as Change;

const capped = (more: Partial<Record<keyof typeof cap, unknown>> = {}): Change =>
  ({ volumeCaps: [{ ...cap, ...more }] }) as Change;

const word = (kind: string) => with_([kind, 'SATISFIED']);
const inAll = { basis: 'ABSOLUTE', ratio: null, units: 5 };

test.each<[RuleName, string, Change, string]>([
  ['SOURCING_RULE', 'enough bought', sourced({}), 'CLEAR'],
  ['SOURCING_RULE', 'one too few bought', sourced({}, 3), 'HOLD'],
  ['SOURCING_RULE', 'too few as far as is known', sourced({}, 3, 1), 'UNKNOWN'],
  ['SOURCING_RULE', 'an unknown ratio', sourced({ ratio: null }, 1_000), 'UNKNOWN'],
  ['SOURCING_RULE', 'reported', sourced({ ratio: null, status: 'REPORTED' }), 'UNKNOWN'],
  ['SOURCING_RULE', 'proposed, known', sourced({ status: 'PROPOSED' }, 0), 'CLEAR'],
  ['SOURCING_RULE', 'lifted', sourced({ status: 'LIFTED', ratio: null }), 'CLEAR'],
  ['SOURCING_RULE', 'not yet in force', sourced({ from: '2027-01-01' }, 0), 'CLEAR'],
  ['SOURCING_RULE', 'by value', sourced({ metric: 'VALUE' }), 'UNKNOWN'],
  ['SOURCING_RULE', 'so many in all, too few', sourced(inAll, 4), 'HOLD'],
  ['SOURCING_RULE', 'so many in all, enough', sourced(inAll, 5), 'CLEAR'],
  [
    'SOURCING_RULE',
    "the authority's word",
    { ...sourced({ ratio: null }), ...imported(word('SOURCING')) },
    'CLEAR',
  ],
  ['VOLUME_CAP', 'within the share', capped(), 'CLEAR'],
  ['VOLUME_CAP', 'over it', { ...capped(), line: { units: 9 } }, 'HOLD'],
  ['VOLUME_CAP', 'an unknown metric', capped({ metric: null }), 'UNKNOWN'],
  ['VOLUME_CAP', 'an unknown share', capped({ ratio: null }), 'UNKNOWN'],
  ['VOLUME_CAP', 'no shipments on record', capped({ home: null }), 'UNKNOWN'],
  ['VOLUME_CAP', 'another destination', capped({ destinations: ['MO'], home: null }), 'CLEAR'],
  ['VOLUME_CAP', 'by TPP', capped({ metric: 'TPP' }), 'CLEAR'],
  [
    'VOLUME_CAP',
    "the authority's word",
    { ...capped({ metric: null }), ...exported(word('VOLUME_CAP')) },
    'CLEAR',
  ],
])('%s, %s: %#', (rule, _, change, verdict) => {
  expect(ruleOf(rule, change)?.verdict).toBe(verdict);
});

const screened = (result: 'POTENTIAL_MATCH' | 'CONFIRMED' | 'OVERRIDDEN'): Change => ({
  screenings: [
    ...clearFacts.screenings,
    { organisationId: buyer.id, screenedForId: null, list: 'B', result, at: '' },
  ],
});
const tested = (result: 'PASSED' | 'FAILED' | 'INCONCLUSIVE'): Change => ({
  shipments: [{ id: '1', units: 8, tests: [{ laboratory: 'Lab', result, at: '' }] }],
});
const barred = (more: Partial<Record<keyof typeof bar, unknown>> = {}): Change =>
  ({ restrictions: [{ ...bar, ...more }] }) as Change;
const onLicence = { procedure: 'EXPORT', jurisdiction: 'US', licensable: true };
const recorded = (units: number): Change => ({ stock: { recorded: { asOf: '', units } } });
const told = { asOf: '', low: null, central: '1', high: null, qualifier: 'ABOUT' };

test.each<[RuleName, string, Change, string]>([
  ['SCREENING', 'nobody screened', { screenings: [] }, 'UNKNOWN'],
  ['SCREENING', 'an open match', screened('POTENTIAL_MATCH'), 'HOLD'],
  ['SCREENING', 'a confirmed match', screened('CONFIRMED'), 'PROHIBITED'],
  ['SCREENING', 'an overridden match', screened('OVERRIDDEN'), 'CLEAR'],
  ['SCREENING', 'nobody named', { line: { buyer: null, parties: [] } }, 'UNKNOWN'],
  ['LABORATORY_TEST', 'failed', tested('FAILED'), 'HOLD'],
  ['LABORATORY_TEST', 'inconclusive', tested('INCONCLUSIVE'), 'CLEAR'],
  ['LABORATORY_TEST', 'passed', tested('PASSED'), 'CLEAR'],
  ['RESTRICTION', 'in force', barred(), 'PROHIBITED'],
  ['RESTRICTION', 'reported', barred({ status: 'REPORTED' }), 'CLEAR'],
  ['RESTRICTION', 'lifted before', barred({ liftedAt: '2026-12-01' }), 'CLEAR'],
  [
    'RESTRICTION',
    'lifted after',
    barred({ status: 'LIFTED', liftedAt: '2026-12-02' }),
    'PROHIBITED',
  ],
  ['RESTRICTION', 'on another chip', barred({ chips: ['8'] }), 'CLEAR'],
  ['RESTRICTION', 'on another party', barred({ parties: ['99'] }), 'CLEAR'],
  ['RESTRICTION', 'on whatever chip', barred({ chips: [] }), 'PROHIBITED'],
  ['RESTRICTION', 'that a licence lifts', barred(onLicence), 'CLEAR'],
  ['STOCK', "less in the vendor's own stock", recorded(7), 'HOLD'],
  ['STOCK', 'enough in it', recorded(8), 'CLEAR'],
  ['STOCK', 'less by what is reported', { stock: { reported: told } }, 'CLEAR'],
])('%s, %s: %#', (rule, _, change, verdict) => {
  expect(ruleOf(rule, change)?.verdict).toBe(verdict);
});

test('what is missing is named, with who owes it', () => {
  expect(ruleOf('LABORATORY_TEST', {})).toMatchObject({
    missing: ['A passed test by a laboratory in the United States, before each export.'],
    owedBy: { id: vendor.id },
  });
  expect(ruleOf('LABORATORY_TEST', tested('PASSED'))?.missing).toEqual([]);
  expect(ruleOf('STOCK', {})?.missing).toEqual(["A statement of the vendor's stock."]);
  expect(ruleOf('SOURCING_RULE', sourced({}, 3))).toMatchObject({
    missing: ['1 more domestic chips bought, for "Ratio".'],
    owedBy: { id: buyer.id },
  });
  expect(ruleOf('EXPORT_AUTHORISATION', { candidates: [] })).toMatchObject({
    missing: ['An export licence of US in force for 8 H200.'],
    owedBy: { id: vendor.id },
  });
});
