import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anonymous, type Role, type Viewer } from '../../server/src/access/viewer.ts';
import type { FigureValue } from '../../server/src/evidence/claim.ts';
import { readFigure } from '../../server/src/evidence/claim-value.ts';
import { orderStatuses } from '../../server/src/orders/order.ts';
import {
  clearByHand,
  type HoldState,
  holdByHand,
  manual,
} from '../../server/src/orders/order-line-hold.ts';
import { readOrderName } from '../../server/src/orders/order-name.ts';
import {
  countedUnits,
  mayRecordSupply,
  readPast,
  refuseForeign,
  refuseNegative,
} from '../../server/src/orders/supply.ts';

const viewer = (role: Role, organisationId: string | null = null): Viewer => ({
  ...anonymous,
  roles: [role],
  organisationId,
});

const figure = (part: object): FigureValue =>
  readFigure('figure', { qualifier: 'EXACT', unit: 'chips', ...part });

describe('supply', () => {
  test('is told by whoever trades for the organisation; what is reported, by those who weigh it', () => {
    const may = (who: Viewer) => [
      mayRecordSupply(who, '7', false),
      mayRecordSupply(who, '7', true),
    ];
    expect(may(viewer('ADMIN'))).toEqual([true, true]);
    expect(may(viewer('VENDOR', '7'))).toEqual([true, false]);
    expect(may(viewer('VENDOR', '8'))).toEqual([false, false]);
    expect(may(viewer('ANALYST'))).toEqual([false, true]);
    expect(may(viewer('CARRIER', '7'))).toEqual([false, false]);
    expect(may(anonymous)).toEqual([false, false]);
  });

  test('is counted in whole chips, from none on', () => {
    fc.assert(
      fc.property(fc.nat(), (units) => countedUnits(figure({ central: String(units) })) === units),
    );
    const told = [
      { central: '0.5' },
      { central: '-1' },
      { central: '8', unit: 'modules' },
      { qualifier: 'ABOUT', central: '8' },
      { qualifier: 'AT_LEAST', low: '8' },
    ];
    for (const each of told) expect(() => countedUnits(figure(each))).toThrow(/^figure is EXACT/);
    expect(() => refuseNegative(figure({ central: '-1' }))).toThrow(/below 0/);
    expect(refuseNegative(figure({ qualifier: 'UNKNOWN' }))).toBeUndefined();
  });

  test('of a day to come is refused', () => {
    const now = new Date('2026-03-01T00:00:00Z');
    expect(readPast('asOf', '2026-03-01', now)).toEqual({ ok: true, value: '2026-03-01' });
    expect(readPast('asOf', '2026-03-02', now)).toMatchObject({
      refusal: { kind: 'InvalidPeriod', field: 'asOf', to: '2026-03-01' },
    });
  });

  test.each([
    [{ seat: 'CN', origin: 'CN' }, undefined],
    [{ seat: 'CN', origin: 'US' }, /it comes from US and the buyer has its seat in CN/],
    [{ seat: 'CN', origin: null }, /its origin is not known/],
    [{ seat: null, origin: null }, /the seat of the buyer is not known/],
  ])('%j is domestic only where both are known and the same', (facts, why) => {
    const result = refuseForeign(facts, 'H20');
    expect(result.ok).toBe(why === undefined);
    if (!result.ok && why) {
      expect(result.refusal).toMatchObject({ field: 'chip', id: 'H20' });
      expect(result.refusal.message).toMatch(why);
    }
  });
});

describe('a hold by hand', () => {
  const rules = fc.uniqueArray(fc.constantFrom(manual, 'SCREENING', 'LICENCE', 'VOLUME_CAP'));
  const line = fc.record({
    order: fc.constantFrom(...orderStatuses),
    compliance: fc.constantFrom('NOT_CHECKED' as const, 'CLEAR' as const, 'ON_HOLD' as const),
    open: rules,
  });
  const without = (open: readonly string[]) => open.filter((rule) => rule !== manual);

  test('is put on once, while something may still leave', () => {
    fc.assert(
      fc.property(line, (state: HoldState) => {
        const goesOn = !['SHIPPED', 'CLOSED', 'CANCELLED'].includes(state.order);
        const result = holdByHand(state);
        expect(result.ok).toBe(goesOn && !state.open.includes(manual));
        if (result.ok) expect(result.value).toBe('ON_HOLD');
      }),
    );
  });

  test('is cleared where it is, and leaves what rules hold on hold', () => {
    fc.assert(
      fc.property(line, (state: HoldState) => {
        const result = clearByHand(state);
        expect(result.ok).toBe(state.open.includes(manual));
        const rest = without(state.open).length > 0 ? 'ON_HOLD' : 'NOT_CHECKED';
        if (result.ok) expect(result.value).toBe(rest);
      }),
    );
  });
});

test('an order is named in exactly one way', () => {
  const external = { system: ' erp ', id: '1' };
  expect(readOrderName('order', 'Order', { external })).toEqual({
    external: { system: 'erp', id: '1' },
  });
  const id = Buffer.from('OrderLine:7').toString('base64url');
  expect(readOrderName('orderLine', 'OrderLine', { id })).toEqual({ key: '7' });
  expect(() => readOrderName('orderLine', 'OrderLine', { id, external })).toThrow(
    'orderLine takes exactly one of id, external.',
  );
  expect(() => readOrderName('order', 'Order', {})).toThrow('order takes exactly one');
  expect(() => readOrderName('order', 'Order', { id })).toThrow(/id of a OrderLine/);
});
