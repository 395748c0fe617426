import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { useCarnet } from '../support/carnets.ts';
import { EventFollower } from '../support/event-follower.ts';
import { post } from '../support/post.ts';

const carnets = useCarnet();
const calls = 200;

interface Decided {
  decision: { __typename: string; licence?: { version: number } };
}

interface Ledger {
  licences: {
    nodes: {
      id: string;
      status: string;
      version: number;
      amendments: { nodes: { version: number; reason: string }[] };
      events: { nodes: { position: number; type: string; version: number; reason: string }[] };
    }[];
  };
}

const ledger = `{ licences(filter: { provenance: { eq: REPORTED } }) { nodes { id status version
  amendments(first: 200, orderBy: [{ field: VERSION }]) { nodes { version reason } }
  events(first: 200) { nodes { position type version reason } } } } }`;

it('keeps every acknowledged change, none half, when it is killed again and again', async () => {
  const port = String(await freePort());
  const start = () => carnets.start({ env: { PORT: port } });
  let carnet = start();
  const url = await carnet.ready();
  const keys = JSON.parse(readFileSync(join(carnets.dataDir, 'demo-keys.json'), 'utf8'));
  const follower = new EventFollower(url);
  follower.start();
  const { data } = await post<Ledger>(url, ledger);
  const licences = data?.licences.nodes ?? [];
  expect(licences.length).toBeGreaterThanOrEqual(4);

  const acknowledged = new Map<string, { licence: string; version: number }>();
  let unanswered = 0;
  const killings = [40, 90, 140].map((after) => ({ after, withDatabase: after === 90 }));
  const killer = kill();
  await Promise.all(licences.slice(0, 4).map((licence) => toggle(licence.id)));
  await killer;

  const after = await settled(url);
  const last = Math.max(...after.flatMap(({ events }) => events.nodes.map((e) => e.position)));
  await follower.reached(last);
  await follower.stop();

  expect(acknowledged.size).toBe(calls);
  expect(unanswered).toBeGreaterThan(0);
  for (const { id, version, amendments, events, status } of after) {
    const [recorded, ...decided] = events.nodes;
    expect(recorded?.type).toBe('LICENCE_RECORDED');
    // the row, its amendments and its events tell the same story, without gap or repetition
    expect(amendments.nodes.map((one) => one.version)).toEqual(range(2, version));
    expect(decided.map((one) => one.version)).toEqual(range(2, version));
    expect(decided.map((one) => one.reason)).toEqual(amendments.nodes.map((one) => one.reason));
    expect(status === 'SUSPENDED').toBe(decided.at(-1)?.type === 'LICENCE_SUSPENDED');
    for (const [key, change] of acknowledged) {
      if (change.licence !== id) continue;
      expect(decided.filter((one) => one.reason === key)).toMatchObject([
        { version: change.version },
      ]);
    }
  }
  // the subscriber saw the log as it is: each once, in order
  expect(follower.seen.map((event) => event.position)).toEqual(await positions(url));

  /** Suspends and reinstates in turn; a call without an answer is repeated with its key. */
  async function toggle(licence: string): Promise<void> {
    for (let call = 0; call < calls / 4; call += 1) {
      const name = call % 2 === 0 ? 'suspendLicence' : 'reinstateLicence';
      const payload = call % 2 === 0 ? 'SuspendLicencePayload' : 'ReinstateLicencePayload';
      const key = `${licence} ${call}`;
      const document = `mutation ($id: ID!, $key: String!) {
        decision: ${name}(input: { licenceId: $id, reason: $key, idempotencyKey: $key }) {
          __typename ... on ${payload} { licence { version } } } }`;
      for (;;) {
        const answer = await post<Decided>(
          url,
          document,
          { id: licence, key },
          keys.authority,
        ).catch(() => undefined);
        const decision = answer?.data?.decision;
        if (decision) {
          expect(decision.__typename).toBe(payload);
          acknowledged.set(key, { licence, version: decision.licence?.version ?? 0 });
          break;
        }
        unanswered += 1;
        await sleep(50);
      }
    }
  }

  async function kill(): Promise<void> {
    for (const { after, withDatabase } of killings) {
      while (acknowledged.size < after) await sleep(5);
      if (withDatabase) process.kill(postgresPid(), 'SIGKILL');
      await carnet.kill('SIGKILL');
      carnet = start();
      await carnet.ready();
    }
  }
}, 120_000);

/** The places in the log of all events of licences, as its history is read page by page. */
async function positions(url: string): Promise<number[]> {
  interface Page {
    licenceEvents: {
      nodes: { position: number }[];
      pageInfo: { endCursor: string | null; hasNextPage: boolean };
    };
  }
  const query = `query ($after: Cursor) { licenceEvents(after: $after, first: 200) {
    nodes { position } pageInfo { endCursor hasNextPage } } }`;
  const found: number[] = [];
  for (let after: string | null = null; ; ) {
    const page: Page | null | undefined = (await post<Page>(url, query, { after })).data;
    found.push(...(page?.licenceEvents.nodes ?? []).map(({ position }) => position));
    if (!page?.licenceEvents.pageInfo.hasNextPage) return found;
    after = page.licenceEvents.pageInfo.endCursor;
  }
}

/** The licences once the last events have their places in the log, a moment after their decisions. */
async function settled(url: string): Promise<Ledger['licences']['nodes']> {
  for (;;) {
    const licences = (await post<Ledger>(url, ledger)).data?.licences.nodes ?? [];
    if (licences.every(({ version, events }) => events.nodes.length >= version)) return licences;
    await sleep(20);
  }
}

function postgresPid(): number {
  const lock = readFileSync(join(carnets.home, 'data/postmaster.pid'), 'utf8');
  return Number(lock.split('\n')[0]);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
