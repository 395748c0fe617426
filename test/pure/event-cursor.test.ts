import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../server/src/events/cursor.ts';

describe('the cursor of the event log', () => {
  it.each([
    { era: 1, position: 0 },
    { era: 2, position: 300_000 },
    { era: 2147483647, position: Number.MAX_SAFE_INTEGER },
  ])('comes back from its text: %j', (cursor) => {
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  const text = (plain: string) => Buffer.from(plain).toString('base64url');

  it.each([
    '',
    'x',
    text('1'),
    text('0:1'),
    text('1:-1'),
    text('1:01'),
    text('1:9007199254740992'),
    text('2147483648:1'),
    text('1:1:1'),
    `${encodeCursor({ era: 1, position: 1 })}=`,
    `${encodeCursor({ era: 1, position: 1 })} `,
    'A'.repeat(100_000),
  ])('refuses %j', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(
      expect.objectContaining({ code: 'MALFORMED_CURSOR' }),
    );
  });
});
