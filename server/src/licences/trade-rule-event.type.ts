import { Field, ObjectType } from 'type-graphql';
import { DateScalar } from '../api/scalars.ts';
import { Event } from '../events/event.type.ts';
import { ApprovalRoundStatus } from './approval-round.type.ts';
import { RestrictionStatus } from './restriction.type.ts';
import { SourcingStatus } from './trade-rule.type.ts';

@ObjectType()
abstract class RoundMoved extends Event {
  @Field(() => ApprovalRoundStatus, {
    nullable: true,
    description: 'Status of the round before; null where there was none.',
  })
  statusBefore: keyof typeof ApprovalRoundStatus | null;

  @Field(() => ApprovalRoundStatus, { nullable: true, description: 'Status of the round after.' })
  statusAfter: keyof typeof ApprovalRoundStatus | null;
}

@ObjectType({ implements: Event, description: 'A round was announced.' })
class RoundOpened extends RoundMoved {}

@ObjectType({ implements: Event, description: 'A round is over.' })
class RoundClosed extends RoundMoved {}

@ObjectType()
abstract class RoundBound extends Event {
  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason: string | null;
}

@ObjectType({
  implements: Event,
  description: 'A condition was put on a round that has no licence yet.',
})
class RoundConditionImposed extends RoundBound {}

@ObjectType({
  implements: Event,
  description: 'A condition of a round that has no licence yet was met.',
})
class RoundConditionSatisfied extends RoundBound {}

@ObjectType({
  implements: Event,
  description: 'A condition of a round that has no licence yet was given up.',
})
class RoundConditionWaived extends RoundBound {}

@ObjectType({
  implements: Event,
  description: 'A condition of a round that has no licence yet was broken.',
})
class RoundConditionBreached extends RoundBound {}

@ObjectType()
abstract class RestrictionMoved extends Event {
  @Field(() => RestrictionStatus, {
    nullable: true,
    description: 'Status of the restriction before; null where there was none.',
  })
  statusBefore: keyof typeof RestrictionStatus | null;

  @Field(() => RestrictionStatus, {
    nullable: true,
    description: 'Status of the restriction after.',
  })
  statusAfter: keyof typeof RestrictionStatus | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day from which it holds.' })
  inForceFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day from which it no longer does.' })
  liftedAt: string | null;
}

@ObjectType({ implements: Event, description: 'A restriction was recorded.' })
class RestrictionRecorded extends RestrictionMoved {}

@ObjectType({ implements: Event, description: 'A restriction holds.' })
class RestrictionEnforced extends RestrictionMoved {}

@ObjectType({ implements: Event, description: 'A restriction no longer holds.' })
class RestrictionLifted extends RestrictionMoved {}

@ObjectType()
abstract class RuleMoved extends Event {
  @Field(() => SourcingStatus, {
    nullable: true,
    description: 'Status of the rule before; null where there was none.',
  })
  statusBefore: keyof typeof SourcingStatus | null;

  @Field(() => SourcingStatus, { nullable: true, description: 'Status of the rule after.' })
  statusAfter: keyof typeof SourcingStatus | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which it holds.' })
  effectiveFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which it holds.' })
  effectiveTo: string | null;
}

@ObjectType({ implements: Event, description: 'A sourcing rule was recorded.' })
class SourcingRuleRecorded extends RuleMoved {}

@ObjectType({ implements: Event, description: 'What a sourcing rule asks for was settled.' })
class SourcingRuleSettled extends RuleMoved {}

@ObjectType({ implements: Event, description: 'A volume cap was recorded.' })
class VolumeCapRecorded extends RuleMoved {}

@ObjectType({ implements: Event, description: 'What a volume cap allows was settled.' })
class VolumeCapSettled extends RuleMoved {}

@ObjectType({ implements: Event, description: 'An end-user statement was recorded.' })
class EndUserStatementRecorded extends Event {}

/** What happens to the rules of the trade and to statements. */
export const tradeRuleEvents = [
  ...[RoundOpened, RoundClosed, EndUserStatementRecorded],
  ...[RoundConditionImposed, RoundConditionSatisfied],
  ...[RoundConditionWaived, RoundConditionBreached],
  ...[RestrictionRecorded, RestrictionEnforced, RestrictionLifted],
  ...[SourcingRuleRecorded, SourcingRuleSettled, VolumeCapRecorded, VolumeCapSettled],
];
