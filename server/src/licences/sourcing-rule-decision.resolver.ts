import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  RecordSourcingRuleInput,
  RecordSourcingRuleResult,
  SettleSourcingRuleInput,
  SettleSourcingRuleResult,
} from './sourcing-rule-decision.type.ts';

@Resolver()
export class SourcingRuleDecisionResolver {
  @Mutation(() => RecordSourcingRuleResult, {
    description:
      'Records a rule that ties imports to the purchase of domestic chips. For the authority of its jurisdiction.',
  })
  async recordSourcingRule(
    @Arg('input', () => RecordSourcingRuleInput) input: RecordSourcingRuleInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.sourcingRules.record(viewer, input));
  }

  @Mutation(() => SettleSourcingRuleResult, {
    description:
      'Settles whether such a rule holds, its figure and its days. For the authority of its jurisdiction.',
  })
  async settleSourcingRule(
    @Arg('input', () => SettleSourcingRuleInput) input: SettleSourcingRuleInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.sourcingRules.settle(viewer, input));
  }
}
