import { Field, InputType } from 'type-graphql';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { LicencePartyRole } from './licence-party.type.ts';

@InputType({ description: 'An organisation and its role.' })
export class PartyInput {
  @Field(() => LicencePartyRole, { description: 'Its role.' })
  role: keyof typeof LicencePartyRole;

  @Field(() => OrganisationRef, { description: 'Which organisation.' })
  organisation: OrganisationRef;
}
