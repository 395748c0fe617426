import { expect, test } from 'vitest';
import * as documents from '../../sdk/src/_generated/documents.ts';
import { readDates } from '../../sdk/src/dates.ts';
import { INSTANT, imagined, turns } from '../support/imagined.ts';

test.each(Object.entries(documents))('all instants of %s become dates, in every type', (_, one) => {
  for (let turn = 0; turn < turns; turn += 1) {
    const data = imagined(one.text, turn);
    expect(data).toBeTruthy();
    readDates(data, one.dates);
    expect(instantsLeft(data)).toEqual([]);
  }
});

/** Paths of the instants that are still texts. */
function instantsLeft(value: unknown, at = ''): string[] {
  if (value === INSTANT) return [at];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, below]) => instantsLeft(below, `${at}.${key}`));
}
