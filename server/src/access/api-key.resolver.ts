import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  CreateApiKeyInput,
  CreateApiKeyResult,
  RevokeApiKeyInput,
  RevokeApiKeyResult,
} from './api-key.type.ts';

@Resolver()
export class ApiKeyResolver {
  @Mutation(() => CreateApiKeyResult, {
    description: 'Makes a key and shows it once. For administrators.',
  })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.keys.create(viewer, input));
  }

  @Mutation(() => RevokeApiKeyResult, {
    description: 'Revokes a key for good. For administrators.',
  })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.keys.revoke(viewer, input));
  }
}
