import { setTimeout as sleep } from 'node:timers/promises';
import type { Statements } from '../database/transaction.ts';

/** Milliseconds between two looks, and the longest that is waited while nobody is elected. */
const PAUSE = 5;
const LONGEST_PAUSE = 100;
const PATIENCE = 2000;

/**
 * Waits until a committed event has its position, so that it can be read.
 *
 * @returns whether it has, within two seconds
 */
export async function untilNumbered(db: Statements, eventId: string): Promise<boolean> {
  const end = performance.now() + PATIENCE;
  for (let pause = PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const found = await db.query('select from event_position where event_id = $1', [eventId]);
    if (found.length > 0) return true;
    if (performance.now() + pause > end) return false;
    await sleep(pause);
  }
}
