import { Field, ObjectType } from 'type-graphql';
import { Refusal } from '../api/refusal.type.ts';
import { LicenceDirection } from './licence.type.ts';

@ObjectType({
  implements: Refusal,
  description: 'No licence serves for an export or import that needs one.',
})
export class AuthorisationMissing extends Refusal {
  @Field(() => [LicenceDirection], { description: 'For which sides none serves.' })
  directions: (keyof typeof LicenceDirection)[];
}

@ObjectType({ implements: Refusal, description: 'Restrictions bar it on that day.' })
export class RestrictionInForce extends Refusal {
  /** keys from which `restrictions` is read on; not a field of its own */
  restrictionIds: string[];
}
