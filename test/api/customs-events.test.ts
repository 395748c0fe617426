import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { type Answer, type Customs, openCustoms } from '../support/customs.ts';
import { documentOf, held, type Sample } from '../support/epcis-samples.ts';

let customs: Customs;
beforeAll(async () => {
  customs = await openCustoms();
});
afterAll(() => customs.server.close());

describe('an event', () => {
  test('is seen by whoever captured it and by administrators, and can be counted by nobody else', async () => {
    const { eventID } = held(60);
    await customs.capture(documentOf(held(60)));
    for (const key of [customs.carrier, customs.colleague, customs.server.keys.admin]) {
      expect(await customs.one('capturedBy { name }', eventID, key)).toEqual({
        capturedBy: { name: 'Alibaba' },
      });
      expect(await customs.count({ eventId: { eq: eventID } }, key)).toBe(1);
    }
    for (const key of [
      null,
      customs.rival,
      customs.server.keys.analyst,
      customs.server.keys.authority,
    ]) {
      expect(await customs.one('id', eventID, key)).toBeNull();
      expect(await customs.count({}, key)).toBe(0);
    }
  });

  test('of a key without an organisation is seen by that key', async () => {
    const { eventID } = held(61);
    expect(await customs.capture(documentOf(held(61)), customs.server.keys.broker)).toMatchObject({
      captured: 1,
    });
    const found = await customs.one(
      'eventId capturedBy { name }',
      eventID,
      customs.server.keys.broker,
    );
    expect(found).toEqual({ eventId: eventID, capturedBy: null });
    expect(await customs.one('eventId', eventID, customs.server.keys.authority)).toBeNull();
  });

  test('of another holder leaves no trace: its id is as free as any', async () => {
    await customs.capture(documentOf(held(62)));
    const same = await customs.capture(documentOf(held(62)), customs.rival);
    expect(same).toMatchObject({ captured: 1, alreadyKnown: 0 });
    await customs.capture(documentOf(held(63)));
    const other = held(63, { disposition: 'available' });
    expect(await customs.capture(documentOf(other), customs.rival)).toMatchObject({ captured: 1 });
    expect(await customs.one('disposition', held(63).eventID, customs.rival)).toEqual({
      disposition: 'available',
    });
    expect(await customs.one('disposition', held(63).eventID)).toEqual({
      disposition: 'unavailable',
    });
    const both = await customs.ask(
      `query ($id: String) { one: customsEvent(eventId: $id) { disposition }
        theirs: customsEvent(eventId: $id, capturedBy: "Tencent") { disposition } }`,
      { id: held(63).eventID },
      customs.server.keys.admin,
    );
    expect(both).toEqual({
      one: { disposition: 'unavailable' },
      theirs: { disposition: 'available' },
    });
    expect(await customs.capture(documentOf(held(62)), customs.colleague)).toMatchObject({
      alreadyKnown: 1,
    });
  });

  test('is found by what it is about, in any form of a key', async () => {
    const event = held(70, {
      epcList: ['urn:epc:id:sgtin:952132.1000011.M70'],
      quantityList: [{ epcClass: 'urn:carnet:chip:H200', quantity: 8 }],
    });
    await customs.capture(documentOf(event));
    const fields = `epcs { nodes { role epc digitalLink } } quantities { nodes { quantity uom chip { name } } }
      bizTransactions { nodes { type uri } }`;
    const found = (await customs.one(fields, event.eventID)) as Answer & {
      epcs: { nodes: Sample[] };
    };
    expect(found).toMatchObject({
      epcs: { nodes: [{ role: 'OBJECT', epc: 'urn:epc:id:sgtin:952132.1000011.M70' }] },
      quantities: { nodes: [{ quantity: '8', uom: null, chip: { name: 'H200' } }] },
      bizTransactions: {
        nodes: [
          { type: 'cert', uri: 'urn:example:licence:D-1001' },
          { type: 'https://ns.example.org/declaration', uri: 'urn:example:mrn:26CN0007' },
        ],
      },
    });
    const [epc] = found.epcs.nodes;
    expect(epc?.digitalLink).toMatch(/^https:\/\/id\.gs1\.org\/01\/\d{14}\/21\/M70$/);
    const about = (where: object) => customs.count({ epcs: { some: where } });
    expect(await about({ digitalLink: { eq: epc?.digitalLink } })).toBe(1);
    expect(await customs.count({ quantities: { some: { chip: { name: { eq: 'H200' } } } } })).toBe(
      1,
    );
    expect(
      await customs.count(
        { quantities: { some: { chip: { name: { eq: 'H200' } } } } },
        customs.rival,
      ),
    ).toBe(0);
  });

  test('shows the licences that it names, to who may see them', async () => {
    const client = await connectDatabase(customs.server.databaseUrl);
    const add = `insert into licence (number, direction, type, status, jurisdiction_id, authority_id, published)
      select $1, 'EXPORT', 'INDIVIDUAL', 'ACTIVE', jurisdiction.id, organisation.id, $2
      from jurisdiction, organisation where code = 'US' and organisation.name = $3`;
    const authority = (await client.query('select name from organisation order by id limit 1'))
      .rows[0].name as string;
    await client.query(add, ['D 1', true, authority]);
    await client.query(add, ['D 2', false, authority]);
    await client.end();
    const uri = (number: string) =>
      `urn:carnet:licence:${encodeURIComponent(authority)}:${encodeURIComponent(number)}`;
    const byNumber = `query ($a: String) { licence(number: "D 1", authority: $a) { id } }`;
    const { licence } = await customs.ask(byNumber, { a: authority }, customs.carrier);
    const { id } = licence as { id: string };
    const event = held(80, {
      certificationInfo: [`urn:carnet:licence:${id}`, 'urn:carnet:licence:%FF', 'urn:a:b'],
      bizTransactionList: [
        { type: 'cert', bizTransaction: uri('D 1') },
        { type: 'urn:epcglobal:cbv:btt:cert', bizTransaction: uri('D 2') },
        { type: 'po', bizTransaction: uri('D 3') },
      ],
    });
    expect(await customs.capture(documentOf(event))).toMatchObject({ captured: 1 });
    const fields = 'certificationInfo licences { nodes { number } }';
    expect(await customs.one(fields, event.eventID)).toEqual({
      certificationInfo: event.certificationInfo,
      licences: { nodes: [{ number: 'D 1' }] },
    });
    expect(
      await customs.one('licences { totalCount }', event.eventID, customs.server.keys.admin),
    ).toEqual({
      licences: { totalCount: 2 },
    });
    expect(await customs.count({ certificationInfo: { contains: 'urn:a:b' } })).toBe(1);
    expect(await customs.count({ licences: { some: { number: { eq: 'D 2' } } } })).toBe(0);
  });

  test('says what customs did in fields of Carnet', async () => {
    const context = { customs: 'urn:carnet:epcis:' };
    const said = {
      'customs:controlType': 'PHYSICAL',
      'customs:statusBefore': 'UNDER_CONTROL',
      'customs:statusAfter': 'RELEASED',
    };
    const event = held(85, { '@context': context, ...said });
    expect(await customs.capture(documentOf(event))).toMatchObject({ captured: 1 });
    const fields = 'controlType statusBefore statusAfter provenance';
    expect(await customs.one(fields, event.eventID)).toEqual({
      controlType: 'PHYSICAL',
      statusBefore: 'UNDER_CONTROL',
      statusAfter: 'RELEASED',
      provenance: 'RECORDED',
    });
    const wrong = held(86, { '@context': context, 'customs:controlType': 'XRAY' });
    expect(await customs.capture(documentOf(wrong))).toMatchObject({
      errors: [{ event: 0, field: 'customs:controlType' }],
    });
  });

  test('is declared erroneous once, and shows what puts it right', async () => {
    const errorDeclaration = {
      declarationTime: '2026-03-04T00:00:00Z',
      reason: 'incorrect_data',
      correctiveEventIDs: [held(91).eventID, 'urn:example:not-here'],
    };
    const declared = documentOf(held(90, { errorDeclaration }), held(91));
    await customs.capture(documentOf(held(90)));
    expect(await customs.capture(declared)).toMatchObject({ captured: 2, alreadyKnown: 0 });
    expect(await customs.capture(declared)).toMatchObject({ captured: 0, alreadyKnown: 2 });
    expect(await customs.capture(documentOf(held(90)))).toMatchObject({ alreadyKnown: 1 });
    const fields = `document errorDeclaration { declarationTime reason correctiveEventIds document }
      corrects { eventId } correctedBy { nodes { eventId } }`;
    expect(await customs.one(fields, held(90).eventID)).toEqual({
      document: held(90),
      errorDeclaration: {
        declarationTime: '2026-03-04T00:00:00.000Z',
        reason: 'incorrect_data',
        correctiveEventIds: errorDeclaration.correctiveEventIDs,
        document: held(90, { errorDeclaration }),
      },
      corrects: null,
      correctedBy: { nodes: [{ eventId: held(91).eventID }] },
    });
    expect(await customs.one(fields, held(91).eventID)).toMatchObject({
      errorDeclaration: null,
      corrects: { eventId: held(90).eventID },
      correctedBy: { nodes: [] },
    });
    const again = { ...errorDeclaration, reason: 'did_not_occur' };
    const changed = await customs.capture(documentOf(held(90, { errorDeclaration: again })));
    expect(changed).toMatchObject({ __typename: 'EpcisConflict', eventId: held(90).eventID });
    const right = { eventId: { in: [held(90).eventID, held(91).eventID] } };
    expect(await customs.count({ ...right, errorDeclaration: { isNull: true } })).toBe(1);
  });

  test('is told in the log, and so is its error', async () => {
    await customs.capture(documentOf(held(95)));
    const errorDeclaration = { declarationTime: '2026-03-04T00:00:00Z', reason: 'did_not_occur' };
    await customs.capture(documentOf(held(95, { errorDeclaration })));
    await customs.capture(documentOf(held(95)));
    const client = await connectDatabase(customs.server.databaseUrl);
    const { rows } = await client.query(
      `select type, licence_id, subject_type, payload ->> 'customsEvent' as id from event
       where payload ->> 'eventId' = $1 order by id`,
      [held(95).eventID],
    );
    await client.end();
    const found = await customs.one('id', held(95).eventID);
    const entry = { licence_id: null, subject_type: 'CustomsEvent', id: found?.id };
    expect(rows).toEqual([
      { type: 'CUSTOMS_EVENT_CAPTURED', ...entry },
      { type: 'CUSTOMS_EVENT_CORRECTED', ...entry },
    ]);
  });
});
