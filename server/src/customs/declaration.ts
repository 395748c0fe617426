import type { TransitionRefused } from '../kernel/refusal.ts';
import { done, type Result } from '../kernel/result.ts';
import { step, type Transition } from '../kernel/transitions.ts';
import type { Direction } from '../licences/eligibility.ts';
import { hasLeft, isOver, placeOf, type ShipmentState } from './shipment.ts';

export const declarationStatuses = [
  'DRAFT',
  'LODGED',
  'ACCEPTED',
  'REJECTED',
  'UNDER_CONTROL',
  'HELD',
  'RELEASED',
  'INVALIDATED',
  'REFUSED',
  'DETAINED',
  'SEIZED',
  'DISCHARGED',
] as const;

export type DeclarationStatus = (typeof declarationStatuses)[number];

type DeclarationActor = 'DECLARANT' | 'AUTHORITY';

export interface DeclarationState {
  readonly status: DeclarationStatus;
  readonly version: number;
}

export interface DeclarationFacts extends DeclarationState {
  readonly direction: Direction;
  /** chips of it that are released already */
  readonly released: number;
  readonly shipment: ShipmentState;
}

type DeclarationTransition = Transition<DeclarationStatus, DeclarationActor, DeclarationFacts>;

const way = (
  from: DeclarationStatus,
  to: DeclarationStatus,
  who: DeclarationActor,
  condition?: DeclarationTransition['condition'],
): DeclarationTransition => ({ from, to, who, ...(condition ? { condition } : {}) });

/** What is exported is declared before it leaves. */
const inTime = {
  is: 'the shipment is not over, and what is exported has not left',
  holds: ({ direction, shipment }: DeclarationFacts) =>
    !isOver(shipment) && (direction === 'IMPORT' || !hasLeft(shipment)),
};

const arrived = {
  is: 'what is imported has arrived',
  holds: ({ direction, shipment }: DeclarationFacts) =>
    !isOver(shipment) && (direction === 'EXPORT' || placeOf(shipment) === 'ARRIVED'),
};

const undone = {
  is: 'nothing is released yet, and what was to be exported has not left',
  holds: ({ direction, released, shipment }: DeclarationFacts) =>
    released === 0 && (direction === 'IMPORT' || !hasLeft(shipment)),
};

const refusable = {
  is: 'what was to be exported has not left',
  holds: ({ direction, shipment }: DeclarationFacts) =>
    direction === 'IMPORT' || !hasLeft(shipment),
};

export const declarationTransitions: readonly DeclarationTransition[] = [
  way('DRAFT', 'LODGED', 'DECLARANT', inTime),
  way('LODGED', 'ACCEPTED', 'AUTHORITY', inTime),
  way('LODGED', 'REJECTED', 'AUTHORITY'),
  way('ACCEPTED', 'UNDER_CONTROL', 'AUTHORITY', inTime),
  way('ACCEPTED', 'HELD', 'AUTHORITY', inTime),
  way('ACCEPTED', 'RELEASED', 'AUTHORITY', arrived),
  way('ACCEPTED', 'INVALIDATED', 'AUTHORITY', undone),
  way('UNDER_CONTROL', 'HELD', 'AUTHORITY', inTime),
  way('HELD', 'UNDER_CONTROL', 'AUTHORITY'),
  ...(['UNDER_CONTROL', 'HELD'] as const).flatMap((from) => [
    way(from, 'RELEASED', 'AUTHORITY', arrived),
    way(from, 'REFUSED', 'AUTHORITY', refusable),
    way(from, 'DETAINED', 'AUTHORITY', inTime),
  ]),
  way('DETAINED', 'RELEASED', 'AUTHORITY', arrived),
  way('DETAINED', 'SEIZED', 'AUTHORITY'),
  way('DETAINED', 'REFUSED', 'AUTHORITY', refusable),
  way('RELEASED', 'DISCHARGED', 'AUTHORITY'),
];

/** The declaration in another status, one version on; refused where no way leads there. */
export function moveDeclaration(
  declaration: DeclarationFacts,
  to: DeclarationStatus,
): Result<DeclarationState, TransitionRefused> {
  const { status, version } = declaration;
  const moved = step(declarationTransitions, { from: status, to, who: deciderOf(to) }, declaration);
  return moved.ok ? done({ status: to, version: version + 1 }) : moved;
}

/** Who brings a declaration into a status. */
export function deciderOf(to: DeclarationStatus): DeclarationActor {
  return to === 'DRAFT' || to === 'LODGED' ? 'DECLARANT' : 'AUTHORITY';
}

/** Whether what an accepted declaration used is given back when it becomes this. */
export function givesBack(to: DeclarationStatus): boolean {
  return to === 'INVALIDATED' || to === 'REFUSED';
}
