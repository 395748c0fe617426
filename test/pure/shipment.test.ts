import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hasLeft,
  isOver,
  moveShipment,
  placeOf,
  type ShipmentFacts,
  type ShipmentStatus,
  settle,
  shipmentStatuses,
  shipmentTransitions,
} from '../../server/src/customs/shipment.ts';
import { reachable, terminal } from '../../server/src/kernel/transitions.ts';

const shipment = (status: ShipmentStatus, more: Partial<ShipmentFacts> = {}): ShipmentFacts => ({
  status,
  statusBeforeHold: status === 'HELD' ? 'ARRIVED' : null,
  version: 1,
  units: 8,
  tested: false,
  exportAccepted: 0,
  importReleased: 0,
  seized: 0,
  held: { EXPORT: false, IMPORT: false },
  ...more,
});

const held = { EXPORT: false, IMPORT: true };

const stepsOf = (facts: ShipmentFacts) => settle(facts).map(({ status }) => status);

describe('the states of a shipment', () => {
  test('can all be reached, and end delivered, returned or seized', () => {
    expect([...reachable(shipmentTransitions, 'PLANNED')].sort()).toEqual(
      [...shipmentStatuses].sort(),
    );
    expect(terminal(shipmentTransitions, shipmentStatuses)).toEqual([
      'DELIVERED',
      'RETURNED',
      'SEIZED',
    ]);
    expect(shipmentStatuses.filter((status) => isOver(shipment(status)))).toEqual([
      'DELIVERED',
      'RETURNED',
      'SEIZED',
    ]);
  });

  test('follow each other only in their order', () => {
    expect(moveShipment(shipment('PLANNED'), 'IN_TRANSIT')).toMatchObject({
      refusal: { from: 'PLANNED', to: 'IN_TRANSIT', allowed: ['RETURNED'] },
    });
    expect(moveShipment(shipment('EXPORT_CLEARED', { version: 4 }), 'IN_TRANSIT')).toEqual({
      ok: true,
      value: { status: 'IN_TRANSIT', statusBeforeHold: null, version: 5 },
    });
    // customs' act is nobody else's
    expect(
      moveShipment(shipment('ARRIVED', { importReleased: 8 }), 'IMPORT_RELEASED'),
    ).toMatchObject({ refusal: { allowed: [] } });
    expect(moveShipment(shipment('ARRIVED'), 'RETURNED').ok).toBe(true);
    expect(moveShipment(shipment('ARRIVED', { importReleased: 3 }), 'RETURNED').ok).toBe(false);
  });
});

describe('what follows from tests and declarations', () => {
  test.each<[string, ShipmentFacts, ShipmentStatus[]]>([
    ['a passed test', shipment('PLANNED', { tested: true }), ['TESTED']],
    ['a later test that was failed', shipment('TESTED'), ['PLANNED']],
    ['an export accepted in part', shipment('PLANNED', { exportAccepted: 7 }), []],
    [
      'an export accepted as a whole',
      shipment('TESTED', { tested: true, exportAccepted: 8 }),
      ['EXPORT_CLEARED'],
    ],
    [
      'an export accepted without a test',
      shipment('PLANNED', { exportAccepted: 8 }),
      ['EXPORT_CLEARED'],
    ],
    ['an export invalidated', shipment('EXPORT_CLEARED', { tested: true }), ['TESTED']],
    ['an import released in part', shipment('ARRIVED', { importReleased: 5 }), []],
    ['an import released', shipment('ARRIVED', { importReleased: 8 }), ['IMPORT_RELEASED']],
    ['a hold', shipment('ARRIVED', { held }), ['HELD']],
    ['an import that is held on its way', shipment('IN_TRANSIT', { held }), []],
    ['a hold that goes on', shipment('HELD', { held }), []],
    ['the end of a hold', shipment('HELD'), ['ARRIVED']],
    [
      'a release that ends a hold',
      shipment('HELD', { importReleased: 8 }),
      ['ARRIVED', 'IMPORT_RELEASED'],
    ],
    ['a seizure', shipment('HELD', { seized: 8 }), ['SEIZED']],
    [
      'a seizure of what was not released',
      shipment('HELD', { seized: 3, importReleased: 5 }),
      ['ARRIVED', 'IMPORT_RELEASED'],
    ],
    ['a hold of what is done', shipment('DELIVERED', { held, importReleased: 8 }), []],
  ])('%s', (_, facts, expected) => {
    expect(stepsOf(facts)).toEqual(expected);
  });

  test('comes to an end by ways of the table, one version a step', () => {
    const some = fc.record({
      status: fc.constantFrom(...shipmentStatuses),
      before: fc.constantFrom('PLANNED', 'TESTED', 'EXPORT_CLEARED', 'ARRIVED'),
      tested: fc.boolean(),
      held: fc.record({ EXPORT: fc.boolean(), IMPORT: fc.boolean() }),
      exportAccepted: fc.nat({ max: 8 }),
      importReleased: fc.nat({ max: 8 }),
      seized: fc.nat({ max: 8 }),
    });
    fc.assert(
      fc.property(some, ({ before, ...more }) => {
        const start = shipment(more.status, {
          ...more,
          statusBeforeHold: more.status === 'HELD' ? (before as ShipmentStatus) : null,
        });
        const steps = settle(start);
        expect(steps.length).toBeLessThan(5);
        let from = start.status;
        for (const [index, step] of steps.entries()) {
          const to = step.status;
          expect(shipmentTransitions.some((way) => way.from === from && way.to === to)).toBe(true);
          expect(step.version).toBe(start.version + index + 1);
          expect((to === 'HELD') === (step.statusBeforeHold !== null)).toBe(true);
          from = to;
        }
        expect(settle({ ...start, ...steps.at(-1) })).toEqual([]);
      }),
    );
  });

  test('a hold does not change where the goods are', () => {
    expect(placeOf(shipment('HELD', { statusBeforeHold: 'ARRIVED' }))).toBe('ARRIVED');
    expect(hasLeft(shipment('HELD', { statusBeforeHold: 'ARRIVED' }))).toBe(true);
    expect(hasLeft(shipment('HELD', { statusBeforeHold: 'EXPORT_CLEARED' }))).toBe(false);
  });
});
