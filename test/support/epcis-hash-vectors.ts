import type { Sample } from './epcis-samples.ts';

interface Vector {
  readonly name: string;
  readonly event: Sample;
  /** what the reference implementation gives for `ver=CBV2.0` */
  readonly hash: string;
}

/** Prefixes that the examples use. */
export const vectorContext = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { example: 'https://ns.example.com/epcis/', gs1: 'https://gs1.org/voc/' },
];

const seen = { type: 'ObjectEvent', eventTimeZoneOffset: '+01:00', action: 'OBSERVE' };

/**
 * Events and hashes that github.com/RalphTro/epcis-event-hash-generator publishes in
 * `tests/examples` (commit 084b003, 2026): the examples of the standard's own text, and rounding.
 */
export const vectors: readonly Vector[] = [
  {
    name: 'extensions of an event',
    event: {
      ...seen,
      eventTime: '2020-03-04T11:00:30.000+01:00',
      recordTime: '2020-03-04T11:00:30.999+01:00',
      epcList: [
        'urn:epc:id:sscc:4012345.0000000333',
        'urn:epc:id:sscc:4012345.0000000111',
        'urn:epc:id:sscc:4012345.0000000222',
      ],
      bizStep: 'departing',
      readPoint: { id: 'urn:epc:id:sgln:4012345.00011.987' },
      'example:myField1': { 'example:mySubField1': '2', 'example:mySubField2': '5' },
      'example:myField2': '0',
      'example:myField3': { 'example:mySubField3': ['3', '1'] },
    },
    hash: '6ae96341e0acc6d7a261364751f60e68278a81cdf51da0abb6b4e617014e39d7',
  },
  {
    name: 'what sensors report',
    event: {
      ...seen,
      eventTime: '2020-04-01T15:00:00+01:00',
      epcList: ['urn:epc:id:sgtin:4012345.011111.9876'],
      bizStep: 'inspecting',
      readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
      sensorElementList: [
        {
          sensorMetadata: {
            deviceID: 'urn:epc:id:giai:4000001.111',
            deviceMetadata: 'https://id.gs1.org/8004/4000001111',
          },
          sensorReport: [
            { type: 'Temperature', value: 26, sDev: 0.1, uom: 'CEL' },
            { type: 'AbsoluteHumidity', value: 12.1, uom: 'A93' },
            {
              type: 'Dimensionless',
              microorganism: 'https://www.ncbi.nlm.nih.gov/taxonomy/1126011',
              value: 0.05,
              uom: 'C35',
            },
            {
              type: 'Dimensionless',
              chemicalSubstance: 'https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N',
              value: 0.18,
              uom: 'C35',
            },
          ],
        },
      ],
    },
    hash: '271565c346ae2fb28c4583c4dca4ab4772d465eb4e0b6e548d77d8b49377d95c',
  },
  {
    name: 'an extension of a place, and parties',
    event: {
      ...seen,
      eventTime: '2020-03-04T11:00:30+01:00',
      epcList: ['urn:epc:id:sgtin:0614141.011111.987'],
      bizStep: 'departing',
      disposition: 'in_transit',
      readPoint: { id: 'urn:epc:id:sgln:4012345.00011.0', 'example:myField1': 'AB-12' },
      bizTransactionList: [{ type: 'po', bizTransaction: 'urn:epc:id:gdti:4012345.11111.123' }],
      sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:4012345.00000' }],
      destinationList: [{ type: 'owning_party', destination: 'urn:epc:id:pgln:0614141.00000' }],
      'example:userExt': 'CD-34',
    },
    hash: '3ae14c02c4bdc220cc31942cf804f6845eb8dec96ba6483391c92a9b165f9329',
  },
  {
    name: 'a time rounded up, and another domain',
    event: {
      ...seen,
      eventTime: '2023-02-02T11:04:03.1415Z',
      epcList: ['https://id.gs1.de/00/040123451111111110'],
      bizStep: 'shipping',
      disposition: 'in_transit',
      readPoint: { id: 'https://id.gs1.de/414/4012345000115' },
    },
    hash: 'af7658e711574363633f20b3dadc7bc4c13c6f612cf96d95e03c421c0e58f3c6',
  },
  {
    name: 'a time rounded down, and a place of no key',
    event: {
      ...seen,
      eventTime: '2023-02-02T11:04:03.1414Z',
      epcList: ['https://id.gs1.de/00/040123451111111110'],
      bizStep: 'transporting',
      readPoint: { id: 'geo:50.947573340894124,6.922120147375441' },
    },
    hash: '0550df44527332c1fe417c5837fe61b9e71eaa93307b88519dac549bf2d4dcf9',
  },
  {
    name: 'a certificate, which does not count, and an alarm',
    event: {
      ...seen,
      eventTime: '2023-02-12T11:04:03.1415Z',
      certificationInfo: 'https://accreditation-council.example.org/certificate/ABC12345',
      epcList: ['https://id.gs1.de/01/04012345999990/21/XYZ-1234'],
      bizStep: 'receiving',
      disposition: 'in_progress',
      readPoint: { id: 'https://id.gs1.de/414/4012345000115' },
      sensorElementList: [
        {
          sensorMetadata: {
            time: '2023-02-12T11:04:03.1007Z',
            bizRules: 'https://id.example.com/253/4012345000054987',
          },
          sensorReport: [
            {
              type: 'Dimensionless',
              exception: 'ALARM_CONDITION',
              coordinateReferenceSystem: 'http://www.opengis.net/def/crs/EPSG/0/27700',
            },
          ],
        },
      ],
    },
    hash: 'bf052637920f56c28bd6bc4ce10bb296203fcddc543f1e293d5a77b07592dcec',
  },
];

/**
 * GS1's example of an aggregation with the `ni:` id that it is published with. Neither that id nor
 * those of nine more of its examples are the hash of the event they stand in, in any form of the
 * algorithm: they come from drafts, and stayed when the events changed.
 */
export const namedByDraft: Sample = {
  eventID:
    'ni:///sha-256;87b5f18a69993f0052046d4687dfacdf48f7c988cfabda2819688c86b4066a49?ver=CBV2.0',
  type: 'AggregationEvent',
  eventTime: '2013-06-08T14:58:56.591Z',
  eventTimeZoneOffset: '+02:00',
  parentID: 'urn:epc:id:sscc:0614141.1234567890',
  childEPCs: ['urn:epc:id:sgtin:0614141.107346.2017', 'urn:epc:id:sgtin:0614141.107346.2018'],
  action: 'OBSERVE',
  bizStep: 'receiving',
  disposition: 'in_progress',
  readPoint: { id: 'urn:epc:id:sgln:0614141.00777.0' },
  bizLocation: { id: 'urn:epc:id:sgln:0614141.00888.0' },
  childQuantityList: [
    { epcClass: 'urn:epc:idpat:sgtin:4012345.098765.*', quantity: 10 },
    { epcClass: 'urn:epc:class:lgtin:4012345.012345.998877', quantity: 200.5, uom: 'KGM' },
  ],
};
