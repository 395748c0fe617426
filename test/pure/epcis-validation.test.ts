import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventErrors, headErrors } from '../../server/src/customs/epcis-validation.ts';
import { documentOf, held, samples } from '../support/epcis-samples.ts';

const wrong = (event: unknown): string[] => eventErrors(event, 3).map(({ field }) => field);

describe('an event', () => {
  test.each(Object.entries(samples))('%s is taken', (_, sample) => {
    expect(eventErrors(sample, 0)).toEqual([]);
  });

  test('is refused with its index, the field and what is right', () => {
    expect(eventErrors(held(1, { bizStep: 'clearing' }), 7)).toEqual([
      {
        event: 7,
        field: 'bizStep',
        message:
          'bizStep is "clearing", which CBV 2.0 does not know: take one of its words, or a URI of your own.',
      },
    ]);
  });

  test.each([
    ['type', { type: 'CustomsEvent' }],
    ['type', { type: undefined }],
    ['action', { action: 'CREATE' }],
    ['action', { action: undefined }],
    ['eventTime', { eventTime: '2026-02-30T00:00:00Z' }],
    ['eventTime', { eventTime: '2026-02-03T00:00:00' }],
    ['eventTime', { eventTime: '0000-01-01T00:00:00Z' }],
    ['eventTime', { eventTime: 1770000000 }],
    ['eventTimeZoneOffset', { eventTimeZoneOffset: '+14:30' }],
    ['eventTimeZoneOffset', { eventTimeZoneOffset: 'Z' }],
    ['eventID', { eventID: 'no uri' }],
    ['disposition', { disposition: 'in_customs' }],
    ['epcList[0]', { epcList: ['M1'] }],
    ['epcList', { epcList: undefined }],
    ['quantityList[0].quantity', { quantityList: [{ epcClass: 'urn:x:y', quantity: '8' }] }],
    ['quantityList[0].uom', { quantityList: [{ epcClass: 'urn:x:y', quantity: 8, uom: 'chips' }] }],
    ['readPoint.id', { readPoint: {} }],
    ['readPoint', { readPoint: 'urn:x:y' }],
    ['bizTransactionList[0].type', { bizTransactionList: [{ type: 'x', bizTransaction: 'u:x' }] }],
    ['sourceList[0].type', { sourceList: [{ type: 'place', source: 'urn:x:y' }] }],
    ['ilmd.lot', { action: 'ADD', ilmd: { lot: 'L7' } }],
    ['ilmd', { ilmd: { 'ex:lot': 'L7' } }],
    ['note', { note: 'not under a namespace' }],
    ['errorDeclaration.reason', { errorDeclaration: declared('typo') }],
    ['sensorElementList[0].sensorReport[0].type', { sensorElementList: [sensed('Warmth')] }],
    ['persistentDisposition.set[0]', { persistentDisposition: { set: ['fine'] } }],
    ['certificationInfo[0]', { certificationInfo: ['report 77'] }],
  ])('is refused for %s in %j', (field, change) => {
    expect(wrong(held(1, change))).toEqual([field]);
  });

  test.each([null, 7, 'ObjectEvent', [held()]])('%j is none', (value) => {
    expect(wrong(value)).toEqual(['']);
  });

  test('says everything that is wrong with it', () => {
    expect(wrong(held(1, { action: 'X', bizStep: 'y', disposition: 'z' })).sort()).toEqual([
      'action',
      'bizStep',
      'disposition',
    ]);
  });
});

describe('a document', () => {
  const without = (name: string) => ({ ...documentOf(held()), [name]: undefined });
  const fields = (document: unknown) => headErrors(document).map(({ field }) => field);

  test('is taken', () => expect(headErrors(documentOf(held()))).toEqual([]));
  test.each(['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'])(
    'needs %s',
    (name) => expect(fields(JSON.parse(JSON.stringify(without(name))))).toEqual([name]),
  );
  test('has a list of events', () => {
    expect(fields({ ...documentOf(), epcisBody: {} })).toEqual(['epcisBody.eventList']);
  });
  test('is of EPCIS 2', () => {
    expect(fields({ ...documentOf(), schemaVersion: '1.2' })).toEqual(['schemaVersion']);
  });
});

function declared(reason: string) {
  return { declarationTime: '2026-03-03T00:00:00Z', reason };
}

function sensed(type: string) {
  return { sensorReport: [{ type, value: 1 }] };
}

// Documents of others, where there are some: `valid` and `invalid` in the folder that is named.
const folder = process.env.CARNET_EPCIS_DOCUMENTS;
for (const kind of folder ? ['valid', 'invalid'] : []) {
  const place = join(folder ?? '', kind);
  test.each(readdirSync(place))(`${kind}: %s`, (name) => {
    const document = JSON.parse(readFileSync(join(place, name), 'utf8'));
    const errors = [...headErrors(document), ...document.epcisBody.eventList.flatMap(eventErrors)];
    expect(errors.length > 0).toBe(kind === 'invalid');
  });
}
