import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  CloseApprovalRoundInput,
  CloseApprovalRoundResult,
  OpenApprovalRoundInput,
  OpenApprovalRoundResult,
} from './approval-round-decision.type.ts';

@Resolver()
export class ApprovalRoundDecisionResolver {
  @Mutation(() => OpenApprovalRoundResult, {
    description: 'Announces a round of approvals. For the authority of its jurisdiction.',
  })
  async openApprovalRound(
    @Arg('input', () => OpenApprovalRoundInput) input: OpenApprovalRoundInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.approvalRounds.open(viewer, input));
  }

  @Mutation(() => CloseApprovalRoundResult, {
    description:
      'Ends a round: nothing more is approved in it. For the authority of its jurisdiction.',
  })
  async closeApprovalRound(
    @Arg('input', () => CloseApprovalRoundInput) input: CloseApprovalRoundInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.approvalRounds.close(viewer, input));
  }
}
