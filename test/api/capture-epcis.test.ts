import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, captureText, type Customs, openCustoms } from '../support/customs.ts';
import { documentOf, held, samples } from '../support/epcis-samples.ts';
import { ask as askServer } from '../support/http.ts';

let customs: Customs;
beforeAll(async () => {
  customs = await openCustoms();
});
afterAll(() => customs.server.close());

describe('captureEpcis', () => {
  test('takes a document once, and its events once', async () => {
    const document = documentOf(held(1), held(2));
    const input = { idempotencyKey: 'twice' };
    const first = await customs.capture(document, customs.carrier, input);
    expect(first).toMatchObject({ captured: 2, alreadyKnown: 0, replayed: false });
    expect(first.customsEvents).toMatchObject([
      { eventId: held(1).eventID },
      { eventId: held(2).eventID },
    ]);
    expect(await customs.capture(document, customs.carrier, input)).toEqual({
      ...first,
      replayed: true,
    });
    const again = await customs.capture(documentOf(held(2), held(3)));
    expect(again).toMatchObject({ captured: 1, alreadyKnown: 1, replayed: false });
    const other = await customs.capture(documentOf(held(4)), customs.carrier, input);
    expect(other).toMatchObject({ __typename: 'IdempotencyConflict' });
  });

  test.each(Object.entries(samples))('gives %s back with nothing lost', async (type, sample) => {
    const event = { eventID: `urn:example:graphql:${type}`, ...sample };
    expect(await customs.capture(documentOf(event))).toMatchObject({ captured: 1 });
    const found = await customs.one('eventType document', event.eventID);
    expect(found?.eventType).toBe(type);
    expect(JSON.stringify(found?.document)).toBe(JSON.stringify(event));
  });

  test('keeps the text of a text sign by sign', async () => {
    const number = '12345678901234567890.10';
    const event = JSON.stringify({ ...held(10), 'ex:n': 'here' }).replace('"here"', number);
    const text = JSON.stringify(documentOf('there')).replace('"there"', event);
    expect(await customs.capture(text)).toMatchObject({ captured: 1 });
    const query = `{ customsEvent(eventId: "${held(10).eventID}") { document } }`;
    const { body } = await askServer(customs.server.url, { query }, customs.carrier);
    expect(body).toContain(`"ex:n":${number}`);
  });

  test('says which event and which field is wrong, and keeps nothing', async () => {
    const wrong = held(21, { bizStep: 'clearing', 'carnet:controlType': 'XRAY' });
    const refused = await customs.capture(
      documentOf(held(20), wrong, held(22, { action: undefined })),
    );
    expect(refused).toMatchObject({
      __typename: 'EpcisInvalid',
      code: 'EPCIS_INVALID',
      errors: [
        { event: 1, field: 'bizStep', message: expect.stringContaining('clearing') },
        { event: 2, field: 'action' },
      ],
    });
    expect(await customs.one('id', held(20).eventID)).toBeNull();
  });

  test.each([
    ['no document', { type: 'EPCISDocument' }, '@context'],
    ['no JSON', '{"epcisBody": {', ''],
    ['a number', 7, ''],
    ['too deep', `${'['.repeat(2000)}${']'.repeat(2000)}`, ''],
    ['too many', JSON.stringify(documentOf(...Array(1001).fill({}))), 'epcisBody.eventList'],
  ])('refuses %s as a whole', async (_, document, field) => {
    const refused = await customs.capture(document);
    expect(refused.__typename).toBe('EpcisInvalid');
    expect(refused.errors).toContainEqual(expect.objectContaining({ event: null, field }));
  });

  test('takes a thousand events, as text', async () => {
    const events = Array.from({ length: 1000 }, (_, n) => held(5000 + n));
    const document = JSON.stringify(documentOf(...events));
    expect(await customs.capture(document)).toMatchObject({ captured: 1000 });
  });

  test('never changes an event', async () => {
    await customs.capture(documentOf(held(30)));
    const other = held(30, { disposition: 'available' });
    expect(await customs.capture(documentOf(held(31), other))).toMatchObject({
      __typename: 'EpcisConflict',
      code: 'EPCIS_CONFLICT',
      eventId: held(30).eventID,
    });
    expect(await customs.one('id', held(31).eventID)).toBeNull();
    const certified = held(30, { certificationInfo: 'urn:example:certificate:1' });
    expect((await customs.capture(documentOf(certified))).__typename).toBe('EpcisConflict');
  });

  test('is for who handles goods or documents', async () => {
    for (const key of [null, customs.server.keys.analyst, customs.server.keys.integrator]) {
      expect(await customs.capture(documentOf(held(40)), key)).toEqual({
        __typename: 'NotAuthorised',
        action: 'CAPTURE_EPCIS',
      });
    }
  });
});

