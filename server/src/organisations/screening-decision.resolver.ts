import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  OverrideScreeningInput,
  OverrideScreeningResult,
  RecordScreeningInput,
  RecordScreeningResult,
} from './screening-decision.type.ts';

@Resolver()
export class ScreeningDecisionResolver {
  @Mutation(() => RecordScreeningResult, {
    description:
      'Records a comparison of an organisation with a list. For authorities; for vendors and brokers on behalf of the organisation they act for.',
  })
  async recordScreening(
    @Arg('input', () => RecordScreeningInput) input: RecordScreeningInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.screenings.record(viewer, input));
  }

  @Mutation(() => OverrideScreeningResult, {
    description: 'Finds, on evidence, that a match does not count. For authorities.',
  })
  async overrideScreening(
    @Arg('input', () => OverrideScreeningInput) input: OverrideScreeningInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.screenings.override(viewer, input));
  }
}
