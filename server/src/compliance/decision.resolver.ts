import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import { ComplianceCheck } from './compliance-check.type.ts';
import type { ComplianceAnswer } from './check.ts';
import {
  ComplianceDecision,
  RecordComplianceDecisionInput,
  RecordComplianceDecisionResult,
} from './decision.type.ts';
import type { ComplianceFacts } from './facts.ts';

@Resolver(() => ComplianceDecision)
export class ComplianceDecisionResolver {
  @Mutation(() => RecordComplianceDecisionResult, {
    description:
      'Takes the decision of a check about an order line without reserving, and keeps it with its inputs. Rules that hold it put holds on the line, and those that no longer do clear theirs.',
  })
  async recordComplianceDecision(
    @Arg('input', () => RecordComplianceDecisionInput) input: RecordComplianceDecisionInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.complianceDecisions.record(viewer, input));
  }

  @FieldResolver(() => ComplianceCheck, {
    description: 'The check as it was answered then, as far as the viewer may see it.',
  })
  async check(
    @Root() { facts, answer }: { facts: ComplianceFacts; answer: ComplianceAnswer },
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return await services.compliance.seen(viewer, facts, answer);
  }
}
