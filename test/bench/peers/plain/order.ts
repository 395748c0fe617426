import { GraphQLDate, GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('purchase_order')
@ObjectType('Order')
export class PurchaseOrder {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => String)
  @Column({ type: 'text' })
  status: string;

  @Field(() => GraphQLDateTime, { nullable: true })
  @Column({ type: 'timestamptz', name: 'placed_at', nullable: true })
  placedAt: Date | null;

  @Field(() => Int)
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'bigint', name: 'buyer_id' })
  buyerId: string;

  @Column({ type: 'bigint', name: 'vendor_id' })
  vendorId: string;
}

@Entity('order_line')
@ObjectType('OrderLine')
export class OrderedLine {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => GraphQLDate, { nullable: true })
  @Column({ type: 'date', name: 'ship_date', nullable: true })
  shipDate: string | null;
}

@Entity('licence_allocation')
@ObjectType('Allocation')
export class Drawn {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => String)
  @Column({ type: 'text' })
  status: string;

  @Field(() => GraphQLSafeInt)
  @Column({ type: 'bigint' })
  units: string;

  @Column({ type: 'bigint', name: 'licence_line_id' })
  licenceLineId: string;

  @Column({ type: 'bigint', name: 'order_line_id' })
  orderLineId: string;
}
