import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import { LicenceCandidate } from './compliance-check.type.ts';
import {
  AuthorisationMissing,
  ReserveForOrderLineInput,
  ReserveForOrderLineResult,
} from './reserve.type.ts';

@Resolver(() => AuthorisationMissing)
export class ReserveResolver {
  @Mutation(() => ReserveForOrderLineResult, {
    description:
      'Checks an order line and reserves its export and its import side, or neither. For who trades for its buyer or its vendor. Safe to send again and again.',
  })
  async reserveForOrderLine(
    @Arg('input', () => ReserveForOrderLineInput) input: ReserveForOrderLineInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.reservations.reserve(viewer, input));
  }

  @FieldResolver(() => [LicenceCandidate], {
    description: 'The licences on these sides, as far as the viewer may see them, and why not.',
  })
  candidates(@Root() { candidates }: { candidates?: LicenceCandidate[] }): LicenceCandidate[] {
    return candidates ?? [];
  }
}
