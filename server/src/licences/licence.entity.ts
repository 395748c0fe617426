import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';

export type LicenceDirection = 'EXPORT' | 'IMPORT';
export type LicenceType = 'INDIVIDUAL' | 'GENERAL' | 'EXCEPTION' | 'QUOTA';

/** The document by which an authority lets a licensee export or import. */
@Entity('licence')
export class Licence {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'text', nullable: true })
  number: string | null;

  @Column({ type: 'text' })
  direction: LicenceDirection;

  @Column({ type: 'text' })
  type: LicenceType;

  @Column({ type: 'text' })
  status: string;

  /** what a reinstatement returns to */
  @Column({ type: 'text', name: 'status_before_suspension', nullable: true })
  statusBeforeSuspension: string | null;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'timestamptz', name: 'status_changed_at', precision: 3, nullable: true })
  statusChangedAt: Date | null;

  @Column({ type: 'bigint', name: 'jurisdiction_id' })
  jurisdictionId: string;

  @Column({ type: 'bigint', name: 'authority_id', nullable: true })
  authorityId: string | null;

  @Column({ type: 'bigint', name: 'licensee_id', nullable: true })
  licenseeId: string | null;

  @Column({ type: 'bigint', name: 'approval_round_id', nullable: true })
  approvalRoundId: string | null;

  @Column({ type: 'bigint', name: 'destination_id', nullable: true })
  destinationId: string | null;

  @Column({ type: 'text', name: 'end_use', nullable: true })
  endUse: string | null;

  @Column({ type: 'text', name: 'review_policy', nullable: true })
  reviewPolicy: string | null;

  @Column({ type: 'date', name: 'valid_from', nullable: true })
  validFrom: string | null;

  @Column({ type: 'date', name: 'valid_to', nullable: true })
  validTo: string | null;

  @Column({ type: 'boolean', default: true })
  published: boolean;

  /** with which event everybody could see it; null: from its beginning, or not yet */
  @Column({ type: 'bigint', name: 'published_event_id', nullable: true })
  publishedEventId: string | null;

  @Column({ type: 'integer', name: 'published_version', nullable: true })
  publishedVersion: number | null;

  @Column({ type: 'integer', default: 1 })
  version: number;

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
