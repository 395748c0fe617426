import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  RecordEndUserStatementInput,
  RecordEndUserStatementResult,
} from './end-user-statement-decision.type.ts';

@Resolver()
export class EndUserStatementDecisionResolver {
  @Mutation(() => RecordEndUserStatementResult, {
    description:
      'Records what an end user states about the use of chips. For the authority of the end user; for vendors and brokers; for buyers that are a party to it.',
  })
  async recordEndUserStatement(
    @Arg('input', () => RecordEndUserStatementInput) input: RecordEndUserStatementInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.endUserStatements.record(viewer, input));
  }
}
