import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';
import type { ConditionStatus as Status } from './condition.ts';

export const ConditionKind = vocabulary('ConditionKind', 'What a condition asks for.', {
  CERTIFICATION: 'A written assurance.',
  TEST: 'A test by a laboratory.',
  KYC: 'That the customer and who reaches the chips from afar be known.',
  END_USE: 'A certain use, or none of another.',
  REPORTING: 'Reports to the authority.',
  VOLUME_CAP: 'A limit to volume, absolute or against other shipments.',
  SOURCING: 'The purchase of domestic chips.',
  PAYMENT: 'A payment, or a way of paying.',
  UNDISCLOSED: 'What it asks for is not disclosed.',
});

const ConditionStatus = vocabulary<Status>('ConditionStatus', 'How a condition stands.', {
  UNDER_NEGOTIATION: 'Its content is not settled.',
  PENDING: 'Settled and not yet met.',
  SATISFIED: 'Met.',
  BREACHED: 'Broken.',
  WAIVED: 'No longer asked for.',
});

@ObjectType({
  implements: Node,
  description: 'Something that a licence, or every licence of an approval round, depends on.',
})
export class Condition extends Node {
  @Field(() => ConditionKind, { description: 'What it asks for.' })
  kind: keyof typeof ConditionKind;

  @Field(() => ConditionStatus, { description: 'How it stands.' })
  status: keyof typeof ConditionStatus;

  @Field(() => Boolean, {
    description: 'Whether no order may be placed until it is satisfied or waived.',
  })
  blocking: boolean;

  @Field(() => String, { description: 'What is known of its content.' })
  description: string;

  @Field(() => String, { nullable: true, description: 'The legal text it rests on.' })
  legalReference: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day by which it must be met.' })
  dueAt: string | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
