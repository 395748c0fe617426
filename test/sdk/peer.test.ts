import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createCarnet, DateError, LicencesDocument, TimeoutError } from '@carnet/sdk';
import { type Peer, startPeer } from '../support/peer.ts';

let peer: Peer;
afterEach(() => peer.close());

const json = (response: ServerResponse, answer: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
};
const licences = (...dates: unknown[]) => ({
  data: {
    licences: {
      nodes: dates.map((recordedAt) => ({ recordedAt, statusChangedAt: null })),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  },
});
const viewer = { data: { viewer: { name: 'anonymous', roles: [] } } };

describe('a date that cannot be read', () => {
  const unreadable = ['', 'yesterday', '2026-02-30T00:00:00.000Z', '2026-01-28', 1769558400000, {}];
  test.each(unreadable)('is never another date: %j', async (broken) => {
    peer = await startPeer((response) =>
      json(response, licences('2026-01-28T09:00:00.000Z', broken)),
    );
    const error = await createCarnet({ url: peer.url })
      .licences()
      .catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(DateError);
    expect(error).toMatchObject({
      code: 'UNREADABLE_DATE',
      path: 'licences.nodes[1].recordedAt',
      message: expect.stringContaining('licences.nodes[1].recordedAt'),
    });
  });

  test('one that can be read is that instant', async () => {
    peer = await startPeer((response) => json(response, licences('2026-01-28T09:00:00.123Z')));
    const { nodes } = await createCarnet({ url: peer.url }).licences();
    expect(nodes).toMatchObject([
      { recordedAt: new Date(Date.UTC(2026, 0, 28, 9, 0, 0, 123)), statusChangedAt: null },
    ]);
  });

  test('is not sent either', async () => {
    peer = await startPeer((response) => json(response, licences()));
    const filter = { recordedAt: { gt: new Date('yesterday') } };
    const asked = createCarnet({ url: peer.url }).request(LicencesDocument, { filter });
    await expect(asked).rejects.toMatchObject({ code: 'UNREADABLE_DATE', path: 'gt' });
    expect(peer.heard).toEqual([]);
  });
});

describe('passing failures', () => {
  const away = { errors: [{ message: 'no database', extensions: { code: 'UNAVAILABLE' } }] };

  test('a query is asked again, a few times', async () => {
    peer = await startPeer((response, _request, times) => {
      if (times === 1) response.destroy();
      else if (times === 2) json(response, away, 503);
      else json(response, viewer);
    });
    expect(await createCarnet({ url: peer.url }).viewer()).toMatchObject({ name: 'anonymous' });
    expect(peer.heard).toHaveLength(3);
  });

  test('and not for ever', async () => {
    peer = await startPeer((response) => json(response, away, 503));
    const carnet = createCarnet({ url: peer.url, retries: 1 });
    await expect(carnet.viewer()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(carnet.viewer({}, { retries: 0 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(peer.heard).toHaveLength(3);
  });

  test('a mutation is never sent twice', async () => {
    peer = await startPeer((response) => response.destroy());
    const carnet = createCarnet({ url: peer.url });
    const input = { licenceId: 'x', reason: 'hush', idempotencyKey: 'once' };
    await expect(carnet.suspendLicence(input)).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.not.stringContaining('hush'),
    });
    const own = 'mutation { revokeLicence(input: {}) { __typename } }';
    await expect(carnet.request(own)).rejects.toMatchObject({ code: 'NETWORK' });
    expect(peer.heard).toHaveLength(2);
  });

  test('a query that is wrong is not asked again', async () => {
    const wrong = { errors: [{ message: 'no', extensions: { code: 'PAGE_SIZE' } }] };
    peer = await startPeer((response) => json(response, wrong, 400));
    await expect(createCarnet({ url: peer.url }).chips()).rejects.toMatchObject({
      code: 'PAGE_SIZE',
    });
    expect(peer.heard).toHaveLength(1);
  });

  test('a gateway without the server is one of them', async () => {
    peer = await startPeer((response, _request, times) => {
      if (times === 1) response.writeHead(502).end('<h1>Bad gateway</h1>');
      else json(response, viewer);
    });
    await expect(createCarnet({ url: peer.url }).viewer()).resolves.toBeDefined();
  });
});

describe('the caller', () => {
  test('gives up when told to, with the reason that was given', async () => {
    const stop = new AbortController();
    peer = await startPeer(() => stop.abort(new Error('left the page')));
    const asked = createCarnet({ url: peer.url }).viewer({}, { signal: stop.signal });
    await expect(asked).rejects.toThrow('left the page');
    expect(peer.heard).toHaveLength(1);
  });

  test('gives up also while waiting to ask again, and before asking at all', async () => {
    const stop = new AbortController();
    peer = await startPeer((response) => {
      response.destroy();
      stop.abort();
    });
    const carnet = createCarnet({ url: peer.url, retries: 1000 });
    const { signal } = stop;
    await expect(carnet.viewer({}, { signal })).rejects.toMatchObject({ name: 'AbortError' });
    await expect(carnet.viewer({}, { signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(peer.heard).toHaveLength(1);
  });

  test('waits no longer than the time-out, and learns that it was one', async () => {
    peer = await startPeer(() => {});
    const late = createCarnet({ url: peer.url, timeout: 50 }).viewer();
    await expect(late).rejects.toBeInstanceOf(TimeoutError);
    const later = createCarnet({ url: peer.url }).viewer({}, { timeout: 50 });
    await expect(later).rejects.toMatchObject({
      code: 'TIMED_OUT',
      message: expect.stringContaining('50 ms'),
    });
  });
});

test('a page that leads nowhere ends in an error, not in a circle', async () => {
  const circle = { nodes: [{}], pageInfo: { hasNextPage: true, endCursor: 'here' } };
  peer = await startPeer((response) => json(response, { data: { licences: circle } }));
  const carnet = createCarnet({ url: peer.url });
  const all = async () => {
    for await (const licence of carnet.pages(carnet.licences)) expect(licence).toEqual({});
  };
  await expect(all()).rejects.toMatchObject({ code: 'UNREADABLE_ANSWER' });
  expect(peer.heard).toHaveLength(2);
});

test('the key and the types that are wanted go along', async () => {
  let headers: NodeJS.Dict<string | string[]> = {};
  peer = await startPeer((response, request) => {
    headers = request.headers;
    json(response, viewer);
  });
  await createCarnet({ url: peer.url, key: 'k' }).viewer();
  expect(headers.authorization).toBe('Bearer k');
  expect(headers.accept).toMatch(/^application\/graphql-response\+json/);
  await createCarnet({ url: peer.url }).viewer();
  expect(headers.authorization).toBeUndefined();
});
