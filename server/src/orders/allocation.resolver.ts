import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  ReleaseReservationInput,
  ReleaseReservationResult,
  ReverseUseInput,
  ReverseUseResult,
  UseReservationInput,
  UseReservationResult,
} from './allocation-decision.type.ts';

@Resolver()
export class AllocationResolver {
  @Mutation(() => ReleaseReservationResult, {
    description:
      'Gives chips that are kept for an order back to the licence line, also those on hold. For who trades for its buyer or its vendor.',
  })
  async releaseReservation(
    @Arg('input', () => ReleaseReservationInput) input: ReleaseReservationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.allocations.release(viewer, input));
  }

  @Mutation(() => UseReservationResult, {
    description:
      'Uses chips that are kept, where no declaration does. For who trades for the buyer or the vendor of the order, and for the authority of the licence.',
  })
  async useReservation(
    @Arg('input', () => UseReservationInput) input: UseReservationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.allocations.use(viewer, input));
  }

  @Mutation(() => ReverseUseResult, {
    description:
      'Gives chips that were used back to the licence line. For who trades for the buyer or the vendor of the order, and for the authority of the licence.',
  })
  async reverseUse(
    @Arg('input', () => ReverseUseInput) input: ReverseUseInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.allocations.reverse(viewer, input));
  }
}
