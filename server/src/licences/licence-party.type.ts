import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { vocabulary } from '../api/vocabulary.ts';

export const LicencePartyRole = vocabulary(
  'LicencePartyRole',
  'What an organisation is in one transaction, as US export regulations use the words.',
  {
    PURCHASER: 'Who buys.',
    INTERMEDIATE_CONSIGNEE: 'Who receives the goods on their way, for the next.',
    ULTIMATE_CONSIGNEE: 'Who receives them at their destination.',
    END_USER: 'Who uses them.',
    FORWARDING_AGENT: 'Who arranges carriage for another.',
  },
);

@ObjectType({ implements: Node, description: 'The role of an organisation under a licence.' })
export class LicenceParty extends Node {
  @Field(() => LicencePartyRole, { description: 'Its role.' })
  role: keyof typeof LicencePartyRole;
}
