import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { AmendLicenceInput, AmendLicenceResult } from './amend-licence.type.ts';
import { DecideLicenceInput, DecideLicenceResult } from './decide-licence.type.ts';
import {
  DraftLicenceInput,
  DraftLicenceResult,
  SubmitLicenceInput,
  SubmitLicenceResult,
  WithdrawLicenceInput,
  WithdrawLicenceResult,
} from './licence-application.type.ts';
import { answerWithEvent } from './licence-decision.resolver.ts';

@Resolver()
export class LicenceLifeResolver {
  @Mutation(() => DraftLicenceResult, {
    description:
      'Writes an application for a licence. For who trades for its licensee; only they and the authority of its jurisdiction see it.',
  })
  async draftLicence(
    @Arg('input', () => DraftLicenceInput) input: DraftLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answerWithEvent(await services.applications.draft(viewer, input), services, info);
  }

  @Mutation(() => SubmitLicenceResult, {
    description: 'Hands an application in. For who trades for its licensee.',
  })
  async submitLicence(
    @Arg('input', () => SubmitLicenceInput) input: SubmitLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answerWithEvent(await services.applications.submit(viewer, input), services, info);
  }

  @Mutation(() => WithdrawLicenceResult, {
    description:
      'Takes an application back that is not answered. There is no way back. For who trades for its licensee.',
  })
  async withdrawLicence(
    @Arg('input', () => WithdrawLicenceInput) input: WithdrawLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answerWithEvent(await services.applications.withdraw(viewer, input), services, info);
  }

  @Mutation(() => DecideLicenceResult, {
    description:
      'Answers an application that was handed in, in whole or line by line. For the authority of its jurisdiction. What is approved is published.',
  })
  async decideLicence(
    @Arg('input', () => DecideLicenceInput) input: DecideLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answerWithEvent(await services.outcomes.decide(viewer, input), services, info);
  }

  @Mutation(() => AmendLicenceResult, {
    description:
      'Changes what a licence allows, as its next version. For the authority of its jurisdiction. Below what is reserved and used the newest reservations go on hold; below what is used it is refused.',
  })
  async amendLicence(
    @Arg('input', () => AmendLicenceInput) input: AmendLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answerWithEvent(await services.amendments.amend(viewer, input), services, info);
  }
}
