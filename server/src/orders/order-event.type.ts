import { Field, Int, ObjectType } from 'type-graphql';
import { Event } from '../events/event.type.ts';
import { OrderStatus } from './order.type.ts';

/** A step in the life of an order. */
@ObjectType()
abstract class OrderMoved extends Event {
  @Field(() => OrderStatus, {
    nullable: true,
    description: 'Status of the order before; null where there was none.',
  })
  statusBefore: keyof typeof OrderStatus | null;

  @Field(() => OrderStatus, { nullable: true, description: 'Status of the order after.' })
  statusAfter: keyof typeof OrderStatus | null;

  @Field(() => Int, { nullable: true, description: 'Version of the order after.' })
  version: number | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason: string | null;
}

@ObjectType({ implements: Event, description: 'An order was written, and binds nobody yet.' })
class OrderDrafted extends OrderMoved {}

@ObjectType({ implements: Event, description: 'An order was placed.' })
class OrderPlaced extends OrderMoved {}

@ObjectType({ implements: Event, description: 'The vendor confirmed an order.' })
class OrderConfirmed extends OrderMoved {}

@ObjectType({ implements: Event, description: 'Nothing more is to come of an order.' })
class OrderClosed extends OrderMoved {}

@ObjectType({
  implements: Event,
  description: 'An order was cancelled; what was kept for it is given back.',
})
class OrderCancelled extends OrderMoved {}

@ObjectType({ implements: Event, description: 'Something holds an order line.' })
class OrderHeld extends Event {
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason: string | null;
}

@ObjectType({
  implements: Event,
  description: 'Something no longer holds an order line; something else may.',
})
class OrderCleared extends Event {
  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason: string | null;
}

@ObjectType({ implements: Event, description: 'What a vendor holds was recorded.' })
class StockStated extends Event {}

@ObjectType({ implements: Event, description: 'A purchase of domestic chips was recorded.' })
class DomesticPurchaseRecorded extends Event {}

/** What happens to orders and to supply. */
export const orderEvents = [
  ...[OrderDrafted, OrderPlaced, OrderConfirmed, OrderClosed, OrderCancelled],
  ...[OrderHeld, OrderCleared, StockStated, DomesticPurchaseRecorded],
];
