import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { Node } from '../api/node.type.ts';
import {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  Refusal,
  resultOf,
} from '../api/refusal.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { ViewerRole } from '../api/viewer.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import type { Role } from './viewer.ts';

@ObjectType({ implements: Node, description: 'What is known of a key, without the key itself.' })
export class ApiKey extends Node {
  @Field(() => String, { description: 'What it is called.' })
  name: string;

  @Field(() => String, { description: 'The part of the key between its underscores.' })
  prefix: string;

  @Field(() => [ViewerRole], { description: 'What it lets its bearer be.' })
  roles: Role[];

  @Field(() => [String], {
    description: 'Codes of the jurisdictions for which its bearer is an authority.',
  })
  jurisdictions: string[];

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, to the minute; null: never.',
  })
  lastUsedAt: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when it no longer works; null: it works until it is revoked.',
  })
  expiresAt: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked.' })
  revokedAt: string | null;
}

@InputType({ description: 'A key to be made.' })
export class CreateApiKeyInput extends IdempotentInput {
  @Field(() => String, { description: 'What to call it. 1 to 200 characters.' })
  name: string;

  @Field(() => [ViewerRole], { description: 'What it lets its bearer be; at least one.' })
  roles: Role[];

  @Field(() => OrganisationRef, {
    nullable: true,
    description: 'The organisation that its bearer acts for.',
  })
  organisation?: OrganisationRef | null;

  @Field(() => [JurisdictionRef], {
    nullable: true,
    description: 'Where an `AUTHORITY` decides.',
  })
  jurisdictions?: JurisdictionRef[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when it shall no longer work. Absent: never.',
  })
  expiresAt?: Date | null;
}

@InputType({ description: 'A key to be revoked, for good.' })
export class RevokeApiKeyInput extends IdempotentInput {
  @Field(() => ID, { description: 'The key, by the id of what is known of it.' })
  apiKeyId: string;
}

@ObjectType()
class ApiKeyPayload extends replayable('done it') {
  /** key from which `apiKey` is read on; not a field of its own */
  apiKeyId: string;
}

@ObjectType({ description: 'The key is made.' })
class CreateApiKeyPayload extends ApiKeyPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The key itself, shown this once; null when `replayed`.',
  })
  key: string | null;
}

@ObjectType({ description: 'The key is revoked; servers refuse it within two seconds.' })
class RevokeApiKeyPayload extends ApiKeyPayload {}

@ObjectType({
  implements: Refusal,
  description: 'There is no such key, or the viewer may not see it.',
})
class ApiKeyNotFound extends Refusal {
  @Field(() => ID, { description: 'The id that was asked for.' })
  apiKeyId: string;
}

export const CreateApiKeyResult = resultOf(
  'CreateApiKeyResult',
  'The key, or why there is none.',
  CreateApiKeyPayload,
  ...[InvalidReference, NotAuthorised, IdempotencyConflict],
);

export const RevokeApiKeyResult = resultOf(
  'RevokeApiKeyResult',
  'The revocation, or why there was none.',
  RevokeApiKeyPayload,
  ...[ApiKeyNotFound, NotAuthorised, IdempotencyConflict],
);
