import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar, SafeIntScalar } from '../api/scalars.ts';

// what these are shares of, for the resolver
export { VolumeCap } from '../licences/volume-cap.type.ts';

@ObjectType({ description: 'What a vendor shipped to one side of a cap.' })
class ShippedAmount {
  @Field(() => SafeIntScalar, { description: 'Chips, counted one by one.' })
  units: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Their total processing performance together; null where that of a chip is not known.',
  })
  tpp: string | null;

  @Field(() => Boolean, {
    description: 'Whether a claim says so, because no shipment is recorded here.',
  })
  claimed: boolean;
}

@ObjectType({
  description:
    'What a vendor shipped to the destinations of a cap against what it shipped at home, as far as the viewer may know.',
})
export class VolumeCapShare {
  /** key from which `vendor` is read on; not a field of its own */
  vendorId: string;

  @Field(() => Boolean, {
    description:
      'Whether it is made up for the default start; that is never counted with the rest.',
  })
  demonstration: boolean;

  @Field(() => ShippedAmount, {
    nullable: true,
    description: 'To the destinations of the cap together; null: not known.',
  })
  there: ShippedAmount | null;

  @Field(() => ShippedAmount, {
    nullable: true,
    description: "In the cap's own jurisdiction; null: not known.",
  })
  home: ShippedAmount | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Chips that went there, for each at home; null where a side is not known.',
  })
  unitRatio: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The same of processing performance.',
  })
  tppRatio: string | null;
}
