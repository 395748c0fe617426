import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Carnet, createCarnet, type Load, pages } from '@carnet/sdk';
import { documentOf, samples } from '../support/epcis-samples.ts';
import { served } from '../support/imagined.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let carnet: Carnet;
beforeAll(async () => {
  server = await startTestServer({ story: true });
  carnet = createCarnet({ url: server.url, key: server.keys.admin });
  const seen = await carnet.captureEpcis({
    document: documentOf(...Object.values(samples)),
    idempotencyKey: 'what the story does not tell',
  });
  expect(seen).toMatchObject({ captured: Object.keys(samples).length });
}, 120_000);
afterAll(() => server?.close());

interface Identified {
  readonly id: string;
}
type List = Load<Identified, { first?: number }, never>;
type Lookup = (variables: { id: string }) => Promise<Identified | null>;

const fields = Object.values(served.getQueryType()?.getFields() ?? {});
const lists = fields
  .filter(({ type }) => String(type).endsWith('Connection!'))
  .map(({ name, type }) => ({
    list: { licenceEvents: 'pastLicenceEvents', events: 'pastEvents' }[name] ?? name,
    // the field that answers one of them by its id
    lookup: fields.find((each) => `${each.type}Connection!` === String(type))?.name,
  }));
const method = (name: string) => carnet[name as keyof Carnet];

test.each(lists)('$list: each once, page by page, and one by id', async (one) => {
  const list = method(one.list) as List;
  const whole = await list({ first: 200 });
  const few = Math.max(1, Math.ceil((whole?.nodes.length ?? 0) / 3));
  const ids: string[] = [];
  for await (const { id } of pages(list, { first: few })) {
    ids.push(id);
    if (ids.length === whole?.nodes.length) break;
  }
  expect(ids).toEqual(whole?.nodes.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);

  const [id] = ids;
  if (!id || !one.lookup) return;
  const found = await (method(one.lookup) as Lookup)({ id });
  expect(found?.id).toBe(id);
});

test('every list has something to read', async () => {
  const empty: string[] = [];
  for (const { list } of lists) {
    const page = await (method(list) as List)({ first: 1 });
    if (!page?.nodes.length) empty.push(list);
  }
  expect(empty).toEqual([]);
});
