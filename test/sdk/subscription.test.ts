import { randomUUID } from 'node:crypto';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  expectTypeOf,
  test,
} from 'vitest';
import { WebSocket } from 'ws';
import { type Carnet, createCarnet, type LicenceStatus } from '@carnet/sdk';
import { type Door, openDoor } from '../support/door.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let authority: Carnet;
let licenceId: string;
let position: string;
let door: Door;
/** comes to the server through the door */
let follower: Carnet;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  authority = createCarnet({ url: server.url, key: server.keys.authority });
  const { nodes } = await authority.licences({ filter: { status: { eq: 'ACTIVE' } } });
  licenceId = nodes[0]?.id ?? '';
});
afterAll(() => server.close());

beforeEach(async () => {
  position = await settled();
  door = await openDoor(server.url);
  follower = createCarnet({ url: door.url });
});
afterEach(() => door.close());

/** Suspends and reinstates the licence: two events. */
async function turn(): Promise<void> {
  const decision = () => ({ licenceId, reason: 'end use in doubt', idempotencyKey: randomUUID() });
  await authority.suspendLicence(decision());
  await authority.reinstateLicence(decision());
}

/** Where the log ends once every decision of the test before has its place in it. */
async function settled(): Promise<string> {
  for (;;) {
    const { licence } = await authority.licenceAndPosition({ id: licenceId });
    const events = authority.pages(authority.pastLicenceEvents, {
      filter: { licence: { id: { eq: licenceId } } },
    });
    let last = 0;
    for await (const { version } of events) last = version ?? last;
    if (last === licence?.version) return authority.position();
  }
}

/** What the log holds since the test began. */
async function logged(): Promise<number[]> {
  const events = authority.pages(authority.pastLicenceEvents, { after: position });
  const positions: number[] = [];
  for await (const event of events) positions.push(event.position);
  return positions;
}

describe('a subscription', () => {
  test('gives what happened since, in order, with dates', async () => {
    await turn();
    const seen: (LicenceStatus | null)[] = [];
    for await (const event of follower.licenceEvents({ after: position })) {
      expect(event.occurredAt).toBeInstanceOf(Date);
      expect(event.licence).toMatchObject({ id: licenceId, recordedAt: expect.any(Date) });
      expectTypeOf(event.statusAfter).toEqualTypeOf<LicenceStatus | null>();
      seen.push(event.statusAfter);
      if (seen.length === 2) await turn();
      if (seen.length === 4) break;
    }
    expect(seen).toEqual(['SUSPENDED', 'ACTIVE', 'SUSPENDED', 'ACTIVE']);
  });

  test('starts at the beginning of the log where that is wanted, and filters', async () => {
    const filter = { type: { eq: 'LICENCE_RECORDED' as const } };
    for await (const event of follower.licenceEvents({ from: 'BEGINNING', filter })) {
      expect(event).toMatchObject({ position: 1, __typename: 'LicenceRecorded' });
      break;
    }
  });

  test('takes a document of your own', async () => {
    await turn();
    type Brief = { licenceEvents: { cursor: string; reason: string | null } };
    const text =
      'subscription Brief($after: Cursor) { licenceEvents(after: $after) { cursor reason } }';
    for await (const event of follower.subscribe<Brief>(text, { after: position })) {
      expectTypeOf(event.reason).toEqualTypeOf<string | null>();
      expect(event.reason).toBe('end use in doubt');
      break;
    }
  });

  test('that does not select the cursor is told to', async () => {
    await turn();
    const text = 'subscription Blind($after: Cursor) { licenceEvents(after: $after) { id } }';
    await expect(follower.subscribe(text, { after: position }).next()).rejects.toMatchObject({
      code: 'UNREADABLE_ANSWER',
      message: expect.stringContaining('cursor'),
    });
  });

  test('takes the WebSocket it is given', async () => {
    await turn();
    let made = 0;
    class Counted extends WebSocket {
      constructor(url: string, protocols?: string | string[]) {
        super(url, protocols);
        made += 1;
      }
    }
    const carnet = createCarnet({ url: door.url, webSocket: Counted });
    await carnet.licenceEvents({ after: position }).next();
    expect(made).toBe(1);
  });
});

describe('a connection that is cut', () => {
  test('while nothing arrives costs no event of those that happen meanwhile', async () => {
    const seen: number[] = [];
    let losses = 0;
    const onRetry = () => {
      losses += 1;
    };
    await turn();
    for await (const event of follower.licenceEvents({ after: position, onRetry })) {
      seen.push(event.position);
      if (seen.length === 10) break;
      if (seen.length % 2 === 1) continue;
      door.cut();
      await turn();
    }
    expect(seen).toEqual(await logged());
    expect(losses).toBe(4);
  });

  test('in the midst of many costs none, and repeats none', async () => {
    const turns = 20;
    const deciding = (async () => {
      for (let count = 0; count < turns; count += 1) await turn();
    })();
    let losses = 0;
    const seen: number[] = [];
    const onRetry = () => {
      losses += 1;
    };
    for await (const event of follower.licenceEvents({ after: position, onRetry })) {
      seen.push(event.position);
      if (seen.length === 2 * turns) break;
      if (seen.length % 7 === 0) door.cut();
    }
    await deciding;
    expect(seen).toEqual(await logged());
    expect(losses).toBeGreaterThan(0);
  });

  test('before the first event costs none either', async () => {
    let noticed = () => {};
    const lost = new Promise<void>((resolve) => {
      noticed = resolve;
    });
    const events = follower.licenceEvents({ onRetry: () => noticed() });
    const first = events.next();
    // one connection asks where the log stands, the other follows it
    await expect.poll(() => door.opened()).toBeGreaterThanOrEqual(2);
    door.cut();
    await lost;
    await turn();
    const event = (await first).value;
    expect(event).toMatchObject({ statusAfter: 'SUSPENDED', position: (await logged())[0] });
    await events.return();
  });

  test('is given up after as many attempts as are wanted', async () => {
    await door.close();
    const told: unknown[] = [];
    const onRetry = (error: unknown) => told.push(error);
    const events = follower.licenceEvents({ after: position, retries: 1, onRetry });
    await expect(events.next()).rejects.toMatchObject({ code: 'NETWORK' });
    expect(told).toMatchObject([{ code: 'NETWORK' }]);
    door = await openDoor(server.url);
  });
});

describe('a subscription ends', () => {
  test('quietly, when it is aborted', async () => {
    await turn();
    const stop = new AbortController();
    const seen: number[] = [];
    const { signal } = stop;
    for await (const event of follower.licenceEvents({ after: position, signal })) {
      seen.push(event.position);
      if (seen.length === 2) setImmediate(() => stop.abort());
    }
    expect(seen).toEqual(await logged());
    expect(await follower.licenceEvents({ signal }).next()).toEqual({ done: true });
  });

  test('with the code of what is wrong with it, at once', async () => {
    const wrongKey = createCarnet({ url: server.url, key: 'carnet_secretive' });
    const after = position;
    await expect(wrongKey.licenceEvents({ after }).next()).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.not.stringContaining('secretive'),
    });
    await expect(follower.licenceEvents({ after: 'x' }).next()).rejects.toMatchObject({
      code: 'MALFORMED_CURSOR',
    });
    const nothing = follower.subscribe('subscription { nothing }', { after });
    await expect(nothing.next()).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});
