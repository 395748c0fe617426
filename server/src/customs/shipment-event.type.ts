import { Field, Int, ObjectType } from 'type-graphql';
import { Event } from '../events/event.type.ts';
import { ShipmentStatus } from './shipment.type.ts';

@ObjectType()
abstract class ShipmentMoved extends Event {
  @Field(() => ShipmentStatus, {
    nullable: true,
    description: 'Status of the shipment before; null where there was none.',
  })
  statusBefore: keyof typeof ShipmentStatus | null;

  @Field(() => ShipmentStatus, { nullable: true, description: 'Status of the shipment after.' })
  statusAfter: keyof typeof ShipmentStatus | null;

  @Field(() => Int, { nullable: true, description: 'Version of the shipment after.' })
  version: number | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason: string | null;
}

@ObjectType({ implements: Event, description: 'A shipment was planned.' })
class ShipmentPlanned extends ShipmentMoved {}

@ObjectType({ implements: Event, description: 'A laboratory tested a shipment.' })
class ShipmentTested extends ShipmentMoved {}

@ObjectType({ implements: Event, description: 'A shipment left.' })
class ShipmentDispatched extends ShipmentMoved {}

@ObjectType({ implements: Event, description: 'A shipment arrived.' })
class ShipmentArrived extends ShipmentMoved {}

@ObjectType({ implements: Event, description: 'A shipment was handed over.' })
class ShipmentDelivered extends ShipmentMoved {}

@ObjectType({ implements: Event, description: 'A shipment may not go on for the time being.' })
class ShipmentHeld extends ShipmentMoved {}

@ObjectType({ implements: Event, description: 'A shipment went back.' })
class ShipmentReturned extends ShipmentMoved {}

@ObjectType({ implements: Event, description: 'Customs took a shipment.' })
class ShipmentSeized extends ShipmentMoved {}

@ObjectType({ implements: Event, description: 'An EPCIS event was captured.' })
class CustomsEventCaptured extends Event {}

@ObjectType({ implements: Event, description: 'An EPCIS event was declared to be wrong.' })
class CustomsEventCorrected extends Event {}

/** What happens to shipments, and what is captured of them. */
export const shipmentEvents = [
  ...[ShipmentPlanned, ShipmentTested, ShipmentDispatched, ShipmentArrived],
  ...[ShipmentDelivered, ShipmentHeld, ShipmentReturned, ShipmentSeized],
  ...[CustomsEventCaptured, CustomsEventCorrected],
];
