import { Column, Entity } from 'typeorm';
import { TradeRule } from './trade-rule.entity.ts';
import type { RuleStatus } from './trade-rule.ts';

/** How much may go to some destinations, as a share of what is sold elsewhere. */
@Entity('volume_cap')
export class VolumeCap extends TradeRule {
  /** null: not known what is counted */
  @Column({ type: 'text', nullable: true })
  metric: 'UNITS' | 'TPP' | null;

  /** decimal, of one; null: not known */
  @Column({ type: 'numeric', nullable: true })
  ratio: string | null;

  @Column({ type: 'text' })
  description: string;

  @Column({ type: 'text' })
  status: RuleStatus;

  @Column({ type: 'date', name: 'effective_from', nullable: true })
  effectiveFrom: string | null;

  @Column({ type: 'date', name: 'effective_to', nullable: true })
  effectiveTo: string | null;

  @Column({ type: 'text', name: 'legal_reference', nullable: true })
  legalReference: string | null;
}
