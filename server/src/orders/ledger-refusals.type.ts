import { Field, ObjectType } from 'type-graphql';
import { Refusal } from '../api/refusal.type.ts';
import { SafeIntScalar } from '../api/scalars.ts';

@ObjectType({
  implements: Refusal,
  description: 'There is no such allocation, or the viewer may not see its order.',
})
export class AllocationNotFound extends Refusal {}

@ObjectType({
  implements: Refusal,
  description: 'The reservation is on hold, because its licence is stopped or allows less.',
})
export class AllocationOnHold extends Refusal {
  /** key from which `licence` is read on; not a field of its own */
  licenceId: string;
}

@ObjectType({
  implements: Refusal,
  description: 'More was asked for than the step before it leaves.',
})
export class QuantityOutOfOrder extends Refusal {
  @Field(() => SafeIntScalar, { description: 'Chips that were asked for.' })
  asked: number;

  @Field(() => SafeIntScalar, { description: 'The most that is possible.' })
  limit: number;
}
