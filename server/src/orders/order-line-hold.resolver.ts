import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  ClearOrderLineInput,
  ClearOrderLineResult,
  HoldOrderLineInput,
  HoldOrderLineResult,
} from './order-line-hold.type.ts';

@Resolver()
export class OrderLineHoldResolver {
  @Mutation(() => HoldOrderLineResult, {
    description: 'Puts an order line on hold by hand. For who trades for its buyer or vendor.',
  })
  async holdOrderLine(
    @Arg('input', () => HoldOrderLineInput) input: HoldOrderLineInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.orderLineHolds.hold(viewer, input));
  }

  @Mutation(() => ClearOrderLineResult, {
    description:
      'Clears the hold that was put on by hand; what rules hold stays on hold, the rest is to be checked again.',
  })
  async clearOrderLine(
    @Arg('input', () => ClearOrderLineInput) input: ClearOrderLineInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.orderLineHolds.clear(viewer, input));
  }
}
