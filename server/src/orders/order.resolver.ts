import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  CancelOrderInput,
  CancelOrderResult,
  CloseOrderInput,
  CloseOrderResult,
  ConfirmOrderInput,
  ConfirmOrderResult,
  SubmitOrderInput,
  SubmitOrderResult,
} from './order-decision.type.ts';
import {
  DraftOrderInput,
  DraftOrderResult,
  PlaceOrderInput,
  PlaceOrderResult,
} from './place-order.type.ts';

@Resolver()
export class OrderResolver {
  @Mutation(() => PlaceOrderResult, {
    description:
      'Places an order. For who trades for its buyer or its vendor; a caller names it and its lines by ids of its own system.',
  })
  async placeOrder(
    @Arg('input', () => PlaceOrderInput) input: PlaceOrderInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.orders.place(viewer, input));
  }

  @Mutation(() => DraftOrderResult, {
    description: 'Makes an order that is not placed yet. For who trades for its buyer or vendor.',
  })
  async draftOrder(
    @Arg('input', () => DraftOrderInput) input: DraftOrderInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.orders.draft(viewer, input));
  }

  @Mutation(() => SubmitOrderResult, { description: 'Places an order that was drafted.' })
  async submitOrder(
    @Arg('input', () => SubmitOrderInput) input: SubmitOrderInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.orders.submit(viewer, input));
  }

  @Mutation(() => ConfirmOrderResult, { description: 'Accepts an order that is placed.' })
  async confirmOrder(
    @Arg('input', () => ConfirmOrderInput) input: ConfirmOrderInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.orders.confirm(viewer, input));
  }

  @Mutation(() => CloseOrderResult, {
    description: 'Closes an order of which everything has left.',
  })
  async closeOrder(
    @Arg('input', () => CloseOrderInput) input: CloseOrderInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.orders.close(viewer, input));
  }

  @Mutation(() => CancelOrderResult, {
    description: 'Cancels an order of which nothing has left. There is no way back.',
  })
  async cancelOrder(
    @Arg('input', () => CancelOrderInput) input: CancelOrderInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.orders.cancel(viewer, input));
  }
}
