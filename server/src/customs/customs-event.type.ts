import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar, JsonScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';
import { ControlType } from './control-type.type.ts';

const EpcisAction = vocabulary('EpcisAction', "An event's relation to the life of its goods.", {
  ADD: 'They come to be, or join the whole.',
  OBSERVE: 'They are seen.',
  DELETE: 'They end, or leave the whole.',
});

@ObjectType({
  implements: Node,
  description:
    'Something that was seen of goods or documents, in the words of EPCIS 2.0. It is never changed; an error is declared beside it.',
})
export class CustomsEvent extends Node {
  @Field(() => String, {
    description:
      'Its EPCIS eventID, unique for whoever captured it: two parties can capture the same event. One that came without has its `contentHash`.',
  })
  eventId: string;

  @Field(() => String, { description: 'The type in EPCIS, such as `ObjectEvent`.' })
  eventType: string;

  @Field(() => EpcisAction, { nullable: true, description: 'Null for a transformation.' })
  action: keyof typeof EpcisAction | null;

  @Field(() => DateTimeScalar, { description: 'When it was seen.' })
  eventTime: string;

  @Field(() => String, { description: 'The offset of local time there, such as `+08:00`.' })
  eventTimeZoneOffset: string;

  @Field(() => DateTimeScalar, { description: 'When it was captured here.' })
  recordTime: string;

  @Field(() => String, { nullable: true, description: 'Where it was seen: a URI.' })
  readPoint: string | null;

  @Field(() => String, { nullable: true, description: 'Where the goods are from then on: a URI.' })
  bizLocation: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was being done: a word of CBV 2.0 such as `inspecting`, or a URI.',
  })
  bizStep: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'In which state the goods were left: a word of CBV 2.0, or a URI.',
  })
  disposition: string | null;

  @Field(() => [String], { description: 'Certificates: URIs, licences among them.' })
  certificationInfo: string[];

  @Field(() => ControlType, {
    nullable: true,
    description: 'How customs looked at them: its field `controlType` of `urn:carnet:epcis:`.',
  })
  controlType: keyof typeof ControlType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where customs stood before: its field `statusBefore` of `urn:carnet:epcis:`.',
  })
  statusBefore: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where customs stood after: its field `statusAfter` of `urn:carnet:epcis:`.',
  })
  statusAfter: string | null;

  @Field(() => String, {
    description: 'The hash of what it says, of CBV 2.0: `ni:///sha-256;…?ver=CBV2.0`.',
  })
  contentHash: string;

  @Field(() => JsonScalar, {
    description: 'The event as it was captured, extensions included.',
  })
  document: unknown;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;
}

@ObjectType({ description: 'The declaration that an event is erroneous.' })
export class EpcisErrorDeclaration {
  @Field(() => DateTimeScalar, { description: 'When it was declared.' })
  declarationTime: string;

  @Field(() => String, {
    nullable: true,
    description: '`did_not_occur`, `incorrect_data`, or a URI.',
  })
  reason: string | null;

  @Field(() => [String], { description: 'EPCIS eventIDs of the events that put it right.' })
  correctiveEventIds: string[];

  @Field(() => DateTimeScalar, { description: 'When it was captured here.' })
  recordTime: string;

  @Field(() => JsonScalar, { description: 'The event with its errorDeclaration, as captured.' })
  document: unknown;
}
