import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';
import { LicenceStatus } from './licence-status.type.ts';

export const LicenceDirection = vocabulary(
  'LicenceDirection',
  'Which border crossing a licence allows.',
  {
    EXPORT: 'Out of its jurisdiction.',
    IMPORT: 'Into its jurisdiction.',
  },
);

export const LicenceType = vocabulary('LicenceType', 'What kind of document a licence is.', {
  INDIVIDUAL: 'For one licensee and named parties.',
  GENERAL: 'For whoever keeps its terms.',
  EXCEPTION: 'A licence exception: no licence has to be asked for.',
  QUOTA: 'A share in a limited amount.',
});

@ObjectType({
  implements: Node,
  description: 'A document by which an authority allows chips to be exported or imported.',
})
export class Licence extends Node {
  @Field(() => String, {
    nullable: true,
    description: 'Its number, unique with its authority; null where none is known.',
  })
  number: string | null;

  @Field(() => LicenceDirection, { description: 'Which crossing it allows.' })
  direction: keyof typeof LicenceDirection;

  @Field(() => LicenceType, { description: 'What kind of document it is.' })
  type: keyof typeof LicenceType;

  @Field(() => LicenceStatus, { description: 'Where it stands.' })
  status: keyof typeof LicenceStatus;

  @Field(() => LicenceStatus, {
    nullable: true,
    description: 'While suspended: the status a reinstatement returns to.',
  })
  statusBeforeSuspension: keyof typeof LicenceStatus | null;

  @Field(() => String, { nullable: true, description: 'The reason given for the last change.' })
  statusReason: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the status last changed; null: not since it was recorded.',
  })
  statusChangedAt: string | null;

  @Field(() => String, { nullable: true, description: 'Purpose for which the chips may be used.' })
  endUse: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How its application was judged, such as `CASE_BY_CASE`.',
  })
  reviewPolicy: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds.' })
  validFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it holds.' })
  validTo: string | null;

  @Field(() => Boolean, {
    description: 'Whether everybody may see it, or only its licensee and its authorities.',
  })
  published: boolean;

  @Field(() => Int, { description: 'Grows with every change; edits name the one they expect.' })
  version: number;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
