import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';
import type { DatePrecision } from '../evidence/date-precision.ts';

export type ApprovalRoundStatus = 'ANNOUNCED' | 'EXPECTED' | 'CLOSED';

/** One round in which an authority lets several buyers buy. */
@Entity('approval_round')
export class ApprovalRound {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'bigint', name: 'jurisdiction_id' })
  jurisdictionId: string;

  /** null: no source names the authority */
  @Column({ type: 'bigint', name: 'authority_id', nullable: true })
  authorityId: string | null;

  @Column({ type: 'integer' })
  ordinal: number;

  @Column({ type: 'text' })
  status: ApprovalRoundStatus;

  @Column({ type: 'date', name: 'announced_at', nullable: true })
  announcedAt: string | null;

  @Column({ type: 'text', name: 'announced_precision', nullable: true })
  announcedPrecision: DatePrecision | null;

  @Column({ type: 'boolean', name: 'criteria_known', default: false })
  criteriaKnown: boolean;

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
