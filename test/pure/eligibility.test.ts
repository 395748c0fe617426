import { describe, expect, test } from 'vitest';
import {
  type DrawFacts,
  type LicenceTerms,
  mayDraw,
} from '../../server/src/licences/eligibility.ts';

const terms: LicenceTerms = {
  lineId: 'line',
  licenceId: 'licence',
  status: 'ACTIVE',
  direction: 'EXPORT',
  jurisdictionId: 'US',
  validity: { validFrom: '2026-01-01', validTo: '2026-12-31' },
  licenseeId: 'vendor',
  destinationId: 'CN',
  parties: [
    { role: 'END_USER', organisationId: 'buyer' },
    { role: 'END_USER', organisationId: 'cloud' },
  ],
  openConditions: [],
  chipId: 'H200',
  controlCode: null,
};

const draw: DrawFacts = {
  buyerId: 'buyer',
  vendorId: 'vendor',
  chipId: 'H200',
  controlCodes: [{ jurisdictionId: 'US', code: '3A090.a' }],
  destinationId: 'CN',
  parties: [],
  days: ['2026-11-23', '2026-12-15'],
};

const answer = (licence: Partial<LicenceTerms>, facts: Partial<DrawFacts> = {}): string => {
  const outcome = mayDraw({ ...terms, ...licence }, { ...draw, ...facts });
  return outcome.ok ? 'serves' : outcome.refusal.kind;
};

const endUser = (...organisations: string[]) => ({
  parties: organisations.map((organisationId) => ({ role: 'END_USER', organisationId })),
});

describe('a licence line', () => {
  test.each<[string, Partial<LicenceTerms>, Partial<DrawFacts>]>([
    ['for what it names', {}, {}],
    ['that is exhausted, whose numbers say no', { status: 'EXHAUSTED' }, {}],
    ['of anybody', { licenseeId: null, parties: [] }, { vendorId: 'other', buyerId: 'other' }],
    ['for anywhere', { destinationId: null }, { destinationId: 'MO' }],
    ['without an end', { validity: { validFrom: null, validTo: null } }, { days: ['2099-01-01'] }],
    ['on its first and last day', {}, { days: ['2026-01-01', '2026-12-31'] }],
    ['for one of its end users', {}, endUser('cloud')],
    ['for a classification', { chipId: null, controlCode: '3A090.a' }, {}],
    ['for a heading of classifications', { chipId: null, controlCode: '3A090' }, {}],
    [
      'of the importing side, for its licensee',
      { direction: 'IMPORT', jurisdictionId: 'CN', licenseeId: 'buyer', destinationId: null },
      {},
    ],
  ])('serves %s', (_, licence, facts) => {
    expect(answer(licence, facts)).toBe('serves');
  });

  test.each<[string, string, Partial<LicenceTerms>, Partial<DrawFacts>]>([
    ['LicenceNotInForce', 'that is suspended', { status: 'SUSPENDED' }, {}],
    ['LicenceNotInForce', 'that is only approved', { status: 'APPROVED' }, {}],
    ['ChipMismatch', 'for another chip', {}, { chipId: 'B200' }],
    ['ChipMismatch', 'for a chip, whatever the code', { chipId: 'B200', controlCode: '3A090' }, {}],
    ['ChipMismatch', 'for another code', { chipId: null, controlCode: '3A09' }, {}],
    [
      'ChipMismatch',
      'for a code of another jurisdiction',
      { chipId: null, controlCode: '3A090', jurisdictionId: 'NL' },
      {},
    ],
    ['PartyMismatch', 'of another exporter', {}, { vendorId: 'other' }],
    ['PartyMismatch', 'of another importer', { direction: 'IMPORT' }, {}],
    ['PartyMismatch', 'for another buyer, who names no end user', {}, { buyerId: 'other' }],
    ['PartyMismatch', 'for one end user too many', {}, endUser('cloud', 'other')],
    ['JurisdictionMismatch', 'for another destination', {}, { destinationId: 'MO' }],
    ['JurisdictionMismatch', 'for an unknown destination', {}, { destinationId: null }],
    [
      'JurisdictionMismatch',
      'for imports of another jurisdiction',
      { direction: 'IMPORT', licenseeId: 'buyer', destinationId: null },
      {},
    ],
    ['OutsideValidity', 'that begins later', {}, { days: ['2025-12-31'] }],
    [
      'OutsideValidity',
      'that ends before the chips leave',
      {},
      { days: ['2026-11-23', '2027-01-01'] },
    ],
    ['ConditionUnsatisfied', 'with an open condition', { openConditions: ['7'] }, {}],
  ])('is refused (%s) %s', (kind, _, licence, facts) => {
    expect(answer(licence, facts)).toBe(kind);
  });
});
