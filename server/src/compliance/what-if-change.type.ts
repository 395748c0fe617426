import { Field, ID, InputType } from 'type-graphql';
import { DecimalScalar, SafeIntScalar } from '../api/scalars.ts';
import { ChipRef } from '../chips/chip-ref.type.ts';
import { LicenceRef } from '../licences/licence-ref.type.ts';
import { RestrictionProcedure } from '../licences/restriction.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';

@InputType({ description: 'Of which licence it is supposed.' })
class SupposedLicenceInput {
  @Field(() => LicenceRef, { description: 'Which licence.' })
  licence: LicenceRef;
}

@InputType({ description: 'A ratio that is supposed of a sourcing rule.' })
class SupposedRatioInput {
  @Field(() => ID, { description: 'Which rule; one by ratio.' })
  sourcingRuleId: string;

  @Field(() => DecimalScalar, { description: 'Domestic chips for each imported one.' })
  ratio: string;
}

@InputType({ description: 'A quota that is supposed of a sourcing rule.' })
class SupposedQuotaInput {
  @Field(() => ID, { description: 'Which rule; one that counts in all.' })
  sourcingRuleId: string;

  @Field(() => SafeIntScalar, { description: 'Domestic chips in all.' })
  units: number;
}

@InputType({ description: 'A share that is supposed of a volume cap.' })
class SupposedCapInput {
  @Field(() => ID, { description: 'Which cap.' })
  volumeCapId: string;

  @Field(() => DecimalScalar, { description: 'Share of what goes to end users at home.' })
  ratio: string;
}

@InputType({ description: 'A number that is supposed to be authorised.' })
class SupposedAmendmentInput {
  @Field(() => ID, { description: 'Which line of a licence.' })
  lineId: string;

  @Field(() => SafeIntScalar, { description: 'Chips authorised then.' })
  authorisedUnits: number;
}

@InputType({ description: 'A restriction that is supposed to be in force.' })
class SupposedRestrictionInput {
  @Field(() => ChipRef, { description: 'Which chip.' })
  chip: ChipRef;

  @Field(() => JurisdictionRef, { description: 'Under whose law.' })
  jurisdiction: JurisdictionRef;

  @Field(() => RestrictionProcedure, { description: 'What it bars.' })
  procedure: keyof typeof RestrictionProcedure;
}

@InputType({ description: 'Stock that is supposed to be there beside what is known of.' })
class SupposedStockInput {
  @Field(() => OrganisationRef, { description: 'Whose.' })
  vendor: OrganisationRef;

  @Field(() => ChipRef, { description: 'Which chip.' })
  chip: ChipRef;

  @Field(() => SafeIntScalar, { description: 'Chips, one by one.' })
  units: number;
}

@InputType({ description: 'Something that is supposed: exactly one of these.' })
export class WhatIfChange {
  @Field(() => SupposedLicenceInput, {
    nullable: true,
    description: 'A licence is revoked. One that cannot be revoked stays what it is.',
  })
  revokeLicence?: SupposedLicenceInput | null;

  @Field(() => SupposedLicenceInput, {
    nullable: true,
    description: 'A licence is suspended. One that cannot be suspended stays what it is.',
  })
  suspendLicence?: SupposedLicenceInput | null;

  @Field(() => SupposedRatioInput, {
    nullable: true,
    description: 'A sourcing rule is in force from now on, with this ratio.',
  })
  setRatio?: SupposedRatioInput | null;

  @Field(() => SupposedQuotaInput, {
    nullable: true,
    description: 'A sourcing rule is in force from now on, with this quota.',
  })
  setQuota?: SupposedQuotaInput | null;

  @Field(() => SupposedCapInput, {
    nullable: true,
    description: 'A volume cap is in force from now on, with this share.',
  })
  setCap?: SupposedCapInput | null;

  @Field(() => SupposedAmendmentInput, {
    nullable: true,
    description:
      'A licence line authorises so many. What is drawn stays drawn, also where that is more.',
  })
  amendLine?: SupposedAmendmentInput | null;

  @Field(() => SupposedRestrictionInput, {
    nullable: true,
    description: 'A chip is barred, without a licence that would lift it.',
  })
  restrictChip?: SupposedRestrictionInput | null;

  @Field(() => SupposedStockInput, {
    nullable: true,
    description:
      'A vendor has so many more; where no stock is known of, at least so many. Supposed by who knows its stock, of no effect for others.',
  })
  addStock?: SupposedStockInput | null;
}
