import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
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
import { answerWithEvent } from './licence-decision.resolver.ts';

@Resolver()
export class ConditionDecisionResolver {
  @Mutation(() => ImposeConditionResult, {
    description: 'Puts a condition on a licence or a round. For the authority of its jurisdiction.',
  })
  async imposeCondition(
    @Arg('input', () => ImposeConditionInput) input: ImposeConditionInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answerWithEvent(await services.conditions.impose(viewer, input), services, info);
  }

  @Mutation(() => SatisfyConditionResult, {
    description: 'Finds a condition met, on evidence. For the authority of its jurisdiction.',
  })
  async satisfyCondition(
    @Arg('input', () => SatisfyConditionInput) input: SatisfyConditionInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answerWithEvent(await services.conditions.satisfy(viewer, input), services, info);
  }

  @Mutation(() => WaiveConditionResult, {
    description: 'Gives a condition up, for good. For the authority of its jurisdiction.',
  })
  async waiveCondition(
    @Arg('input', () => WaiveConditionInput) input: WaiveConditionInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answerWithEvent(await services.conditions.waive(viewer, input), services, info);
  }

  @Mutation(() => RecordConditionBreachResult, {
    description: 'Finds a condition broken. For the authority of its jurisdiction.',
  })
  async recordConditionBreach(
    @Arg('input', () => RecordConditionBreachInput) input: RecordConditionBreachInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answerWithEvent(await services.conditions.recordBreach(viewer, input), services, info);
  }
}
