import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';

export const LaboratoryResult = vocabulary('LaboratoryResult', 'What a laboratory found.', {
  PASSED: 'The goods are what they are said to be.',
  FAILED: 'They are not.',
  INCONCLUSIVE: 'It cannot be told.',
});

@ObjectType({ implements: Node, description: "A laboratory's test of a shipment. Never changed." })
export class LaboratoryTest extends Node {
  @Field(() => LaboratoryResult, { description: 'What was found.' })
  result: keyof typeof LaboratoryResult;

  @Field(() => DateTimeScalar, { description: 'When it was tested.' })
  testedAt: string;

  @Field(() => String, { nullable: true, description: 'A URI of the report.' })
  report: string | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
