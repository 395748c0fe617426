import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  InvalidPeriod,
  InvalidReference,
  NotAuthorised,
  resultOf,
} from '../api/refusal.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { ChipRef } from '../chips/chip-ref.type.ts';
import { InvalidQuantity, QuantityInput } from '../chips/quantity.type.ts';
import { FigureInput } from '../evidence/claim-value-input.type.ts';
import { DatePrecision } from '../evidence/date-precision.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';

const source =
  'The source report that says so: for those who record evidence; without one it is told by whoever trades for the organisation.';

@InputType({ description: 'What a vendor holds of a chip on a day.' })
export class RecordStockStatementInput extends IdempotentInput {
  @Field(() => OrganisationRef, { description: 'Who holds it.' })
  vendor: OrganisationRef;

  @Field(() => ChipRef, { description: 'Of which chip.' })
  chip: ChipRef;

  @Field(() => FigureInput, {
    description:
      'How many, in `chips` or `modules`; without a source `EXACT`, a whole number of `chips`.',
  })
  figure: FigureInput;

  @Field(() => DateScalar, { description: 'The day of which it speaks; not to come.' })
  asOf: Date;

  @Field(() => DatePrecision, {
    nullable: true,
    description: 'How much of `asOf` is known. Absent: the day.',
  })
  asOfPrecision?: keyof typeof DatePrecision | null;

  @Field(() => ID, { nullable: true, description: source })
  sourceReportId?: string | null;
}

@InputType({ description: 'Chips of its own country that a buyer bought.' })
export class RecordDomesticPurchaseInput extends IdempotentInput {
  @Field(() => OrganisationRef, { description: 'Who bought.' })
  buyer: OrganisationRef;

  @Field(() => ChipRef, {
    description: 'What was bought: a chip whose `originCountry` is where the buyer has its seat.',
  })
  chip: ChipRef;

  @Field(() => QuantityInput, { description: 'How many.' })
  quantity: QuantityInput;

  @Field(() => DateScalar, { description: 'When; not to come.' })
  purchasedAt: Date;

  @Field(() => ID, { nullable: true, description: source })
  sourceReportId?: string | null;
}

@ObjectType({ description: 'The stock is recorded.' })
class RecordStockStatementPayload extends replayable('recorded it') {
  /** key from which `stockStatement` is read on; not a field of its own */
  stockStatementId: string;
}

@ObjectType({ description: 'The purchase is recorded.' })
class RecordDomesticPurchasePayload extends replayable('recorded it') {
  /** key from which `domesticPurchase` is read on; not a field of its own */
  domesticPurchaseId: string;
}

const refusals = [InvalidReference, InvalidPeriod, NotAuthorised, IdempotencyConflict];

export const RecordStockStatementResult = resultOf(
  'RecordStockStatementResult',
  'The stock statement, or why there is none.',
  RecordStockStatementPayload,
  ...refusals,
);

export const RecordDomesticPurchaseResult = resultOf(
  'RecordDomesticPurchaseResult',
  'The purchase, or why there is none.',
  RecordDomesticPurchasePayload,
  InvalidQuantity,
  ...refusals,
);
