import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';

export type RestrictionProcedure = 'IMPORT' | 'EXPORT' | 'PURCHASE' | 'USE';
export type RestrictionStatus = 'REPORTED' | 'IN_FORCE' | 'LIFTED';

/** A bar on importing, exporting, buying or using chips, as far as it is known. */
@Entity('restriction')
export class Restriction {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'bigint', name: 'jurisdiction_id' })
  jurisdictionId: string;

  @Column({ type: 'bigint', name: 'authority_id', nullable: true })
  authorityId: string | null;

  @Column({ type: 'text' })
  procedure: RestrictionProcedure;

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
