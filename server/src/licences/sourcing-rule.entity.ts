import { Column, Entity } from 'typeorm';
import { TradeRule } from './trade-rule.entity.ts';
import type { RuleStatus, SourcingBasis } from './trade-rule.ts';

export type SourcingMetric = 'UNITS' | 'VALUE' | 'TPP';

/** A rule that ties imports to domestic purchases. Its figure is settled, claimed, or unknown. */
@Entity('sourcing_rule')
export class SourcingRule extends TradeRule {
  @Column({ type: 'text' })
  basis: SourcingBasis;

  @Column({ type: 'text', default: 'UNITS' })
  metric: SourcingMetric;

  @Column({ type: 'text' })
  status: RuleStatus;

  @Column({ type: 'text' })
  description: string;

  @Column({ type: 'date', name: 'effective_from', nullable: true })
  effectiveFrom: string | null;

  @Column({ type: 'date', name: 'effective_to', nullable: true })
  effectiveTo: string | null;

  /** decimal; of RATIO */
  @Column({ type: 'numeric', name: 'settled_ratio', nullable: true })
  settledRatio: string | null;

  /** of ABSOLUTE */
  @Column({ type: 'bigint', name: 'settled_units', nullable: true })
  settledUnits: string | null;
}
