import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { ask as askServer } from './http.ts';
import { startTestServer, type TestServer } from './server.ts';

export type Answer = Record<string, unknown>;

/** A server with the dataset, and keys of those who capture events. */
export interface Customs {
  readonly server: TestServer;
  /** of one organisation */
  readonly carrier: string;
  /** of the same */
  readonly colleague: string;
  /** of another */
  readonly rival: string;
  /** The answer's data; null asks without a key. */
  ask(query: string, variables: object, key: string | null): Promise<Answer>;
  /** What `captureEpcis` answers to the carrier, or to whom a key belongs. */
  capture(document: unknown, key?: string | null, more?: object): Promise<Answer>;
  /** The event of an eventID, as the carrier sees it, or who else. */
  one(fields: string, eventId: unknown, key?: string | null): Promise<Answer | null>;
  /** How many events there are for the carrier, or for whom else. */
  count(filter: object, key?: string | null): Promise<unknown>;
}

export const captureText = `mutation ($input: CaptureEpcisInput!) { captureEpcis(input: $input) {
  __typename
  ... on CaptureEpcisPayload { captured alreadyKnown replayed customsEvents { id eventId } }
  ... on EpcisInvalid { code errors { event field message } }
  ... on EpcisConflict { code eventId }
  ... on NotAuthorised { action }
  ... on IdempotencyConflict { key } } }`;

/** Call it in `beforeAll`, and `server.close` in `afterAll`. */
export async function openCustoms(): Promise<Customs> {
  const server = await startTestServer({ dataset: true });
  const ask: Customs['ask'] = async (query, variables, key) => {
    const answer = await askServer(server.url, { query, variables }, key ?? undefined);
    expect(answer.errors).toBeUndefined();
    return answer.data as Answer;
  };
  const keyFor = async (role: string, organisation: string): Promise<string> => {
    const query = `mutation { createApiKey(input: { idempotencyKey: "${role} ${organisation}", name: "x",
      roles: [${role}], organisation: { name: "${organisation}" } }) { ... on CreateApiKeyPayload { key } } }`;
    const { createApiKey } = await ask(query, {}, server.keys.admin);
    return (createApiKey as { key: string }).key;
  };
  const carrier = await keyFor('CARRIER', 'Alibaba');
  return {
    server,
    carrier,
    colleague: await keyFor('BUYER', 'Alibaba'),
    rival: await keyFor('CARRIER', 'Tencent'),
    ask,
    capture: async (document, key = carrier, more = {}) => {
      const input = { idempotencyKey: randomUUID(), document, ...more };
      return (await ask(captureText, { input }, key)).captureEpcis as Answer;
    },
    one: async (fields, eventId, key = carrier) => {
      const query = `query ($id: String) { customsEvent(eventId: $id) { ${fields} } }`;
      return (await ask(query, { id: eventId }, key)).customsEvent as Answer | null;
    },
    count: async (filter, key = carrier) => {
      const query =
        'query ($filter: CustomsEventFilter) { customsEvents(filter: $filter) { totalCount } }';
      return ((await ask(query, { filter }, key)).customsEvents as Answer).totalCount;
    },
  };
}