test('a document of 50 MB is refused clearly over GraphQL, and taken at /epcis/capture', async () => {
  const filler = 'x'.repeat(1_000_000);
  const events = Array.from({ length: 50 }, (_, n) => held(9000 + n, { 'ex:filler': filler }));
  const text = JSON.stringify(documentOf(...events));
  const variables = { input: { idempotencyKey: 'long', document: text } };
  const { status, errors } = await askServer(
    customs.server.url,
    { query: captureText, variables },
    customs.carrier,
  );
  expect(status).toBe(413);
  expect(errors?.[0]?.message).toContain('1 MiB');
  const answer = await fetch(new URL('/epcis/capture', customs.server.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${customs.carrier}`, 'content-type': 'application/ld+json' },
    body: text,
  });
  expect(answer.status).toBe(202);
});

test('recordCustomsEvent takes one event', async () => {
  const record = async (event: unknown, key: string | null = customs.carrier) => {
    const query = `mutation ($input: RecordCustomsEventInput!) { recordCustomsEvent(input: $input) { __typename
      ... on RecordCustomsEventPayload { replayed customsEvent { eventId contentHash recordTime } }
      ... on EpcisInvalid { errors { event field } } ... on EpcisConflict { eventId } ... on NotAuthorised { action } } }`;
    const input = { idempotencyKey: randomUUID(), event };
    return (await customs.ask(query, { input }, key)).recordCustomsEvent as Answer;
  };
  const { eventID: _, ...event } = held(50);
  const first = await record(event);
  const { eventId, contentHash } = first.customsEvent as Answer;
  expect(eventId).toBe(contentHash);
  expect(eventId).toMatch(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
  expect((await record(JSON.stringify(event))).customsEvent).toEqual(first.customsEvent);
  expect(await record({ ...event, eventTime: 'noon' })).toMatchObject({
    errors: [{ event: 0, field: 'eventTime' }],
  });
  for (const none of ['{}, {}', '', '{}]}, "epcisBody": {"eventList": [{}']) {
    expect((await record(none)).__typename).toBe('EpcisInvalid');
  }
  expect(await record(event, customs.server.keys.analyst)).toMatchObject({
    action: 'RECORD_CUSTOMS_EVENT',
  });
});

// Documents of others, where there are some: `valid` and `invalid` in the folder that is named.
const folder = process.env.CARNET_EPCIS_DOCUMENTS;
for (const kind of folder ? ['valid', 'invalid'] : []) {
  const place = join(folder ?? '', kind);
  test.each(readdirSync(place))(`${kind}: %s`, async (name) => {
    const text = readFileSync(join(place, name), 'utf8');
    const document = JSON.parse(text);
    const answer = await customs.capture(document);
    if (kind === 'invalid') {
      expect(answer.__typename).toBe('EpcisInvalid');
      for (const { event, field } of answer.errors as { event: number | null; field: string }[]) {
        expect(field).not.toBe('');
        expect(event === null).toBe(field === '@context');
      }
      return;
    }
    const { eventList } = document.epcisBody;
    expect(answer).toMatchObject({ __typename: 'CaptureEpcisPayload' });
    expect(answer.captured).toBeGreaterThan(0);
    for (const [index, { eventId }] of (answer.customsEvents as { eventId: string }[]).entries()) {
      const found = await customs.one('document errorDeclaration { document }', eventId);
      const declared = found?.errorDeclaration as { document: unknown } | null;
      expect(declared?.document ?? found?.document).toEqual(eventList[index]);
    }
  });
}
