import { Field, Int, ObjectType } from 'type-graphql';
import { SafeIntScalar } from '../api/scalars.ts';
import { Event } from '../events/event.type.ts';
import { ControlType } from './control-type.type.ts';
import { DeclarationStatus } from './declaration.type.ts';

@ObjectType()
abstract class DeclarationMoved extends Event {
  @Field(() => DeclarationStatus, {
    nullable: true,
    description: 'Status of the declaration before; null where there was none.',
  })
  statusBefore: keyof typeof DeclarationStatus | null;

  @Field(() => DeclarationStatus, {
    nullable: true,
    description: 'Status of the declaration after.',
  })
  statusAfter: keyof typeof DeclarationStatus | null;

  @Field(() => Int, { nullable: true, description: 'Version of the declaration after.' })
  version: number | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason: string | null;
}

@ObjectType({ implements: Event, description: 'A declaration was written.' })
class DeclarationDrafted extends DeclarationMoved {}

@ObjectType({ implements: Event, description: 'A declaration was sent to customs.' })
class DeclarationLodged extends DeclarationMoved {}

@ObjectType({
  implements: Event,
  description: 'Customs took a declaration; of an export: its licence is used.',
})
class DeclarationAccepted extends DeclarationMoved {}

@ObjectType({ implements: Event, description: 'Customs did not take a declaration.' })
class DeclarationRejected extends DeclarationMoved {}

@ObjectType({ implements: Event, description: 'Customs look at papers or goods.' })
class DeclarationControlled extends DeclarationMoved {
  @Field(() => ControlType, { nullable: true, description: 'How customs look at them.' })
  controlType: keyof typeof ControlType | null;
}

@ObjectType({ implements: Event, description: 'Goods may not go on for the time being.' })
class DeclarationHeld extends DeclarationMoved {}

@ObjectType({
  implements: Event,
  description: 'Goods may go on; of an import: its licence is used.',
})
class DeclarationReleased extends DeclarationMoved {
  @Field(() => SafeIntScalar, { nullable: true, description: 'Chips that were released now.' })
  units: number | null;
}

@ObjectType({ implements: Event, description: 'Goods may not cross.' })
class DeclarationRefused extends DeclarationMoved {}

@ObjectType({
  implements: Event,
  description: 'Goods are kept until it is decided what becomes of them.',
})
class DeclarationDetained extends DeclarationMoved {}

@ObjectType({ implements: Event, description: 'Customs took goods.' })
class DeclarationSeized extends DeclarationMoved {}

@ObjectType({
  implements: Event,
  description: 'A declaration was taken back after it was accepted.',
})
class DeclarationInvalidated extends DeclarationMoved {}

@ObjectType({ implements: Event, description: 'A customs procedure is at its end.' })
class DeclarationDischarged extends DeclarationMoved {}

/** What happens to declarations. */
export const declarationEvents = [
  ...[DeclarationDrafted, DeclarationLodged, DeclarationAccepted],
  ...[DeclarationRejected, DeclarationControlled, DeclarationHeld],
  ...[DeclarationReleased, DeclarationRefused, DeclarationDetained],
  ...[DeclarationSeized, DeclarationInvalidated, DeclarationDischarged],
];
