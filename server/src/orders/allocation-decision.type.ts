import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DecisionInput, replayable } from '../api/decision.type.ts';
import {
  IdempotencyConflict,
  NotAuthorised,
  resultOf,
  TransitionRefused,
} from '../api/refusal.type.ts';
import { SafeIntScalar } from '../api/scalars.ts';
import { InvalidQuantity } from '../chips/quantity.type.ts';
import { QuotaExceeded } from '../licences/drawing-refusals.type.ts';
import { OutsideValidity } from '../licences/licence-decision.type.ts';
import { AllocationNotFound, AllocationOnHold } from './ledger-refusals.type.ts';

@InputType()
class AllocationDecisionInput extends DecisionInput {
  @Field(() => ID, { description: 'The allocation.' })
  allocationId: string;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description: 'How many chips; all that the step can take when absent.',
  })
  units?: number | null;
}

@InputType({ description: 'A return of chips that were kept and not used.' })
export class ReleaseReservationInput extends AllocationDecisionInput {}

@InputType({ description: 'A use of chips that were kept.' })
export class UseReservationInput extends AllocationDecisionInput {}

@InputType({ description: 'A return of chips that were used.' })
export class ReverseUseInput extends AllocationDecisionInput {}

@ObjectType()
class AllocationPayload extends replayable('done it') {
  /** key from which `allocation` is read on; not a field of its own */
  allocationId: string;
}

@ObjectType({ description: 'Chips were given back to the licence line.' })
class ReleaseReservationPayload extends AllocationPayload {}

@ObjectType({ description: 'Chips were used.' })
class UseReservationPayload extends AllocationPayload {}

@ObjectType({ description: 'Used chips were given back to the licence line.' })
class ReverseUsePayload extends AllocationPayload {}

const refusals = [
  AllocationNotFound,
  NotAuthorised,
  TransitionRefused,
  InvalidQuantity,
  QuotaExceeded,
  AllocationOnHold,
  OutsideValidity,
  IdempotencyConflict,
];

export const ReleaseReservationResult = resultOf(
  'ReleaseReservationResult',
  'The release, or why there was none.',
  ReleaseReservationPayload,
  ...refusals,
);

export const UseReservationResult = resultOf(
  'UseReservationResult',
  'The use, or why there was none.',
  UseReservationPayload,
  ...refusals,
);

export const ReverseUseResult = resultOf(
  'ReverseUseResult',
  'The return, or why there was none.',
  ReverseUsePayload,
  ...refusals,
);
