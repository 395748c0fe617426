import type { TransitionRefused } from '../kernel/refusal.ts';
import { done, type Result } from '../kernel/result.ts';
import { step, type Transition, waysFrom } from '../kernel/transitions.ts';
import type { Direction } from '../licences/eligibility.ts';

export const shipmentStatuses = [
  'PLANNED',
  'TESTED',
  'EXPORT_CLEARED',
  'IN_TRANSIT',
  'ARRIVED',
  'IMPORT_RELEASED',
  'DELIVERED',
  'HELD',
  'RETURNED',
  'SEIZED',
] as const;

export type ShipmentStatus = (typeof shipmentStatuses)[number];

/** PARTY: whoever ships; CUSTOMS: what became of its declarations. */
type ShipmentActor = 'PARTY' | 'LABORATORY' | 'CUSTOMS';

export interface ShipmentState {
  readonly status: ShipmentStatus;
  /** what the end of a hold returns to; of a held shipment only */
  readonly statusBeforeHold: ShipmentStatus | null;
  readonly version: number;
}

/** What laboratories and customs have done so far; chips, of all its lines together. */
export interface Progress {
  readonly units: number;
  /** whether the newest test was passed */
  readonly tested: boolean;
  readonly exportAccepted: number;
  readonly importReleased: number;
  readonly seized: number;
  /** whether a declaration of it in that direction is held or detained */
  readonly held: Readonly<Record<Direction, boolean>>;
}

export type ShipmentFacts = ShipmentState & Progress;

type ShipmentTransition = Transition<ShipmentStatus, ShipmentActor, ShipmentFacts>;

const way = (
  from: ShipmentStatus,
  to: ShipmentStatus,
  who: ShipmentActor,
  condition?: ShipmentTransition['condition'],
): ShipmentTransition => ({ from, to, who, ...(condition ? { condition } : {}) });

const passed = { is: 'the newest test was passed', holds: ({ tested }: Progress) => tested };
const notPassed = {
  is: 'the newest test was not passed',
  holds: ({ tested }: Progress) => !tested,
};
const cleared = {
  is: 'the export of all of it is accepted',
  holds: ({ units, exportAccepted }: Progress) => exportAccepted >= units,
};
const takenBack = (tested: boolean) => ({
  is: 'the export of a part is not accepted any more',
  holds: (facts: Progress) => facts.exportAccepted < facts.units && facts.tested === tested,
});
const settled = {
  is: 'a part is released, and none is left to decide on',
  holds: ({ units, importReleased, seized }: Progress) =>
    importReleased > 0 && importReleased + seized >= units,
};
const nothingReleased = {
  is: 'nothing of it is released',
  holds: ({ importReleased }: Progress) => importReleased === 0,
};
const seized = {
  is: 'all of it is seized',
  holds: ({ units, seized: lost }: Progress) => lost >= units,
};

/** Where customs can hold it, and which side does: what is on its way is in nobody's hands. */
const holds = {
  PLANNED: 'EXPORT',
  TESTED: 'EXPORT',
  EXPORT_CLEARED: 'EXPORT',
  ARRIVED: 'IMPORT',
} as const;

const holding = (Object.keys(holds) as (keyof typeof holds)[]).flatMap((status) => [
  way(status, 'HELD', 'CUSTOMS', {
    is: `an ${holds[status]} declaration of it is held or detained`,
    holds: ({ held }) => held[holds[status]],
  }),
  way('HELD', status, 'CUSTOMS', {
    is: `it was ${status} when it was held, and no declaration holds it`,
    holds: ({ held, statusBeforeHold }) => statusBeforeHold === status && !held[holds[status]],
  }),
]);

export const shipmentTransitions: readonly ShipmentTransition[] = [
  way('PLANNED', 'TESTED', 'LABORATORY', passed),
  way('TESTED', 'PLANNED', 'LABORATORY', notPassed),
  way('PLANNED', 'EXPORT_CLEARED', 'CUSTOMS', cleared),
  way('TESTED', 'EXPORT_CLEARED', 'CUSTOMS', cleared),
  way('EXPORT_CLEARED', 'TESTED', 'CUSTOMS', takenBack(true)),
  way('EXPORT_CLEARED', 'PLANNED', 'CUSTOMS', takenBack(false)),
  way('EXPORT_CLEARED', 'IN_TRANSIT', 'PARTY'),
  way('IN_TRANSIT', 'ARRIVED', 'PARTY'),
  way('ARRIVED', 'IMPORT_RELEASED', 'CUSTOMS', settled),
  way('IMPORT_RELEASED', 'DELIVERED', 'PARTY'),
  way('PLANNED', 'RETURNED', 'PARTY'),
  way('TESTED', 'RETURNED', 'PARTY'),
  way('IN_TRANSIT', 'RETURNED', 'PARTY', nothingReleased),
  way('ARRIVED', 'RETURNED', 'PARTY', nothingReleased),
  way('HELD', 'SEIZED', 'CUSTOMS', seized),
  ...holding,
];

/** Takes a shipment a step on that whoever ships it says, one version on. */
export function moveShipment(
  shipment: ShipmentFacts,
  to: ShipmentStatus,
): Result<ShipmentState, TransitionRefused> {
  const moved = step(shipmentTransitions, { from: shipment.status, to, who: 'PARTY' }, shipment);
  return moved.ok ? done(next(shipment, to)) : moved;
}

/** The steps that follow by themselves from tests and declarations, one version each. */
export function settle(facts: ShipmentFacts): ShipmentState[] {
  const steps: ShipmentState[] = [];
  let now = facts;
  // Each step needs a fact of its own and none of them changes, so this ends.
  for (let to = following(now); to; to = following(now)) {
    const taken = next(now, to);
    steps.push(taken);
    now = { ...now, ...taken };
  }
  return steps;
}

/** A hold comes before everything else that could follow. */
function following(facts: ShipmentFacts): ShipmentStatus | undefined {
  const open = waysFrom(shipmentTransitions, facts.status, facts)
    .filter(({ who }) => who !== 'PARTY')
    .map(({ to }) => to);
  return open.find((to) => to === 'SEIZED') ?? open.find((to) => to === 'HELD') ?? open[0];
}

function next({ status, version }: ShipmentState, to: ShipmentStatus): ShipmentState {
  return { status: to, statusBeforeHold: to === 'HELD' ? status : null, version: version + 1 };
}

/** Where the goods are, whether customs holds them or not. */
export function placeOf({ status, statusBeforeHold }: ShipmentState): ShipmentStatus {
  return statusBeforeHold ?? status;
}

/** Whether no decision can change it any more. */
export function isOver({ status }: ShipmentState): boolean {
  return !shipmentTransitions.some(({ from }) => from === status);
}

const gone: readonly ShipmentStatus[] = ['IN_TRANSIT', 'ARRIVED', 'IMPORT_RELEASED', 'DELIVERED'];

/** Whether the goods have left the country of export. */
export function hasLeft(shipment: ShipmentState): boolean {
  return gone.includes(placeOf(shipment));
}
