import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar, DecimalScalar, SafeIntScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { LicenceOutcome } from './licence-outcome.type.ts';

export const LicensedBy = vocabulary('LicensedBy', 'What the amount of a licence line limits.', {
  NUMBER: 'The number of chips.',
  VALUE: 'Their value.',
  BOTH: 'Both.',
});

@ObjectType({
  implements: Node,
  description: 'One good on a licence, with what is authorised of it and what was drawn.',
})
export class LicenceLine extends Node {
  @Field(() => Int, { description: 'Its number on the licence, from 1.' })
  ordinal: number;

  @Field(() => String, {
    nullable: true,
    description: 'The control classification it covers, where it names no chip or beside it.',
  })
  controlCode: string | null;

  @Field(() => LicensedBy, { description: 'What its amount limits.' })
  licensedBy: keyof typeof LicensedBy;

  @Field(() => SafeIntScalar, { description: 'Chips kept for orders and not yet used.' })
  reserved: number;

  @Field(() => SafeIntScalar, { description: 'Chips that crossed the border under it.' })
  used: number;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description:
      'Chips still to be drawn: authorised less reserved and used; null where the authorised number is not known exactly.',
  })
  available: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Share of what is authorised that is reserved or used, of chips or of value whichever is more, to four digits, such as `0.875`; null where neither is known exactly.',
  })
  depletion: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Value authorised, in `currency`.' })
  authorisedValue: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code of `authorisedValue`.' })
  currency: string | null;

  @Field(() => DecimalScalar, { description: 'Value of what is kept for orders.' })
  reservedValue: string;

  @Field(() => DecimalScalar, { description: 'Value of what crossed the border under it.' })
  usedValue: string;

  @Field(() => DecimalScalar, {
    description:
      'Share by which the value drawn may exceed the authorised one, such as `0.25`; what the law was when it was approved.',
  })
  valueTolerance: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Value still to be drawn, the tolerance included; null where no value is authorised.',
  })
  availableValue: string | null;

  @Field(() => LicenceOutcome, {
    nullable: true,
    description: 'The answer to it; null where none was given or recorded here.',
  })
  outcome: keyof typeof LicenceOutcome | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}

@ObjectType({
  description:
    'How much of a good was asked for. Seen by the applicant and the authority, also after the licence is published.',
})
export class RequestedAmount {
  @Field(() => SafeIntScalar, { nullable: true, description: 'Chips.' })
  units: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Value, in `currency`.' })
  value: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code of `value`.' })
  currency: string | null;
}
