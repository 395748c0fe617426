import { afterEach, expect, test } from 'vitest';
import { createCarnet } from '@carnet/sdk';
import { type LogPeer, startLogPeer } from '../support/log-peer.ts';

let peer: LogPeer;
afterEach(() => peer.close());

/** Positions of the events from 1 to `last`, as they come out of the SDK. */
async function follow(last: number, started?: Promise<unknown>): Promise<number[]> {
  const seen: number[] = [];
  const events = createCarnet({ url: peer.url }).licenceEvents({ from: 'BEGINNING' });
  for await (const event of events) {
    if (seen.length === 0) await started;
    seen.push(event.position);
    if (event.position === last) break;
  }
  return seen;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

test('an event that is sent twice is given once', async () => {
  peer = await startLogPeer((tell, after, socket) => {
    for (const position of after ? [1, 2, 2, 3] : [1, 1, 2]) tell(position);
    if (!after) socket.close(1001);
  });
  expect(await follow(3)).toEqual([1, 2, 3]);
  expect(peer.asked).toEqual([undefined, '2']);
});

test('a log that is said to end is asked for more', async () => {
  peer = await startLogPeer((tell, after, socket) => {
    tell(Number(after ?? 0) + 1);
    socket.close(1000);
  });
  expect(await follow(3)).toEqual([1, 2, 3]);
  expect(peer.asked).toEqual([undefined, '1', '2']);
});

test('a reader who is slow is cut off before memory fills, and misses nothing', async () => {
  let cutOff = () => {};
  const overwhelmed = new Promise<void>((resolve) => {
    cutOff = resolve;
  });
  peer = await startLogPeer((tell, after, socket) => {
    for (const position of upTo(2500).slice(Number(after ?? 0))) tell(position);
    socket.once('close', cutOff);
  });
  expect(await follow(2500, overwhelmed)).toEqual(upTo(2500));
  expect(peer.asked.length).toBeGreaterThanOrEqual(2);
});

test('a server that breaks down keeps its subscribers', async () => {
  peer = await startLogPeer((tell, _after, socket) => {
    if (peer.asked.length === 1) socket.close(4500, 'Internal server error');
    else tell(1);
  });
  expect(await follow(1)).toEqual([1]);
});
