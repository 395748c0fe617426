import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DecimalScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';

const CustomsEventRole = vocabulary(
  'CustomsEventRole',
  'What goods have to do with a customs event.',
  {
    OBJECT: 'It is about them.',
    PARENT: 'They hold the others.',
    CHILD: 'They are put into the parent, or taken out.',
    INPUT: 'They are used up.',
    OUTPUT: 'They come to be.',
  },
);

@ObjectType({ implements: Node, description: 'One piece that a customs event is about.' })
export class CustomsEventEpc extends Node {
  @Field(() => CustomsEventRole, { description: 'What it has to do with the event.' })
  role: keyof typeof CustomsEventRole;

  @Field(() => String, { description: 'Its identifier as it was written: a URI.' })
  epc: string;

  @Field(() => String, {
    description:
      'The same for every form of a key of GS1: its canonical Digital Link `https://id.gs1.org/…`; else as `epc`.',
  })
  digitalLink: string;
}

@ObjectType({
  implements: Node,
  description: 'So much of a class of goods that a customs event is about.',
})
export class CustomsEventQuantity extends Node {
  @Field(() => CustomsEventRole, { description: 'What they have to do with the event.' })
  role: keyof typeof CustomsEventRole;

  @Field(() => String, { description: 'The class as it was written: a URI.' })
  epcClass: string;

  @Field(() => String, {
    description: 'The class as a canonical Digital Link; else as `epcClass`.',
  })
  digitalLink: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much; null: not said.' })
  quantity: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Unit of UN/CEFACT Recommendation 20, such as `KGM`; null: pieces.',
  })
  uom: string | null;
}

@ObjectType({
  implements: Node,
  description: 'A document of business that a customs event belongs to.',
})
export class CustomsEventTransaction extends Node {
  @Field(() => String, {
    nullable: true,
    description: 'Its kind: a word of CBV 2.0 such as `po` or `cert`, or a URI.',
  })
  type: string | null;

  @Field(() => String, { description: 'The document: a URI.' })
  uri: string;
}
