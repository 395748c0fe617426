import { Field, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { Node } from '../api/node.type.ts';
import { IdempotencyConflict, NotAuthorised, resultOf } from '../api/refusal.type.ts';
import { DateTimeScalar, SafeIntScalar } from '../api/scalars.ts';
import { Provenance } from '../evidence/provenance.type.ts';
import { OrderLineNotFound, OrderLineRef } from '../orders/order-ref.type.ts';
import { ComplianceVerdict } from './compliance-check.type.ts';

@ObjectType({
  implements: Node,
  description:
    'A compliance check that was acted upon, kept with its inputs: evaluating them again gives the same bytes. Never changed.',
})
export class ComplianceDecision extends Node {
  @Field(() => SafeIntScalar, { description: 'Chips that it was about; 0: not known how many.' })
  units: number;

  @Field(() => ComplianceVerdict, { description: 'What was decided.' })
  verdict: keyof typeof ComplianceVerdict;

  @Field(() => ComplianceVerdict, {
    description:
      'What would be decided now: the newest decision about a line is evaluated again when facts change, while anything of it has yet to leave or to be let in.',
  })
  currentVerdict: keyof typeof ComplianceVerdict;

  @Field(() => DateTimeScalar, { description: 'When.' })
  takenAt: string;

  @Field(() => String, { description: 'The key of the viewer who took it.' })
  takenBy: string;

  @Field(() => String, { nullable: true, description: 'What was noted beside it.' })
  note: string | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;
}

@InputType({ description: 'A decision on an order line, by its compliance check.' })
export class RecordComplianceDecisionInput extends IdempotentInput {
  @Field(() => OrderLineRef, { description: 'The order line.' })
  orderLine: OrderLineRef;

  @Field(() => String, { nullable: true, description: '1 to 2000 characters.' })
  note?: string | null;
}

@ObjectType({ description: 'The decision is kept.' })
class RecordComplianceDecisionPayload extends replayable('recorded it') {
  /** key from which `decision` is read on; not a field of its own */
  decisionId: string;
}

export const RecordComplianceDecisionResult = resultOf(
  'RecordComplianceDecisionResult',
  'The decision, or why there was none.',
  RecordComplianceDecisionPayload,
  OrderLineNotFound,
  NotAuthorised,
  IdempotencyConflict,
);
