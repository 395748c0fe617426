import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import { selects } from '../api/selection.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
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
    return answerWithEvent(await services.licences.activate(viewer, input), services, info);
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
    return answerWithEvent(result, services, info);
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
    return answerWithEvent(result, services, info);
  }

  @Mutation(() => RevokeLicenceResult, {
    description:
      'Revokes a licence that is approved, active, suspended or exhausted, or some of its lines. There is no way back. For the authority of its jurisdiction.',
  })
  async revokeLicence(
    @Arg('input', () => RevokeLicenceInput) input: RevokeLicenceInput,
    @Ctx() { viewer, services }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { lineIds, ...whole } = input;
    const result = lineIds
      ? await services.amendments.revokeLines(viewer, { ...whole, lineIds })
      : await services.licences.revoke(viewer, whole);
    return answerWithEvent(result, services, info);
  }
}

/** Who asks for the event as well gets it: that takes the moment until it is numbered. */
export async function answerWithEvent(
  result: Result<{ readonly eventId: string | null }, Refusal>,
  { licences }: Context['services'],
  info: GraphQLResolveInfo,
): Promise<object> {
  const eventId = result.ok ? result.value.eventId : null;
  if (eventId && selects(info, 'event')) await licences.eventArrived({ eventId });
  return answerOf(result);
}
