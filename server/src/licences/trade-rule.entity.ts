import { Column, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';

/** What rounds, restrictions, sourcing rules and volume caps have in common. */
export abstract class TradeRule {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'bigint', name: 'jurisdiction_id' })
  jurisdictionId: string;

  /** null: no source names the authority */
  @Column({ type: 'bigint', name: 'authority_id', nullable: true })
  authorityId: string | null;

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
