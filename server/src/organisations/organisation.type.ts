import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';

const OrganisationKind = vocabulary('OrganisationKind', 'What an organisation is.', {
  COMPANY: 'A company.',
  AUTHORITY: 'A ministry, agency or customs office.',
  GROUP: 'Several organisations of which a source speaks together; not a legal person.',
  RESEARCH: 'A university, laboratory or institute.',
  PERSON: 'A natural person.',
});

@ObjectType({
  implements: Node,
  description:
    'A company, an authority, a person, or a group of them that a source names together.',
})
export class Organisation extends Node {
  @Field(() => String, { description: 'The name it is known by; unique.' })
  name: string;

  @Field(() => OrganisationKind, { description: 'What it is.' })
  kind: keyof typeof OrganisationKind;

  @Field(() => [String], {
    description:
      'What it does in the trade, such as `BUYER`, `VENDOR`, `FOUNDRY`, `AUTHORITY`, `BROKER`, `CARRIER`, `LAB` or `END_USER`. Its role in one licence is a party of that licence.',
  })
  roles: string[];

  @Field(() => String, { nullable: true, description: 'Its line of business, where known.' })
  sector: string | null;

  @Field(() => String, { nullable: true, description: 'Legal Entity Identifier (ISO 17442).' })
  lei: string | null;

  @Field(() => String, { nullable: true, description: 'GS1 Global Location Number, 13 digits.' })
  gln: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Of a group: whether `members` are all its members. False where others are unnamed; null for anything but a group.',
  })
  closed: boolean | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
