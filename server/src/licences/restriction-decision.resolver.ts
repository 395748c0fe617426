import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  EnforceRestrictionInput,
  EnforceRestrictionResult,
  LiftRestrictionInput,
  LiftRestrictionResult,
  RecordRestrictionInput,
  RecordRestrictionResult,
} from './restriction-decision.type.ts';

@Resolver()
export class RestrictionDecisionResolver {
  @Mutation(() => RecordRestrictionResult, {
    description: 'Records a restriction as reported. For the authority of its jurisdiction.',
  })
  async recordRestriction(
    @Arg('input', () => RecordRestrictionInput) input: RecordRestrictionInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.restrictions.record(viewer, input));
  }

  @Mutation(() => EnforceRestrictionResult, {
    description:
      'Confirms that a restriction holds, and from when on. For the authority of its jurisdiction.',
  })
  async enforceRestriction(
    @Arg('input', () => EnforceRestrictionInput) input: EnforceRestrictionInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.restrictions.enforce(viewer, input));
  }

  @Mutation(() => LiftRestrictionResult, {
    description: 'Ends a restriction, for good. For the authority of its jurisdiction.',
  })
  async liftRestriction(
    @Arg('input', () => LiftRestrictionInput) input: LiftRestrictionInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.restrictions.lift(viewer, input));
  }
}
