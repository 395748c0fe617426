import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  ReinstateLicenceInput,
  ReinstateLicenceResult,
  RevokeLicenceInput,
  RevokeLicenceResult,
  SuspendLicenceInput,
  SuspendLicenceResult,
} from './licence-decision.type.ts';

@Resolver()
export class LicenceDecisionResolver {
  @Mutation(() => SuspendLicenceResult, {
    description:
      'Suspends a licence that is approved or active. For the authority of its jurisdiction.',
  })
  async suspendLicence(
    @Arg('input', () => SuspendLicenceInput) input: SuspendLicenceInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.licences.suspend(viewer, input));
  }

  @Mutation(() => ReinstateLicenceResult, {
    description:
      'Lifts a suspension: the licence returns to the status it had before. For the authority of its jurisdiction.',
  })
  async reinstateLicence(
    @Arg('input', () => ReinstateLicenceInput) input: ReinstateLicenceInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.licences.reinstate(viewer, input));
  }

  @Mutation(() => RevokeLicenceResult, {
    description:
      'Revokes a licence that is approved, active, suspended or exhausted. There is no way back. For the authority of its jurisdiction.',
  })
  async revokeLicence(
    @Arg('input', () => RevokeLicenceInput) input: RevokeLicenceInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.licences.revoke(viewer, input));
  }
}
