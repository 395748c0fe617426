import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { DatePrecision } from '../evidence/date-precision.type.ts';
import type { RoundStatus } from './approval-round.ts';
import { TradeRule } from './trade-rule.type.ts';

export const ApprovalRoundStatus = vocabulary<RoundStatus>(
  'ApprovalRoundStatus',
  'How far an approval round is.',
  {
    ANNOUNCED: 'Its approvals were announced or reported.',
    EXPECTED: 'It is yet to come.',
    CLOSED: 'Nothing more is approved in it.',
  },
);

@ObjectType({
  implements: Node,
  description: 'A round in which an authority approves purchases of several buyers together.',
})
export class ApprovalRound extends TradeRule {
  @Field(() => Int, { description: 'Its number among the rounds of its jurisdiction, from 1.' })
  ordinal: number;

  @Field(() => ApprovalRoundStatus, { description: 'How far it is.' })
  status: keyof typeof ApprovalRoundStatus;

  @Field(() => DateScalar, { nullable: true, description: 'When it was announced or reported.' })
  announcedAt: string | null;

  @Field(() => DatePrecision, { nullable: true, description: 'How much of that date is known.' })
  announcedPrecision: keyof typeof DatePrecision | null;

  @Field(() => Boolean, { description: 'Whether the criteria of approval are publicly known.' })
  criteriaKnown: boolean;
}
