import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import { selects } from '../api/selection.ts';
import type { Result } from '../kernel/result.ts';
import type { LicenceDecided } from './licence.service.ts';
import {
  ActivateLicenceInput,
  ActivateLicenceResult,
  ReinstateLicenceInput,
  ReinstateLicenceResult,
  RevokeLicenceInput,
  RevokeLicenceResult,
  SuspendLicenceInput,
  SuspendLicenceResult,
} from './licence-decision.type.ts';
import type { LicenceRefusal } from './refusals.ts';

@Resolver()
export class LicenceDecisionResolver {
  @Mutation(() => ActivateLicenceResult, {
    description: 'Puts an approved licence in force. For the authority of its jurisdiction.',
  })
  async activateLicence(
    @Arg('input', () => ActivateLicenceInput) input: ActivateLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(await services.licences.activate(viewer, input), services, info);
  }

  @Mutation(() => SuspendLicenceResult, {
    description:
      'Suspends a licence that is approved or active. For the authority of its jurisdiction.',
  })
  async suspendLicence(
    @Arg('input', () => SuspendLicenceInput) input: SuspendLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const result = await services.licences.suspend(viewer, input);
    return answer(result, services, info);
  }

  @Mutation(() => ReinstateLicenceResult, {
    description:
      'Lifts a suspension: the licence returns to the status it had before. For the authority of its jurisdiction.',
  })
  async reinstateLicence(
    @Arg('input', () => ReinstateLicenceInput) input: ReinstateLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const result = await services.licences.reinstate(viewer, input);
    return answer(result, services, info);
  }

  @Mutation(() => RevokeLicenceResult, {
    description:
      'Revokes a licence that is approved, active, suspended or exhausted. There is no way back. For the authority of its jurisdiction.',
  })
  async revokeLicence(
    @Arg('input', () => RevokeLicenceInput) input: RevokeLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const result = await services.licences.revoke(viewer, input);
    return answer(result, services, info);
  }
}

/** Who asks for the event as well gets it: that takes the moment until it is numbered. */
async function answer(
  result: Result<LicenceDecided, LicenceRefusal>,
  { licences }: Context['services'],
  info: GraphQLResolveInfo,
): Promise<object> {
  if (result.ok && selects(info, 'event')) await licences.eventArrived(result.value);
  return answerOf(result);
}
