import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { DateTimeScalar, SafeIntScalar } from '../api/scalars.ts';
import { ControlType } from './control-type.type.ts';
import { DeclarationRef, DeclarationReferenceInput } from './declaration-ref.type.ts';

@InputType({ description: 'A status in the words of an office.' })
class NativeStatusInput {
  @Field(() => String, { description: 'Whose words, such as `DMS`. At most 40 characters.' })
  scheme: string;

  @Field(() => String, { description: 'The word, such as `CLE`. At most 40 characters.' })
  code: string;
}

@InputType()
class DeclarationStepInput extends IdempotentInput {
  @Field(() => DeclarationRef, { description: 'The declaration.' })
  declaration: DeclarationRef;

  @Field(() => Int, { description: 'The version that was read; otherwise `VersionStale`.' })
  expectedVersion: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it happened: not before the step before it, not in the future. Now.',
  })
  occurredAt?: Date | null;

  @Field(() => NativeStatusInput, { nullable: true, description: 'What the office calls it.' })
  nativeStatus?: NativeStatusInput | null;
}

@InputType()
class FreeStepInput extends DeclarationStepInput {
  @Field(() => String, { nullable: true, description: 'Why. 1 to 2000 characters.' })
  reason?: string | null;
}

@InputType()
class ReasonedStepInput extends DeclarationStepInput {
  @Field(() => String, { description: 'Why. 1 to 2000 characters.' })
  reason: string;
}

@ObjectType()
class DeclarationPayload extends replayable('decided it') {
  /** key from which `declaration` is read on; not a field of its own */
  declarationId: string;
}

@InputType({ description: 'A lodging of a declaration.' })
export class LodgeDeclarationInput extends FreeStepInput {
  @Field(() => DeclarationReferenceInput, {
    nullable: true,
    description: 'Its identifier, where the office gave one.',
  })
  reference?: DeclarationReferenceInput | null;
}

@InputType({ description: 'An acceptance by customs.' })
export class AcceptDeclarationInput extends FreeStepInput {}

@InputType({ description: 'A rejection of what was lodged.' })
export class RejectDeclarationInput extends ReasonedStepInput {}

@InputType({ description: 'A look at papers or goods.' })
export class ControlDeclarationInput extends FreeStepInput {
  @Field(() => ControlType, { nullable: true, description: 'How it is looked at.' })
  controlType?: keyof typeof ControlType | null;
}

@InputType({ description: 'A hold of the goods.' })
export class HoldDeclarationInput extends ReasonedStepInput {}

@InputType({ description: 'A release of the goods, of all or of a part.' })
export class ReleaseDeclarationInput extends FreeStepInput {
  @Field(() => SafeIntScalar, {
    nullable: true,
    description: 'Chips, the first lines first. Absent: all that are not released yet.',
  })
  units?: number | null;
}

@InputType({ description: 'A refusal to let the goods cross.' })
export class RefuseDeclarationInput extends ReasonedStepInput {}

@InputType({ description: 'A detention of the goods.' })
export class DetainDeclarationInput extends ReasonedStepInput {}

@InputType({ description: 'A seizure of the goods.' })
export class SeizeDeclarationInput extends ReasonedStepInput {}

@InputType({ description: 'An invalidation of what was accepted.' })
export class InvalidateDeclarationInput extends FreeStepInput {}

@InputType({ description: 'An end of the procedure.' })
export class DischargeDeclarationInput extends FreeStepInput {}

@ObjectType({ description: 'The declaration is lodged.' })
export class LodgeDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The declaration is accepted.' })
export class AcceptDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The declaration is rejected.' })
export class RejectDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The declaration is under control.' })
export class ControlDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The goods are held.' })
export class HoldDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The goods are released, all or a part: see `releasedUnits`.' })
export class ReleaseDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The goods may not cross.' })
export class RefuseDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The goods are detained.' })
export class DetainDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The goods are seized.' })
export class SeizeDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The declaration is invalidated.' })
export class InvalidateDeclarationPayload extends DeclarationPayload {}

@ObjectType({ description: 'The procedure is at its end.' })
export class DischargeDeclarationPayload extends DeclarationPayload {}
