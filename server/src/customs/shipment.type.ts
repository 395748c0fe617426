import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar, SafeIntScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';
import type { ShipmentStatus as Status } from './shipment.ts';
import { StatusChange } from './status-change.type.ts';

export const ShipmentStatus = vocabulary<Status>('ShipmentStatus', 'Where a shipment stands.', {
  PLANNED: 'Being put together.',
  TESTED: 'Its newest laboratory test was passed.',
  EXPORT_CLEARED: 'The export of all of it is accepted.',
  IN_TRANSIT: 'It has left.',
  ARRIVED: 'It is where it is to be imported.',
  IMPORT_RELEASED: 'Customs have let it in.',
  DELIVERED: 'It is where it was to go.',
  HELD: 'Customs hold it.',
  RETURNED: 'It was called off, or went back.',
  SEIZED: 'Customs have taken it.',
});

@ObjectType({ implements: Node, description: 'Goods on their way for one or more order lines.' })
export class Shipment extends Node {
  @Field(() => ShipmentStatus, { description: 'Where it stands.' })
  status: Status;

  @Field(() => ShipmentStatus, {
    nullable: true,
    description: 'What the end of a hold returns to; of a held shipment only.',
  })
  statusBeforeHold: Status | null;

  @Field(() => String, { nullable: true, description: 'The reason given for the last change.' })
  statusReason: string | null;

  @Field(() => Int, { description: 'Grows with every change; edits name the one they expect.' })
  version: number;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}

@ObjectType({
  implements: Node,
  description: 'A part of an order line in a shipment. Chips; each count is at most `units`.',
})
export class ShipmentLine extends Node {
  @Field(() => SafeIntScalar, { description: 'Chips.' })
  units: number;

  @Field(() => SafeIntScalar, { description: 'Of these: declared for export.' })
  exportDeclaredUnits: number;

  @Field(() => SafeIntScalar, { description: 'Of these: accepted for export.' })
  exportAcceptedUnits: number;

  @Field(() => SafeIntScalar, { description: 'Of `units`: declared for import.' })
  importDeclaredUnits: number;

  @Field(() => SafeIntScalar, { description: 'Of these: released for import.' })
  importReleasedUnits: number;
}

@ObjectType({ implements: Node, description: 'A status that a shipment has or had.' })
export class ShipmentStatusChange extends StatusChange {
  @Field(() => ShipmentStatus, { description: 'The status.' })
  status: Status;
}
