import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../api/scalars.ts';
import { LicenceType } from './licence.type.ts';
import { LicensedBy } from './licence-line.type.ts';

@ObjectType({
  implements: Node,
  description:
    'By how much the value drawn on a licence of a type may exceed the authorised one, by law. A law lets no number of chips be exceeded.',
})
export class LicenceTolerance extends Node {
  @Field(() => LicenceType, { description: 'Of which licences.' })
  licenceType: keyof typeof LicenceType;

  @Field(() => LicensedBy, { description: 'Of lines whose amount limits this.' })
  licensedBy: keyof typeof LicensedBy;

  @Field(() => DecimalScalar, { description: 'Share of the authorised value, such as `0.25`.' })
  valueRatio: string;

  @Field(() => String, { description: 'The legal text.' })
  citation: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of the text that was read; null where it is not known.',
  })
  textAsOf: string | null;

  @Field(() => Boolean, {
    description:
      'False where another source says otherwise, or whether the text still holds is not known.',
  })
  confirmed: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
