import {
  IdempotencyConflict,
  InvalidPeriod,
  NotAuthorised,
  type Refusal,
  resultOf,
  TransitionRefused,
  VersionStale,
} from '../api/refusal.type.ts';
import { InvalidQuantity } from '../chips/quantity.type.ts';
import { ConditionUnsatisfied } from '../licences/drawing-refusals.type.ts';
import { OutsideValidity } from '../licences/licence-decision.type.ts';
import { AllocationOnHold, QuantityOutOfOrder } from '../orders/ledger-refusals.type.ts';
import {
  DeclarationNotFound,
  LaboratoryTestMissing,
  ReferenceTaken,
} from './customs-refusals.type.ts';
import {
  AuthorisationMissing,
  RestrictionInForce,
} from '../licences/authorisation-refusals.type.ts';
import {
  AcceptDeclarationPayload,
  ControlDeclarationPayload,
  DetainDeclarationPayload,
  DischargeDeclarationPayload,
  HoldDeclarationPayload,
  InvalidateDeclarationPayload,
  LodgeDeclarationPayload,
  RefuseDeclarationPayload,
  RejectDeclarationPayload,
  ReleaseDeclarationPayload,
  SeizeDeclarationPayload,
} from './declaration-decision.type.ts';

const always = [
  DeclarationNotFound,
  TransitionRefused,
  VersionStale,
  InvalidPeriod,
  NotAuthorised,
  IdempotencyConflict,
];

const crossing = [
  AuthorisationMissing,
  AllocationOnHold,
  OutsideValidity,
  ConditionUnsatisfied,
  RestrictionInForce,
];

function decided<Payload extends new () => object>(
  payload: Payload,
  description: string,
  ...more: (new () => Refusal)[]
) {
  return resultOf(
    payload.name.replace('Payload', 'Result'),
    description,
    payload,
    ...more,
    ...always,
  );
}

export const LodgeDeclarationResult = decided(
  LodgeDeclarationPayload,
  'The lodging, or why there was none.',
  ReferenceTaken,
  QuantityOutOfOrder,
);

export const AcceptDeclarationResult = decided(
  AcceptDeclarationPayload,
  'The acceptance, or why there was none.',
  LaboratoryTestMissing,
  ...crossing,
);

export const RejectDeclarationResult = decided(
  RejectDeclarationPayload,
  'The rejection, or why there was none.',
);

export const ControlDeclarationResult = decided(
  ControlDeclarationPayload,
  'The control, or why there was none.',
);

export const HoldDeclarationResult = decided(
  HoldDeclarationPayload,
  'The hold, or why there was none.',
);

export const ReleaseDeclarationResult = decided(
  ReleaseDeclarationPayload,
  'The release, or why there was none.',
  InvalidQuantity,
  QuantityOutOfOrder,
  ...crossing,
);

export const RefuseDeclarationResult = decided(
  RefuseDeclarationPayload,
  'The refusal, or why there was none.',
);

export const DetainDeclarationResult = decided(
  DetainDeclarationPayload,
  'The detention, or why there was none.',
);

export const SeizeDeclarationResult = decided(
  SeizeDeclarationPayload,
  'The seizure, or why there was none.',
);

export const InvalidateDeclarationResult = decided(
  InvalidateDeclarationPayload,
  'The invalidation, or why there was none.',
);

export const DischargeDeclarationResult = decided(
  DischargeDeclarationPayload,
  'The end, or why there was none.',
);
