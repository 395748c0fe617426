import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';

export type LicenceConditionKind =
  | 'CERTIFICATION'
  | 'TEST'
  | 'KYC'
  | 'END_USE'
  | 'REPORTING'
  | 'VOLUME_CAP'
  | 'SOURCING'
  | 'PAYMENT'
  | 'UNDISCLOSED';
export type LicenceConditionStatus =
  | 'UNDER_NEGOTIATION'
  | 'PENDING'
  | 'SATISFIED'
  | 'BREACHED'
  | 'WAIVED';

/** Something that must be met under a licence, or under every licence of a round. */
@Entity('licence_condition')
export class LicenceCondition {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'licence_id', nullable: true })
  licenceId: string | null;

  @Column({ type: 'bigint', name: 'approval_round_id', nullable: true })
  approvalRoundId: string | null;

  @Column({ type: 'text' })
  kind: LicenceConditionKind;

  @Column({ type: 'text' })
  status: LicenceConditionStatus;

  /** whether no order may be placed before it is met */
  @Column({ type: 'boolean' })
  blocking: boolean;

  @Column({ type: 'text' })
  description: string;

  @Column({ type: 'text', name: 'legal_reference', nullable: true })
  legalReference: string | null;

  @Column({ type: 'bigint', name: 'owed_by_id', nullable: true })
  owedById: string | null;

  @Column({ type: 'date', name: 'due_at', nullable: true })
  dueAt: string | null;

  @Column({ type: 'bigint', name: 'evidence_id', nullable: true })
  evidenceId: string | null;

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
