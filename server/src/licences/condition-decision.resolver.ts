import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  ImposeConditionInput,
  ImposeConditionResult,
  RecordConditionBreachInput,
  RecordConditionBreachResult,
  SatisfyConditionInput,
  SatisfyConditionResult,
  WaiveConditionInput,
  WaiveConditionResult,
} from './condition-decision.type.ts';

@Resolver()
export class ConditionDecisionResolver {
  @Mutation(() => ImposeConditionResult, {
    description: 'Puts a condition on a licence or a round. For the authority of its jurisdiction.',
  })
  async imposeCondition(
    @Arg('input', () => ImposeConditionInput) input: ImposeConditionInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.conditions.impose(viewer, input));
  }

  @Mutation(() => SatisfyConditionResult, {
    description: 'Finds a condition met, on evidence. For the authority of its jurisdiction.',
  })
  async satisfyCondition(
    @Arg('input', () => SatisfyConditionInput) input: SatisfyConditionInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.conditions.satisfy(viewer, input));
  }

  @Mutation(() => WaiveConditionResult, {
    description: 'Gives a condition up, for good. For the authority of its jurisdiction.',
  })
  async waiveCondition(
    @Arg('input', () => WaiveConditionInput) input: WaiveConditionInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.conditions.waive(viewer, input));
  }

  @Mutation(() => RecordConditionBreachResult, {
    description: 'Finds a condition broken. For the authority of its jurisdiction.',
  })
  async recordConditionBreach(
    @Arg('input', () => RecordConditionBreachInput) input: RecordConditionBreachInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.conditions.recordBreach(viewer, input));
  }
}
