import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import { PlanShipmentInput, PlanShipmentResult } from './plan-shipment.type.ts';
import {
  DeliverShipmentInput,
  DeliverShipmentResult,
  DispatchShipmentInput,
  DispatchShipmentResult,
  RecordArrivalInput,
  RecordArrivalResult,
  RecordLaboratoryTestInput,
  RecordLaboratoryTestResult,
  ReturnShipmentInput,
  ReturnShipmentResult,
} from './shipment-decision.type.ts';

@Resolver()
export class ShipmentResolver {
  @Mutation(() => PlanShipmentResult, {
    description:
      'Takes parts of order lines on the way; they are reserved for export and import. For who trades for the buyer or the vendor, and for the broker that is the forwarding agent.',
  })
  async planShipment(
    @Arg('input', () => PlanShipmentInput) input: PlanShipmentInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.shipmentPlans.plan(viewer, input));
  }

  @Mutation(() => RecordLaboratoryTestResult, {
    description:
      'Records what a laboratory found before the export of a shipment. For the laboratory that was named for it.',
  })
  async recordLaboratoryTest(
    @Arg('input', () => RecordLaboratoryTestInput) input: RecordLaboratoryTestInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.laboratoryTests.record(viewer, input));
  }

  @Mutation(() => DispatchShipmentResult, {
    description:
      'Records that a shipment left, after its export was accepted. For who ships or carries it.',
  })
  async dispatchShipment(
    @Arg('input', () => DispatchShipmentInput) input: DispatchShipmentInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.shipments.dispatch(viewer, input));
  }

  @Mutation(() => RecordArrivalResult, {
    description:
      'Records that a shipment is where it is to be imported. For who ships or carries it.',
  })
  async recordArrival(
    @Arg('input', () => RecordArrivalInput) input: RecordArrivalInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.shipments.recordArrival(viewer, input));
  }

  @Mutation(() => DeliverShipmentResult, {
    description: 'Records the delivery of what was released. For who ships or carries it.',
  })
  async deliverShipment(
    @Arg('input', () => DeliverShipmentInput) input: DeliverShipmentInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.shipments.deliver(viewer, input));
  }

  @Mutation(() => ReturnShipmentResult, {
    description:
      'Calls a shipment off before it leaves, or records that it goes back before anything of it is released; what it took of its orders can be shipped again. For who ships or carries it.',
  })
  async returnShipment(
    @Arg('input', () => ReturnShipmentInput) input: ReturnShipmentInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.shipments.return(viewer, input));
  }
}
