import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  NotAuthorised,
  Refusal,
  resultOf,
  TransitionRefused,
} from '../api/refusal.type.ts';
import { SafeIntScalar } from '../api/scalars.ts';
import { InvalidQuantity } from '../chips/quantity.type.ts';
import {
  AuthorisationMissing,
  RestrictionInForce,
} from '../licences/authorisation-refusals.type.ts';
import {
  ChipMismatch,
  ConditionUnsatisfied,
  CurrencyMismatch,
  JurisdictionMismatch,
  LicenceNotInForce,
  PartyMismatch,
  QuantityUnknown,
  QuotaExceeded,
} from '../licences/drawing-refusals.type.ts';
import { OutsideValidity } from '../licences/licence-decision.type.ts';
import { QuantityOutOfOrder } from '../orders/ledger-refusals.type.ts';
import { OrderLineNotFound, OrderLineRef } from '../orders/order-ref.type.ts';
import { ComplianceCheck } from './compliance-check.type.ts';

/** for the field `candidates`, which code answers */
export { AuthorisationMissing };

@InputType({ description: 'A reservation of both sides of an order line.' })
export class ReserveForOrderLineInput extends IdempotentInput {
  @Field(() => OrderLineRef, { description: 'The order line.' })
  orderLine: OrderLineRef;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description: 'How many chips, from 1; what is not drawn yet when absent.',
  })
  units?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The line of an export licence to draw on; determined when absent.',
  })
  exportLineId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The line of an import licence to draw on; determined when absent.',
  })
  importLineId?: string | null;
}

@ObjectType({ description: 'What the line needs is reserved, on every side that needs a licence.' })
class ReserveForOrderLinePayload extends replayable('reserved it') {
  /** keys from which the fields are read on; not fields of their own */
  allocationIds: string[];
  decisionId: string | null;
  orderLineId: string;
}

@ObjectType({ implements: Refusal, description: 'The compliance check does not let it through.' })
class ComplianceRefused extends Refusal {
  @Field(() => ComplianceCheck, { description: 'The check, which says why.' })
  check: ComplianceCheck;
}

export const ReserveForOrderLineResult = resultOf(
  'ReserveForOrderLineResult',
  'The reservation, or why there was none.',
  ReserveForOrderLinePayload,
  ...[OrderLineNotFound, QuotaExceeded, QuantityUnknown, QuantityOutOfOrder, InvalidQuantity],
  ...[ChipMismatch, PartyMismatch, JurisdictionMismatch, CurrencyMismatch, OutsideValidity],
  ...[ConditionUnsatisfied, LicenceNotInForce, AuthorisationMissing, ComplianceRefused],
  ...[RestrictionInForce, TransitionRefused, NotAuthorised, IdempotencyConflict],
);
