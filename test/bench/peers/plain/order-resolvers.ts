import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { MoreThan } from 'typeorm';
import { vendor } from '../../reads/dataset-rows.ts';
import { Cursor, connectionOf, encodeId, keyOfCursor, Page } from './connection.ts';
import type { PlainContext } from './context.ts';
import { LicenceLine } from './licence-line.ts';
import { Drawn, OrderedLine, PurchaseOrder } from './order.ts';
import { Organisation } from './organisation.ts';
import { CustomsEvent, Shipment, ShipmentLine } from './shipment.ts';

const OrderConnection = connectionOf('Order', PurchaseOrder);
const AllocationConnection = connectionOf('Allocation', Drawn);
const ShipmentLineConnection = connectionOf('ShipmentLine', ShipmentLine);
const CustomsEventConnection = connectionOf('CustomsEvent', CustomsEvent);

@Resolver(() => PurchaseOrder)
export class OrderResolver {
  @Query(() => OrderConnection)
  async orders(
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => Cursor, { nullable: true }) after: string | null,
    @Ctx() { database }: PlainContext,
  ) {
    const beyond = after ? { id: MoreThan(keyOfCursor(after)) } : {};
    const rows = await database.getRepository(PurchaseOrder).find({
      where: [
        { vendorId: String(vendor), ...beyond },
        { buyerId: String(vendor), ...beyond },
      ],
      order: { id: 'ASC' },
      take: first + 1,
    });
    return new Page(rows, first);
  }

  @FieldResolver(() => ID)
  id(@Root() order: PurchaseOrder): string {
    return encodeId('Order', order.id);
  }

  @FieldResolver(() => Organisation)
  buyer(@Root() { buyerId }: PurchaseOrder, @Ctx() { loaders }: PlainContext) {
    return loaders.organisation.load(buyerId);
  }
}

@Resolver(() => LicenceLine)
export class DrawnResolver {
  @FieldResolver(() => AllocationConnection)
  async allocations(
    @Root() line: LicenceLine,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Ctx() { loaders }: PlainContext,
  ) {
    return new Page(await loaders.allocationsOfLine.load(line.id), first);
  }
}

@Resolver(() => Drawn)
export class AllocationResolver {
  @FieldResolver(() => OrderedLine)
  orderLine(@Root() { orderLineId }: Drawn, @Ctx() { loaders }: PlainContext) {
    return loaders.orderLine.load(orderLineId);
  }
}

@Resolver(() => OrderedLine)
export class OrderLineResolver {
  @FieldResolver(() => ID)
  id(@Root() line: OrderedLine): string {
    return encodeId('OrderLine', line.id);
  }

  @FieldResolver(() => ShipmentLineConnection)
  async shipments(
    @Root() line: OrderedLine,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Ctx() { loaders }: PlainContext,
  ) {
    return new Page(await loaders.shipmentsOfOrderLine.load(line.id), first);
  }
}

@Resolver(() => ShipmentLine)
export class ShipmentLineResolver {
  @FieldResolver(() => Shipment)
  shipment(@Root() { shipmentId }: ShipmentLine, @Ctx() { loaders }: PlainContext) {
    return loaders.shipment.load(shipmentId);
  }
}

@Resolver(() => Shipment)
export class ShipmentResolver {
  @FieldResolver(() => CustomsEventConnection)
  async customsEvents(
    @Root() shipment: Shipment,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Ctx() { loaders }: PlainContext,
  ) {
    return new Page(await loaders.eventsOfShipment.load(shipment.id), first);
  }
}
