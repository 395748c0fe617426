import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf, held, type Sample, samples } from '../support/epcis-samples.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Job {
  captureID: string;
  running: boolean;
  success: boolean;
  captured: number;
  alreadyKnown: number;
  refused: number;
  events: number;
  errors: { event: number; field: string; title: string }[];
}

const at = (path: string): URL => new URL(path, server.url);
const asking = (key?: string, headers: Record<string, string> = {}) => ({
  ...headers,
  ...(key ? { authorization: `Bearer ${key}` } : {}),
});

function post(body: string | Buffer, headers: Record<string, string> = {}, key?: string) {
  return fetch(at('/epcis/capture'), {
    method: 'POST',
    headers: asking(key ?? server.keys.admin, {
      'content-type': 'application/ld+json',
      ...headers,
    }),
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
}

async function finished(response: Response, key = server.keys.admin): Promise<Job> {
  expect(response.status).toBe(202);
  expect(response.headers.get('gs1-epcis-version')).toBe('2.0');
  const place = response.headers.get('location') ?? '';
  for (;;) {
    const job = (await (await fetch(at(place), { headers: asking(key) })).json()) as Job;
    if (!job.running) return job;
    await sleep(20);
  }
}

const capture = async (document: unknown, headers: Record<string, string> = {}): Promise<Job> =>
  finished(await post(JSON.stringify(document), headers));

const read = (eventId: unknown, key: string | undefined = server.keys.admin) =>
  fetch(at(`/epcis/events/${encodeURIComponent(String(eventId))}`), { headers: asking(key) });

const proceed = { 'gs1-capture-error-behaviour': 'proceed' };

describe('a captured event', () => {
  test.each(Object.entries(samples))('%s comes back as it was written', async (_, sample) => {
    const event = { eventID: `urn:example:${sample.type}`, ...sample };
    expect(await capture(documentOf(event))).toMatchObject({ success: true, captured: 1 });
    const answer = await read(event.eventID);
    expect(answer.headers.get('content-type')).toContain('application/ld+json');
    const { '@context': context, ...rest } = (await answer.json()) as Sample;
    expect(context).toEqual(documentOf()['@context']);
    expect(JSON.stringify(rest)).toBe(JSON.stringify(event));
  });

  test('keeps every digit, blank and key of its text', async () => {
    const text = `{ "type":"ObjectEvent",\n "@context": [], "eventID":"urn:example:digits", "eventTime":"2026-03-02T09:15:00Z",
      "eventTimeZoneOffset":"+00:00", "action":"ADD", "epcList":["urn:example:1"],
      "ex:n": 12345678901234567890.10, "ex:o": {"2":1,"1":2}, "ex:t": "}],{\\"\\u0000\\ud800" }`;
    const document = JSON.stringify(documentOf('here')).replace('"here"', text);
    expect(await finished(await post(document))).toMatchObject({ captured: 1, errors: [] });
    expect(await (await read('urn:example:digits')).text()).toBe(text);
  });

  test('without an eventID has its content hash as one, and is taken once', async () => {
    const { eventID: _, ...event } = held(20, { 'ex:own': 'x' });
    const document = documentOf(event, event);
    expect(await capture(document)).toMatchObject({ captured: 1, alreadyKnown: 1, success: true });
    const { epcList, ...rest } = event;
    const turned = { epcList, ...rest, eventTime: '2026-03-02T01:15:00.25Z' };
    expect(await capture(documentOf(turned))).toMatchObject({ captured: 0, alreadyKnown: 1 });
  });

  test('is not replaced by another with its eventID', async () => {
    await capture(documentOf(held(30)));
    const other = held(30, { disposition: 'available' });
    const job = await capture(documentOf(held(31), other));
    expect(job).toMatchObject({ success: false, captured: 0, refused: 1 });
    expect(job.errors).toMatchObject([{ event: 1, field: 'eventID' }]);
    expect((await read(held(31).eventID)).status).toBe(404);
    expect(await (await read(held(30).eventID)).json()).toMatchObject({
      disposition: 'unavailable',
    });
  });

  test('can be declared erroneous, once', async () => {
    await capture(documentOf(held(40)));
    const errorDeclaration = {
      declarationTime: '2026-03-04T00:00:00Z',
      reason: 'incorrect_data',
      correctiveEventIDs: ['urn:example:right'],
    };
    const declared = documentOf(held(40, { errorDeclaration }));
    expect(await capture(declared)).toMatchObject({ captured: 1, success: true });
    expect(await capture(declared)).toMatchObject({ captured: 0, alreadyKnown: 1 });
    expect(await (await read(held(40).eventID)).json()).toMatchObject({ errorDeclaration });
  });

  test('is hidden from those it is not for', async () => {
    await capture(documentOf(held(50)));
    for (const key of [undefined, server.keys.broker, server.keys.authority]) {
      const answer = await fetch(at(`/epcis/events/${held(50).eventID}`), { headers: asking(key) });
      expect(answer.status).toBe(404);
    }
    expect((await read(held(50).eventID)).status).toBe(200);
  });
});

describe('what is wrong', () => {
  const mixed = () => documentOf(held(60), held(61, { bizStep: 'clearing' }), held(62));

  test('leaves nothing of the document by default', async () => {
    const job = await capture(mixed());
    expect(job).toMatchObject({ success: false, captured: 0, refused: 1, events: 3 });
    expect(job.errors).toMatchObject([{ event: 1, field: 'bizStep' }]);
    expect((await read(held(60).eventID)).status).toBe(404);
  });

  test('is left out where the rest may proceed', async () => {
    const job = await capture(mixed(), proceed);
    expect(job).toMatchObject({ success: false, captured: 2, refused: 1 });
    expect((await read(held(62).eventID)).status).toBe(200);
  });

  test.each([
    ['no JSON', '{"type": "EPCISDocument", "epcisBody": {"eventList": [', 400],
    ['nothing', '', 400],
    ['two lists', '{"epcisBody":{"eventList":[],"eventList":[]}}', 400],
    ['no document', '[]', 400],
    ['no context', JSON.stringify({ ...documentOf(), '@context': undefined }), 400],
    ['an event that is too long', JSON.stringify(documentOf({ a: 'x'.repeat(1_200_000) })), 400],
    ['brackets without end', '['.repeat(100_000), 400],
    ['no UTF-8', Buffer.from([0x7b, 0xff]), 400],
  ])('%s is refused at once', async (_, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ type: 'epcisException:ValidationException' });
  });

  test('of an event that is no JSON is said in the job', async () => {
    const text = JSON.stringify(documentOf('here')).replace('"here"', '{"type": ]');
    const job = await finished(await post(text, proceed));
    expect(job.errors).toMatchObject([{ event: 0, field: '' }]);
  });

  test('is answered by status', async () => {
    const body = JSON.stringify(documentOf());
    expect((await post(body, { 'content-type': 'text/xml' })).status).toBe(415);
    expect((await post(body, { 'gs1-epcis-version': '1.2' })).status).toBe(406);
    expect((await post(body, { 'gs1-capture-error-behaviour': 'maybe' })).status).toBe(400);
    expect((await post(body, {}, server.keys.analyst)).status).toBe(403);
    expect((await post(body, {}, 'unknown')).status).toBe(401);
    const anonymous = await fetch(at('/epcis/capture'), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(anonymous.status).toBe(403);
    expect((await fetch(at('/epcis/capture/1'))).status).toBe(404);
    expect((await fetch(at('/epcis/capture/x'))).status).toBe(404);
  });

  test('jobs of others are not there', async () => {
    const job = await capture(documentOf());
    const answer = await fetch(at(`/epcis/capture/${job.captureID}`), {
      headers: asking(server.keys.broker),
    });
    expect(answer.status).toBe(404);
    const own = await fetch(at('/epcis/capture'), { headers: asking(server.keys.admin) });
    expect(((await own.json()) as Job[])[0]).toMatchObject({ captureID: job.captureID });
  });
});

// Documents of others, where there are some: `valid` and `invalid` in the folder that is named.
const folder = process.env.CARNET_EPCIS_DOCUMENTS;
for (const kind of folder ? ['valid', 'invalid'] : []) {
  const place = join(folder ?? '', kind);
  test.each(readdirSync(place))(`${kind}: %s`, async (name) => {
    const text = readFileSync(join(place, name), 'utf8');
    const answer = await post(text, proceed);
    if (kind === 'invalid' && answer.status === 400) return;
    const job = await finished(answer);
    expect(job.success, JSON.stringify(job.errors)).toBe(kind === 'valid');
    if (kind === 'invalid') return;
    for (const event of JSON.parse(text).epcisBody.eventList) {
      if (!event.eventID) continue;
      const back = (await (await read(event.eventID)).json()) as Sample;
      const { '@context': _, ...rest } = back;
      expect(JSON.stringify('@context' in event ? back : rest)).toBe(JSON.stringify(event));
    }
  });
}
