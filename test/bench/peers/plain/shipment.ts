import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('shipment_line')
@ObjectType()
export class ShipmentLine {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => GraphQLSafeInt)
  @Column({ type: 'bigint' })
  units: string;

  @Column({ type: 'bigint', name: 'order_line_id' })
  orderLineId: string;

  @Column({ type: 'bigint', name: 'shipment_id' })
  shipmentId: string;
}

@Entity('shipment')
@ObjectType()
export class Shipment {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => String)
  @Column({ type: 'text' })
  status: string;
}

@Entity('customs_event')
@ObjectType()
export class CustomsEvent {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => GraphQLDateTime)
  @Column({ type: 'timestamptz', name: 'event_time' })
  eventTime: Date;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', name: 'biz_step', nullable: true })
  bizStep: string | null;

  @Column({ type: 'bigint', name: 'shipment_id', nullable: true })
  shipmentId: string | null;
}
