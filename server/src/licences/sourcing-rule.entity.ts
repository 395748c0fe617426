import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';

/** RATIO: domestic chips to buy for each imported one; ABSOLUTE: domestic chips to buy. */
export type SourcingBasis = 'RATIO' | 'ABSOLUTE';
export type SourcingMetric = 'UNITS' | 'VALUE' | 'TPP';
export type SourcingRuleStatus = 'REPORTED' | 'PROPOSED' | 'IN_FORCE' | 'LIFTED';

/** A rule that ties imports to domestic purchases. Its figure is a claim and may be unknown. */
@Entity('sourcing_rule')
export class SourcingRule {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'bigint', name: 'jurisdiction_id' })
  jurisdictionId: string;

  @Column({ type: 'bigint', name: 'authority_id', nullable: true })
  authorityId: string | null;

  @Column({ type: 'text' })
  basis: SourcingBasis;

  @Column({ type: 'text', default: 'UNITS' })
  metric: SourcingMetric;

  @Column({ type: 'text' })
  status: SourcingRuleStatus;

  @Column({ type: 'text' })
  description: string;

  @Column({ type: 'date', name: 'effective_from', nullable: true })
  effectiveFrom: string | null;

  @Column({ type: 'date', name: 'effective_to', nullable: true })
  effectiveTo: string | null;

  @Column({ type: 'bigint', name: 'source_report_id', nullable: true })
  sourceReportId: string | null;

  @Column({ type: 'text', default: 'RECORDED' })
  provenance: Provenance;

  @Column({
    type: 'timestamptz',
    name: 'recorded_at',
    precision: 3,
    default: () => 'clock_timestamp()',
  })
  recordedAt: Date;
}
