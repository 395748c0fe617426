import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar, SafeIntScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { LicenceDirection } from '../licences/licence.type.ts';

const AllocationStatus = vocabulary('AllocationStatus', 'Where an allocation stands.', {
  RESERVED: 'Units are kept for the order.',
  ON_HOLD: 'Units were kept when the licence was stopped, and wait.',
  USED: 'Nothing is kept any more, and something was used.',
  RELEASED: 'All of it was given back unused.',
  REVERSED: 'What was used was given back.',
});

const MovementKind = vocabulary('MovementKind', 'What an entry of the ledger does.', {
  RESERVE: 'Keeps units for an order.',
  USE: 'Uses units that were kept.',
  RELEASE: 'Gives back units that were kept.',
  REVERSE: 'Gives back units that were used.',
  HOLD: 'Stops counting units that were kept, because the licence was stopped.',
  UNHOLD: 'Counts them again.',
});

@ObjectType({ implements: Node, description: 'What an order line draws on one licence line.' })
export class Allocation extends Node {
  @Field(() => LicenceDirection, { description: 'Which crossing it is for.' })
  direction: keyof typeof LicenceDirection;

  @Field(() => AllocationStatus, { description: 'Where it stands.' })
  status: keyof typeof AllocationStatus;

  @Field(() => SafeIntScalar, { description: 'Chips, as they were reserved.' })
  units: number;

  @Field(() => SafeIntScalar, { description: 'Of these: kept and not yet used.' })
  reserved: number;

  @Field(() => SafeIntScalar, { description: 'Of these: waiting with the licence.' })
  held: number;

  @Field(() => SafeIntScalar, { description: 'Of these: used.' })
  used: number;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}

@ObjectType({
  implements: Node,
  description: 'An entry of the ledger. Never changed: balances are the sums of these.',
})
export class LicenceMovement extends Node {
  @Field(() => MovementKind, { description: 'What it does.' })
  kind: keyof typeof MovementKind;

  @Field(() => SafeIntScalar, { description: 'Its number on the licence line, from 1.' })
  ordinal: number;

  @Field(() => SafeIntScalar, { description: 'Chips.' })
  units: number;

  @Field(() => SafeIntScalar, { description: 'What it adds to what is reserved on the line.' })
  reservedChange: number;

  @Field(() => SafeIntScalar, { description: 'What it adds to what is used on the line.' })
  usedChange: number;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
