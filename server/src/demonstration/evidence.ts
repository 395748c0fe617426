import {
  broker,
  buyer,
  carrier,
  exportOffice,
  importOffice,
  laboratory,
  secondBuyer,
  vendor,
} from './cast.ts';
import { idOf, type Step } from './step.ts';

const entityList = 'Entity List';

const report = (as: string, publisher: string, title: string, at: string, by: string): Step => ({
  at,
  by,
  decide: 'recordSourceReport',
  input: () => ({ publisher, title, publishedAt: at.slice(0, 10), anonymity: 'NAMED' }),
  take: { [as]: 'sourceReport' },
});

const screening = (organisation: string, list: string, result: string, at: string): Step => ({
  at,
  by: exportOffice,
  decide: 'recordScreening',
  input: () => ({ organisation: { name: organisation }, list, result, screenedAt: at }),
});

/** What is on paper before anybody applies for anything. */
export const evidence: readonly Step[] = [
  report(
    'the end-use file',
    buyer,
    'Who reaches the chips of Ningbo',
    '2026-02-02T08:00:00Z',
    exportOffice,
  ),
  report(
    'the certificate of sales',
    vendor,
    'Certificate of shipments to end users in the United States',
    '2026-02-03T08:00:00Z',
    exportOffice,
  ),
  report(
    'the test plan',
    laboratory,
    'How every shipment is tested before export',
    '2026-02-04T08:00:00Z',
    exportOffice,
  ),
  report(
    'the purchase plan',
    buyer,
    'Domestic chips bought for Ningbo',
    '2026-02-05T08:00:00Z',
    importOffice,
  ),
  {
    at: '2026-02-05T09:00:00Z',
    by: exportOffice,
    decide: 'recordClaim',
    input: (known) => ({
      sourceReportId: idOf(known, 'the certificate of sales'),
      subjectId: idOf(known, vendor),
      predicate: 'SHIPPED_UNITS',
      chipId: idOf(known, 'H200'),
      jurisdictionId: idOf(known, 'US'),
      rank: 'PREFERRED',
      value: { figure: { qualifier: 'EXACT', central: '1600', unit: 'chips' } },
    }),
  },
  ...[vendor, buyer, secondBuyer, broker, carrier].map((name, index) =>
    screening(name, entityList, 'CLEAR', `2026-02-06T08:0${index}:00Z`),
  ),
  screening(secondBuyer, 'Military End User List', 'POTENTIAL_MATCH', '2026-02-06T09:00:00Z'),
  {
    at: '2026-02-09T08:00:00Z',
    by: importOffice,
    decide: 'recordEndUserStatement',
    input: (known) => ({
      endUser: { name: buyer },
      issuer: { name: importOffice },
      endUse: 'Inference for customers of its own in Ningbo',
      validFrom: '2026-02-09',
      validTo: '2030-12-31',
      sourceReportId: idOf(known, 'the end-use file'),
    }),
  },
  {
    at: '2026-02-10T08:00:00Z',
    by: buyer,
    decide: 'recordDomesticPurchase',
    input: () => ({
      buyer: { name: buyer },
      chip: { name: 'Ascend 910C' },
      purchasedAt: '2026-02-10',
      quantity: { value: 300 },
    }),
  },
  {
    at: '2026-02-27T08:00:00Z',
    by: vendor,
    decide: 'recordStockStatement',
    input: () => ({
      vendor: { name: vendor },
      chip: { name: 'H200' },
      figure: { qualifier: 'EXACT', central: '2000', unit: 'chips' },
      asOf: '2026-02-27',
    }),
  },
];
