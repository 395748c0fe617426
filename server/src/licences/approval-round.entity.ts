import { Column, Entity } from 'typeorm';
import type { DatePrecision } from '../evidence/date-precision.ts';
import type { RoundStatus } from './approval-round.ts';
import { TradeRule } from './trade-rule.entity.ts';

/** One round in which an authority lets several buyers buy. */
@Entity('approval_round')
export class ApprovalRound extends TradeRule {
  @Column({ type: 'integer' })
  ordinal: number;

  @Column({ type: 'text' })
  status: RoundStatus;

  @Column({ type: 'date', name: 'announced_at', nullable: true })
  announcedAt: string | null;

  @Column({ type: 'text', name: 'announced_precision', nullable: true })
  announcedPrecision: DatePrecision | null;

  @Column({ type: 'boolean', name: 'criteria_known', default: false })
  criteriaKnown: boolean;
}
