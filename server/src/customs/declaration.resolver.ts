import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  AcceptDeclarationInput,
  ControlDeclarationInput,
  DetainDeclarationInput,
  DischargeDeclarationInput,
  HoldDeclarationInput,
  InvalidateDeclarationInput,
  LodgeDeclarationInput,
  RefuseDeclarationInput,
  RejectDeclarationInput,
  ReleaseDeclarationInput,
  SeizeDeclarationInput,
} from './declaration-decision.type.ts';
import {
  AcceptDeclarationResult,
  ControlDeclarationResult,
  DetainDeclarationResult,
  DischargeDeclarationResult,
  HoldDeclarationResult,
  InvalidateDeclarationResult,
  LodgeDeclarationResult,
  RefuseDeclarationResult,
  RejectDeclarationResult,
  ReleaseDeclarationResult,
  SeizeDeclarationResult,
} from './declaration-result.type.ts';
import { DraftDeclarationInput, DraftDeclarationResult } from './draft-declaration.type.ts';

@Resolver()
export class DeclarationResolver {
  @Mutation(() => DraftDeclarationResult, {
    description:
      'Writes a declaration about a shipment or a part of it. For who ships or carries it.',
  })
  async draftDeclaration(
    @Arg('input', () => DraftDeclarationInput) input: DraftDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarationDrafts.draft(viewer, input));
  }

  @Mutation(() => LodgeDeclarationResult, {
    description: 'Sends a declaration to customs. For who ships or carries the goods.',
  })
  async lodgeDeclaration(
    @Arg('input', () => LodgeDeclarationInput) input: LodgeDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'LODGE', input));
  }

  @Mutation(() => AcceptDeclarationResult, {
    description:
      'Takes a declaration; of an export this uses the export licences. For the authority of its jurisdiction.',
  })
  async acceptDeclaration(
    @Arg('input', () => AcceptDeclarationInput) input: AcceptDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'ACCEPT', input));
  }

  @Mutation(() => RejectDeclarationResult, {
    description: 'Does not take a declaration. For the authority of its jurisdiction.',
  })
  async rejectDeclaration(
    @Arg('input', () => RejectDeclarationInput) input: RejectDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'REJECT', input));
  }

  @Mutation(() => ControlDeclarationResult, {
    description:
      'Looks at papers or goods of what was accepted. For the authority of its jurisdiction.',
  })
  async controlDeclaration(
    @Arg('input', () => ControlDeclarationInput) input: ControlDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'CONTROL', input));
  }

  @Mutation(() => HoldDeclarationResult, {
    description: 'Holds goods, and the shipment with them. For the authority of its jurisdiction.',
  })
  async holdDeclaration(
    @Arg('input', () => HoldDeclarationInput) input: HoldDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'HOLD', input));
  }

  @Mutation(() => ReleaseDeclarationResult, {
    description:
      'Releases goods, all or a part; of an import this uses the import licences and needs both sides. A declaration of which a part is left keeps its status. For the authority of its jurisdiction.',
  })
  async releaseDeclaration(
    @Arg('input', () => ReleaseDeclarationInput) input: ReleaseDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'RELEASE', input));
  }

  @Mutation(() => RefuseDeclarationResult, {
    description:
      'Does not let goods cross; of an export the licences get back what was used. For the authority of its jurisdiction.',
  })
  async refuseDeclaration(
    @Arg('input', () => RefuseDeclarationInput) input: RefuseDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'REFUSE', input));
  }

  @Mutation(() => DetainDeclarationResult, {
    description:
      'Keeps goods until it is decided what becomes of them. For the authority of its jurisdiction.',
  })
  async detainDeclaration(
    @Arg('input', () => DetainDeclarationInput) input: DetainDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'DETAIN', input));
  }

  @Mutation(() => SeizeDeclarationResult, {
    description: 'Takes goods that are detained. For the authority of its jurisdiction.',
  })
  async seizeDeclaration(
    @Arg('input', () => SeizeDeclarationInput) input: SeizeDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'SEIZE', input));
  }

  @Mutation(() => InvalidateDeclarationResult, {
    description:
      'Takes an accepted declaration back, as a correction; of an export the licences get back what was used. For the authority of its jurisdiction.',
  })
  async invalidateDeclaration(
    @Arg('input', () => InvalidateDeclarationInput) input: InvalidateDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'INVALIDATE', input));
  }

  @Mutation(() => DischargeDeclarationResult, {
    description: 'Ends the procedure of what was released. For the authority of its jurisdiction.',
  })
  async dischargeDeclaration(
    @Arg('input', () => DischargeDeclarationInput) input: DischargeDeclarationInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.declarations.decide(viewer, 'DISCHARGE', input));
  }
}
