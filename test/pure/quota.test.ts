import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawQuota, hasLeft, type LineBalance } from '../../server/src/licences/quota.ts';
import {
  amountOf,
  centsOf,
  unitsWithin,
  unitValueOf,
  worthOf,
} from '../../server/src/licences/value.ts';
import { type AllocationUnits, type Step, takeStep } from '../../server/src/orders/allocation.ts';

const cents = (max = 10_000_000n) => fc.bigInt({ min: 0n, max });
const unitValue = fc.oneof(
  fc.bigInt({ min: 0n, max: 5_000_000_000_000n }),
  fc.constantFrom(33_333_333n, 1n, 100_000_000n, 2_700_000_000_000n),
);

describe('amounts of money', () => {
  test('are read and printed as the database prints them', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (amount) => {
        expect(amountOf(amount)).toMatch(/^-?\d+\.\d\d$/);
        expect(centsOf(amountOf(amount))).toBe(amount);
      }),
    );
    expect([centsOf('12'), centsOf('0.5'), unitValueOf('333.33333333')]).toEqual([
      1200n,
      50n,
      33_333_333_333n,
    ]);
  });

  test('of so many chips are rounded to the nearest hundredth, half of one upwards', () => {
    expect([worthOf(3, 33_333_333_333n), worthOf(1, 500_000n), worthOf(1, 499_999n)]).toEqual([
      100_000n,
      1n,
      0n,
    ]);
  });

  test('tell the most chips that are worth no more', () => {
    fc.assert(
      fc.property(cents(), unitValue, (room, one) => {
        const most = unitsWithin(room, one);
        expect(worthOf(most, one) <= room).toBe(true);
        if (one > 0n) expect(worthOf(most + 1, one) > room).toBe(true);
      }),
    );
  });
});

const value = fc.record({
  authorised: cents(),
  currency: fc.constant('USD'),
  tolerance: fc.constantFrom(0n, 1000n, 2500n),
  reserved: fc.constant(0n),
  used: fc.constant(0n),
});

const line: fc.Arbitrary<LineBalance> = fc.record({
  licensedBy: fc.constantFrom('NUMBER', 'VALUE', 'BOTH'),
  authorised: fc.option(fc.nat({ max: 1000 })),
  reserved: fc.constant(0),
  used: fc.constant(0),
  value: fc.option(value),
});

const price = fc.option(
  fc.record({ unitValue, currency: fc.constantFrom('USD', 'USD', 'USD', 'CNY') }),
);

test('a reservation is made when what the line limits has room for it, and names the most it has', () => {
  fc.assert(
    fc.property(line, fc.integer({ min: 1, max: 1200 }), price, (before, units, at) => {
      const outcome = drawQuota(before, units, at);
      const { licensedBy, authorised } = before;
      const unknown =
        (licensedBy !== 'VALUE' && authorised === null) ||
        (licensedBy !== 'NUMBER' && before.value === null);
      const currency = before.value !== null && at?.currency !== before.value.currency;
      const limit = before.value
        ? (before.value.authorised * (10_000n + before.value.tolerance)) / 10_000n
        : 0n;
      const worth = at ? worthOf(units, at.unitValue) : 0n;
      const room =
        (licensedBy === 'VALUE' || units <= (authorised ?? 0)) &&
        (before.value === null || worth <= limit);
      const kind = outcome.ok ? 'done' : outcome.refusal.kind;
      expect(kind).toBe(
        unknown
          ? 'QuantityUnknown'
          : currency
            ? 'CurrencyMismatch'
            : room
              ? 'done'
              : 'QuotaExceeded',
      );
      if (outcome.ok) {
        expect(outcome.value.reserved).toBe(units);
        expect(outcome.value.value?.reserved ?? 0n).toBe(before.value ? worth : 0n);
      } else if (outcome.refusal.kind === 'QuotaExceeded') {
        const { available } = outcome.refusal;
        if (available > 0) expect(drawQuota(before, available, at).ok).toBe(true);
        expect(drawQuota(before, available + 1, at).ok).toBe(false);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a line has something left unless its number or its value is drawn; of what is unknown perhaps', () => {
  const drawn = (more: Partial<LineBalance>): LineBalance => ({
    licensedBy: 'NUMBER',
    authorised: 5,
    reserved: 2,
    used: 3,
    value: null,
    ...more,
  });
  const worth = { authorised: 100n, currency: 'USD', tolerance: 0n, reserved: 99n, used: 0n };
  expect(hasLeft(drawn({}))).toBe(false);
  expect(hasLeft(drawn({ used: 2 }))).toBe(true);
  expect(hasLeft(drawn({ authorised: null }))).toBe(true);
  expect(hasLeft(drawn({ licensedBy: 'VALUE', value: worth }))).toBe(true);
  expect(hasLeft(drawn({ licensedBy: 'VALUE', value: { ...worth, used: 1n } }))).toBe(false);
  expect(hasLeft(drawn({ used: 2, value: { ...worth, used: 1n } }))).toBe(false);
});

test('steps move units between their places, and never make what is drawn worth more', () => {
  const step = fc.record({
    step: fc.constantFrom<Step>('USE', 'RELEASE', 'REVERSE', 'HOLD', 'UNHOLD'),
    asked: fc.option(fc.integer({ min: 0, max: 12 })),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      unitValue,
      fc.array(step, { maxLength: 30 }),
      (units, one, steps) => {
        const worth = worthOf(units, one);
        let places: AllocationUnits = {
          reserved: units,
          held: 0,
          used: 0,
          released: 0,
          reversed: 0,
        };
        const limit = { authorised: worth, currency: 'USD', tolerance: 0n, used: 0n };
        let drawn: LineBalance = {
          licensedBy: 'BOTH',
          authorised: units,
          reserved: units,
          used: 0,
          value: { ...limit, reserved: worth },
        };
        for (const { step, asked } of steps) {
          const stepped = takeStep(places, drawn, { step, asked, unitValue: one, licenceId: '1' });
          if (!stepped.ok) continue;
          const before = drawn.value ? drawn.value.reserved + drawn.value.used : 0n;
          places = stepped.value.units;
          drawn = stepped.value.line;
          const after = drawn.value ? drawn.value.reserved + drawn.value.used : 0n;
          if (step !== 'UNHOLD') expect(after <= before).toBe(true);
          expect(after <= worth).toBe(true);
          expect(Object.values(places).reduce((sum, each) => sum + each, 0)).toBe(units);
          expect([drawn.reserved, drawn.used]).toEqual([places.reserved, places.used]);
          expect(drawn.value?.used).toBe(worthOf(places.used, one));
          expect(after).toBe(worthOf(places.used + places.reserved, one));
          expect(Object.values(places).every((each) => each >= 0)).toBe(true);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
