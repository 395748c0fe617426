import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';

export const OrderStatus = vocabulary('OrderStatus', 'Where an order stands.', {
  DRAFT: 'Being written.',
  PLACED: 'Sent to the vendor.',
  CONFIRMED: 'Accepted by the vendor.',
  PARTIALLY_SHIPPED: 'A part has left.',
  SHIPPED: 'All of it has left.',
  CLOSED: 'Done.',
  CANCELLED: 'Called off before anything left.',
});

@ObjectType({ implements: Node, description: 'What a buyer orders from a vendor.' })
export class Order extends Node {
  @Field(() => OrderStatus, { description: 'Where it stands.' })
  status: keyof typeof OrderStatus;

  @Field(() => String, { nullable: true, description: 'The reason given for the last change.' })
  statusReason: string | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was placed.' })
  placedAt: string | null;

  @Field(() => Int, { description: 'Grows with every change; edits name the one they expect.' })
  version: number;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
