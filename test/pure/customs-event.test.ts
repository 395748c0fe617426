import { describe, expect, test } from 'vitest';
import { ownErrors, readFacts } from '../../server/src/customs/customs-event.ts';
import { readDocument, readSingleEvent, textOf } from '../../server/src/customs/epcis-document.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { documentOf, held, samples } from '../support/epcis-samples.ts';

describe('what is filed of an event', () => {
  test('is every piece and class with its role', () => {
    const { epcs, quantities } = readFacts(samples.AggregationEvent ?? {}, undefined);
    expect(epcs.map(({ role }) => role)).toEqual(['PARENT', 'CHILD']);
    expect(quantities).toMatchObject([{ role: 'CHILD', quantity: 8, uom: null, chip: null }]);
    const made = readFacts(samples.TransformationEvent ?? {}, undefined);
    expect([...made.epcs, ...made.quantities].map(({ role }) => role)).toEqual(['OUTPUT', 'INPUT']);
  });

  test('has a link no longer than a column', () => {
    const epc = `urn:epc:id:giai:952132.${'!'.repeat(1900)}`;
    expect(readFacts(held(1, { epcList: [epc] }), undefined).epcs).toMatchObject([
      { epc, digitalLink: epc },
    ]);
  });

  test.each([
    ['urn:carnet:chip:H200', 'H200'],
    ['urn:carnet:chip:Ascend%20910C', 'Ascend 910C'],
    ['urn:carnet:chip:%00', null],
    ['urn:carnet:chip:%FF', null],
    ['urn:epc:idpat:sgtin:952132.1000011.*', null],
  ])('knows the chip of %s as %s', (epcClass, chip) => {
    const event = held(1, { quantityList: [{ epcClass }] });
    expect(readFacts(event, undefined).quantities).toMatchObject([{ chip, quantity: null }]);
  });

  const byNumber = { key: null, authority: 'BIS', number: 'D 1' };
  test.each([
    ['urn:carnet:licence:BIS:D%201', [byNumber]],
    [`urn:carnet:licence:${encodeId('Licence', 7)}`, [{ key: '7', authority: null, number: null }]],
    [`urn:carnet:licence:${encodeId('Chip', 7)}`, []],
    ['urn:carnet:licence:anything', []],
    ['urn:carnet:licence:BIS:%FF', []],
    ['urn:carnet:licence:BIS:D:1', []],
    ['urn:example:licence:BIS:D1', []],
  ])('reads the licences of %s', (uri, licences) => {
    const certified = held(1, { certificationInfo: uri, bizTransactionList: [] });
    expect(readFacts(certified, undefined).licences).toEqual(licences);
    for (const type of ['cert', 'cbv:BTT-cert', 'https://ref.gs1.org/cbv/BTT-cert']) {
      const named = held(1, { bizTransactionList: [{ type, bizTransaction: uri }] });
      expect(readFacts(named, undefined).licences).toEqual(licences);
    }
    for (const type of ['po', undefined]) {
      const other = held(1, { bizTransactionList: [{ type, bizTransaction: uri }] });
      expect(readFacts(other, undefined).licences).toEqual([]);
    }
  });

  test('reads fields of Carnet under any prefix, and refuses what they may not say', () => {
    const said = { 'c:controlType': 'PHYSICAL', 'c:statusAfter': 'RELEASED', 'c:other': 1 };
    const event = held(1, said);
    const context = { c: 'urn:carnet:epcis:' };
    expect(readFacts(event, context)).toMatchObject({
      controlType: 'PHYSICAL',
      statusBefore: null,
      statusAfter: 'RELEASED',
    });
    expect(ownErrors(event, context, 3)).toEqual([]);
    expect(readFacts(event, { c: 'urn:example:' })).toMatchObject({ controlType: null });
    const wrong = held(1, { 'c:controlType': ['PHYSICAL'], 'c:statusBefore': 'under control' });
    expect(ownErrors(wrong, context, 3)).toMatchObject([
      { event: 3, field: 'c:controlType' },
      { event: 3, field: 'c:statusBefore' },
    ]);
    const listed = held(1, { 'c:controlType': 'XRAY' });
    expect(ownErrors(listed, context, 3)).toMatchObject([{ event: 3, field: 'c:controlType' }]);
  });
});

describe('a request', () => {
  test('brings a document as an object or as its text', () => {
    const document = documentOf(held(1), held(2));
    const read = readDocument(textOf(document));
    expect(read).toEqual(readDocument(JSON.stringify(document)));
    expect('events' in read && read.events.map(({ text }) => text)).toEqual([
      JSON.stringify(held(1)),
      JSON.stringify(held(2)),
    ]);
  });

  test.each([
    ['two', `${JSON.stringify(held(1))},${JSON.stringify(held(2))}`],
    ['none', ''],
    ['one that ends the document', `${JSON.stringify(held(1))}]}, "x": {"y": [{}`],
    ['a list', `[${JSON.stringify(held(1))}]`],
  ])('brings one event, not %s', (_, text) =>
    expect(readSingleEvent(text)).toMatchObject({ errors: [expect.anything()] }),
  );
});
