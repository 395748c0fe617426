/** EPCIS 2.0 documents of an invented consignment, as its carrier and customs would write them. */
export type Sample = Record<string, unknown>;

const when = { eventTime: '2026-03-02T09:15:00.250+08:00', eventTimeZoneOffset: '+08:00' };
const readPoint = { id: 'https://id.gs1.org/414/9521321000028/254/dock-7' };

/** What happened to module number `n`: customs hold it. */
export function held(n = 1, more: Sample = {}): Sample {
  return {
    type: 'ObjectEvent',
    eventID: `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    ...when,
    action: 'OBSERVE',
    bizStep: 'holding',
    disposition: 'unavailable',
    epcList: [`https://id.gs1.org/01/09521321000011/21/M${n}`],
    readPoint,
    bizTransactionList: [
      { type: 'cert', bizTransaction: 'urn:example:licence:D-1001' },
      { type: 'https://ns.example.org/declaration', bizTransaction: 'urn:example:mrn:26CN0007' },
    ],
    ...more,
  };
}

/** One event of each type, with most of what an event can say. */
export const samples: Readonly<Record<string, Sample>> = {
  ObjectEvent: held(901, {
    certificationInfo: ['https://lab.example.org/report/77'],
    quantityList: [
      { epcClass: 'urn:epc:class:lgtin:952132.1000028.L7', quantity: 12.5, uom: 'KGM' },
    ],
    persistentDisposition: { set: ['completeness_verified'], unset: ['completeness_inferred'] },
    sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:952132.100001' }],
    destinationList: [
      { type: 'ex:consignee', destination: 'https://id.gs1.org/417/9521321000035' },
    ],
    sensorElementList: [
      {
        sensorMetadata: { time: '2026-03-02T01:15:00Z', 'ex:rack': 4 },
        sensorReport: [
          { type: 'Temperature', value: 21.5, uom: 'CEL', component: 'x' },
          { type: 'ex:tilt', booleanValue: false, hexBinaryValue: 'c0ffee' },
        ],
      },
    ],
    'ex:note': { z: 1, a: [true, null, '元'], 'ex:deep': { plain: '\u0000"\\' } },
  }),
  AggregationEvent: {
    type: 'AggregationEvent',
    ...when,
    parentID: 'urn:epc:id:sscc:952132.10000000001',
    childEPCs: ['https://id.gs1.org/01/09521321000011/21/M1'],
    childQuantityList: [{ epcClass: 'https://id.gs1.org/01/09521321000011/10/L7', quantity: 8 }],
    action: 'ADD',
    bizStep: 'packing',
    readPoint,
  },
  AssociationEvent: {
    type: 'AssociationEvent',
    ...when,
    parentID: 'urn:epc:id:giai:952132.seal',
    childEPCs: ['urn:epc:id:sscc:952132.10000000001'],
    action: 'ADD',
    bizStep: 'urn:example:step:sealing',
  },
  TransactionEvent: {
    type: 'TransactionEvent',
    ...when,
    bizTransactionList: [{ type: 'desadv', bizTransaction: 'urn:example:desadv:9' }],
    epcList: ['https://id.gs1.org/01/09521321000011/21/M1'],
    action: 'ADD',
    bizStep: 'shipping',
    disposition: 'in_transit',
  },
  TransformationEvent: {
    type: 'TransformationEvent',
    ...when,
    transformationID: 'urn:example:assembly:5',
    inputQuantityList: [{ epcClass: 'urn:epc:idpat:sgtin:952132.1000011.*', quantity: 8 }],
    outputEPCList: ['https://id.gs1.org/01/09521321000028/21/B1'],
    bizStep: 'assembling',
    ilmd: { 'cbvmda:countryOfOrigin': 'TW' },
  },
};

const epcisContext = [
  'https://ref.gs1.org/standards/epcis/epcis-context.jsonld',
  { ex: 'https://ns.example.org/epcis/' },
];

export function documentOf(...eventList: unknown[]): Sample & { epcisBody: Sample } {
  return {
    '@context': epcisContext,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-02T01:20:00Z',
    epcisBody: { eventList },
  };
}
