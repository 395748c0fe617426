import { Field, ObjectType } from 'type-graphql';
import { Refusal } from '../api/refusal.type.ts';

@ObjectType({
  implements: Refusal,
  description: 'There is no such shipment, or the viewer may not see it.',
})
export class ShipmentNotFound extends Refusal {}

@ObjectType({
  implements: Refusal,
  description: 'There is no such declaration, or the viewer may not see it.',
})
export class DeclarationNotFound extends Refusal {}

@ObjectType({
  implements: Refusal,
  description: 'The goods have not passed the laboratory test that their export needs.',
})
export class LaboratoryTestMissing extends Refusal {
  /** key from which `shipment` is read on; not a field of its own */
  shipmentId: string;
}

@ObjectType({ implements: Refusal, description: 'The order line is on hold.' })
export class OrderLineOnHold extends Refusal {
  /** key from which `orderLine` is read on; not a field of its own */
  orderLineId: string;
}

@ObjectType({
  implements: Refusal,
  description: 'The reference stands for another declaration.',
})
export class ReferenceTaken extends Refusal {
  @Field(() => String, { description: 'The scheme, a member of `DeclarationScheme`.' })
  scheme: string;

  @Field(() => String, { description: 'The identifier.' })
  reference: string;
}
