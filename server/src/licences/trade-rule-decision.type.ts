import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { Refusal } from '../api/refusal.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { FigureInput } from '../evidence/claim-value-input.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { SourcingStatus } from './trade-rule.type.ts';

/** How a sourcing rule or a volume cap stands. */
@InputType()
export class RuleTermsInput extends IdempotentInput {
  @Field(() => SourcingStatus, { description: 'Whether it holds.' })
  status: keyof typeof SourcingStatus;

  @Field(() => FigureInput, {
    nullable: true,
    description:
      'Its figure. With `sourceReportId` it becomes the claim that counts; without, it is settled here, must be `EXACT`, and counts before every claim. Shares are told in `ratio` (of one) or `percent`, numbers in `chips`.',
  })
  figure?: FigureInput | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds.' })
  effectiveFrom?: Date | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it holds.' })
  effectiveTo?: Date | null;

  @Field(() => ID, { nullable: true, description: 'The source report that says so.' })
  sourceReportId?: string | null;
}

/** A sourcing rule or a volume cap that is new. */
@InputType()
export class RecordRuleInput extends RuleTermsInput {
  @Field(() => String, { description: 'Its name, which no other has. 1 to 200 characters.' })
  name: string;

  @Field(() => String, { description: 'What is known of its content. 1 to 2000 characters.' })
  description: string;

  @Field(() => JurisdictionRef, { description: 'Under whose law.' })
  jurisdiction: JurisdictionRef;

  @Field(() => OrganisationRef, { nullable: true, description: 'Whose it is, where known.' })
  authority?: OrganisationRef | null;
}

@ObjectType({
  implements: Refusal,
  description: 'Another record of the same kind has this name.',
})
export class NameTaken extends Refusal {
  @Field(() => String, { description: 'The name.' })
  name: string;
}
