import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar, DecimalScalar, SafeIntScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';

const LicensedBy = vocabulary('LicensedBy', 'What the amount of a licence line limits.', {
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

  @Field(() => DecimalScalar, { nullable: true, description: 'Value authorised, in `currency`.' })
  authorisedValue: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code of `authorisedValue`.' })
  currency: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
