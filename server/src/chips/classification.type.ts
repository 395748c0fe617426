import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';

const ClassificationScheme = vocabulary(
  'ClassificationScheme',
  'What a classification decides on.',
  {
    CONTROL: 'Export control: the code is an ECCN or its like.',
    TARIFF: 'Customs tariff: the code is of the harmonised system.',
  },
);

const ClassificationBasis = vocabulary('ClassificationBasis', 'On what a classification rests.', {
  COMPUTED: 'Worked out from figures by a rule.',
  RULING: 'An authority ruled on this good or one like it.',
  NOTICE: 'An authority told a company.',
  REPORTED: 'A source says so.',
});

@ObjectType({
  implements: Node,
  description: 'The code under which a jurisdiction controls or taxes a chip, and why.',
})
export class Classification extends Node {
  @Field(() => ClassificationScheme, { description: 'What it decides on.' })
  scheme: keyof typeof ClassificationScheme;

  @Field(() => String, { description: 'The code, such as `3A090.a` or `8473.30.1180`.' })
  code: string;

  @Field(() => String, {
    nullable: true,
    description: 'The form for which it holds: a module and a bare processor differ in tariff.',
  })
  formFactor: string | null;

  @Field(() => ClassificationBasis, { description: 'On what it rests.' })
  basis: keyof typeof ClassificationBasis;

  @Field(() => String, { nullable: true, description: 'The version of the rule or schedule.' })
  ruleVersion: string | null;

  @Field(() => String, { nullable: true, description: 'The ruling, notice or legal text.' })
  legalReference: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds.' })
  validFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it holds.' })
  validTo: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
