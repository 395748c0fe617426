import { Column, Entity } from 'typeorm';
import type { RestrictionStatus } from './restriction.ts';
import { TradeRule } from './trade-rule.entity.ts';

export type RestrictionProcedure = 'IMPORT' | 'EXPORT' | 'PURCHASE' | 'USE';

/** A bar on importing, exporting, buying or using chips, as far as it is known. */
@Entity('restriction')
export class Restriction extends TradeRule {
  @Column({ type: 'text' })
  procedure: RestrictionProcedure;

  /** a licence may permit what it is about */
  @Column({ type: 'boolean', default: false })
  licensable: boolean;

  @Column({ type: 'text' })
  status: RestrictionStatus;

  @Column({ type: 'text' })
  description: string;

  @Column({ type: 'date', name: 'in_force_from', nullable: true })
  inForceFrom: string | null;

  @Column({ type: 'date', name: 'lifted_at', nullable: true })
  liftedAt: string | null;

  @Column({ type: 'text', name: 'legal_reference', nullable: true })
  legalReference: string | null;
}
