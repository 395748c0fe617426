import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { untilNumbered } from '../../server/src/events/arrival.ts';
import { Sequencer } from '../../server/src/events/sequencer.ts';
import { Tail } from '../../server/src/events/tail.ts';
import {
  appendOne,
  flawsOf,
  insertEvent,
  numberedEvents,
  openClient,
} from '../support/event-log.ts';
import { about, openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

let tracker: Tracker;
const opened: { stop(): Promise<void> }[] = [];
beforeEach(async () => {
  tracker = await openTracker();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.stop()));
  await tracker.close();
});

function startSequencer(): Sequencer {
  const sequencer = new Sequencer({ url: tracker.url });
  opened.push(sequencer);
  sequencer.start();
  return sequencer;
}

async function startTail(): Promise<Tail> {
  const tail = new Tail({ url: tracker.url });
  opened.push(tail);
  await tail.start();
  return tail;
}

const settled = { timeout: 15_000, interval: 50 };

const kill = (name: string) =>
  tracker.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = $1 and datname = current_database()`,
    [name],
  );

describe('the sequencer', () => {
  it('numbers what is committed, rung or not', async () => {
    const sequencer = startSequencer();
    const first = await appendOne(tracker);
    await expect.poll(() => numberedEvents(tracker), settled).toEqual([first]);
    const second = await appendOne(tracker);
    sequencer.ring();
    await expect.poll(() => numberedEvents(tracker), settled).toEqual([first, second]);
    expect(await flawsOf(tracker)).toEqual([]);
  });

  it('is waited for by who wants to read an event, for a while', async () => {
    const event = await appendOne(tracker);
    expect(await untilNumbered(tracker.db, event)).toBe(false);
    const waiting = untilNumbered(tracker.db, event);
    startSequencer();
    expect(await waiting).toBe(true);
  });

  it('writes no journal entry while nothing happens', async () => {
    startSequencer();
    await appendOne(tracker);
    await expect.poll(() => numberedEvents(tracker), settled).toHaveLength(1);
    await sleep(1000);
    expect(await tracker.db.query('select id from journal')).toHaveLength(1);
  });

  it('is one of several, and another takes over when it is stopped', async () => {
    const first = startSequencer();
    await expect.poll(() => first.elected, settled).toBe(true);
    const second = startSequencer();
    await appendOne(tracker);
    second.ring();
    await expect.poll(() => numberedEvents(tracker), settled).toHaveLength(1);
    expect([first.elected, second.elected]).toEqual([true, false]);
    await first.stop();
    await expect.poll(() => second.elected, settled).toBe(true);
    await appendOne(tracker);
    await expect.poll(() => numberedEvents(tracker), settled).toHaveLength(2);
  });

  it('may be killed again and again under load: nothing is lost, doubled or turned round', async () => {
    startSequencer();
    startSequencer();
    const bystander = await openClient(tracker.url);
    await bystander.query('begin');
    await insertEvent(bystander);

    const authority = viewerWith('AUTHORITY');
    const licence = await tracker.addLicence();
    let writing = true;
    const write = async () => {
      while (writing) {
        await tracker.licences.suspend(authority, about(licence));
        await tracker.licences.reinstate(authority, about(licence));
      }
    };
    const writers = Array.from({ length: 4 }, write);
    for (let round = 0; round < 5; round++) {
      await sleep(400);
      await kill('carnet sequencer');
    }
    writing = false;
    await Promise.all(writers);
    await bystander.query('commit');
    await bystander.end();

    await expect.poll(() => flawsOf(tracker), settled).toEqual([]);
    const told = await tracker.db.query<{ version: number }>(
      `select (payload ->> 'version')::integer as version from event_position
       join event on event.id = event_id where licence_id = $1 order by position`,
      [licence],
    );
    expect(told.length).toBeGreaterThan(10);
    expect(told.map(({ version }) => version)).toEqual(told.map((_, at) => at + 2));
  });
});

describe('the tail', () => {
  it('wakes those who follow, from where they are', async () => {
    await appendOne(tracker);
    await appendOne(tracker);
    startSequencer();
    await expect.poll(() => numberedEvents(tracker), settled).toHaveLength(2);
    const tail = await startTail();
    expect(tail.head()).toEqual({ era: 1, position: 2 });

    const leaving = new AbortController();
    const behind = tail.from(0, leaving.signal);
    const upToDate = tail.from(2, leaving.signal);
    expect(await behind.next()).toEqual({ done: false, value: 2 });
    const next = upToDate.next();
    await appendOne(tracker);
    expect(await next).toEqual({ done: false, value: 3 });
    expect(await behind.next()).toEqual({ done: false, value: 3 });
  });

  it('lets go of who leaves, waiting or not', async () => {
    const tail = await startTail();
    const leaving = new AbortController();
    const follower = tail.from(0, leaving.signal);
    const waiting = follower.next();
    leaving.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await tail.from(0, leaving.signal).next()).toEqual({ done: true, value: undefined });
  });

  it('ends who follows when it stops', async () => {
    const tail = await startTail();
    const waiting = tail.from(0, new AbortController().signal).next();
    await tail.stop();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('comes back when its connection is cut', async () => {
    startSequencer();
    const tail = await startTail();
    const waiting = tail.from(0, new AbortController().signal).next();
    await kill('carnet tail');
    await appendOne(tracker);
    expect(await waiting).toEqual({ done: false, value: 1 });
  });
});
