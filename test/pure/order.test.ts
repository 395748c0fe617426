import { describe, expect, it } from 'vitest';
import { readQuantity } from '../../server/src/chips/quantity.ts';
import { reachable, terminal } from '../../server/src/kernel/transitions.ts';
import { moveOrder, orderStatuses, orderTransitions } from '../../server/src/orders/order.ts';

describe('the states of an order', () => {
  it('can all be reached, and end closed or cancelled', () => {
    expect([...reachable(orderTransitions, 'DRAFT')].sort()).toEqual([...orderStatuses].sort());
    expect(terminal(orderTransitions, orderStatuses)).toEqual(['CLOSED', 'CANCELLED']);
  });

  it('are left by the ways of the table only, one version on', () => {
    expect(moveOrder({ status: 'PLACED', version: 3 }, 'CONFIRMED')).toEqual({
      ok: true,
      value: { status: 'CONFIRMED', version: 4 },
    });
    // that something was shipped is not for the parties to say
    expect(moveOrder({ status: 'CONFIRMED', version: 4 }, 'SHIPPED')).toMatchObject({
      ok: false,
      refusal: { from: 'CONFIRMED', to: 'SHIPPED', allowed: ['CANCELLED'] },
    });
    expect(moveOrder({ status: 'PARTIALLY_SHIPPED', version: 5 }, 'CANCELLED').ok).toBe(false);
  });
});

describe('a quantity', () => {
  it('is resolved to chips', () => {
    expect(readQuantity('quantity', { value: 4, unit: 'MODULE', chipsPerModule: 8 })).toEqual({
      ok: true,
      value: { units: 32, unit: 'MODULE', chipsPerModule: 8 },
    });
    expect(readQuantity('quantity', { value: 2 ** 53 - 1, unit: 'EA' })).toMatchObject({
      value: { units: 2 ** 53 - 1, chipsPerModule: null },
    });
  });

  it.each([
    [{ value: 0, unit: 'EA' }, 'q.value', 0],
    [{ value: -1, unit: 'EA' }, 'q.value', -1],
    [{ value: 1.5, unit: 'EA' }, 'q.value', 1.5],
    [{ value: 2 ** 51, unit: 'MODULE', chipsPerModule: 8 }, 'q.value', 2 ** 51],
    [{ value: 1, unit: 'MODULE' }, 'q.chipsPerModule', 0],
    [{ value: 1, unit: 'MODULE', chipsPerModule: 0 }, 'q.chipsPerModule', 0],
    [{ value: 8, unit: 'EA', chipsPerModule: 8 }, 'q.chipsPerModule', 8],
  ] as const)('is refused where it is none (%#)', (input, field, value) => {
    expect(readQuantity('q', input)).toMatchObject({
      ok: false,
      refusal: { kind: 'InvalidQuantity', field, value },
    });
  });
});
