import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';
import type { DatePrecision } from './date-precision.ts';

/** Something a government or a company head did that bears on who may buy what. */
@Entity('policy_event')
export class PolicyEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'jurisdiction_id' })
  jurisdictionId: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text' })
  title: string;

  @Column({ type: 'text', nullable: true })
  summary: string | null;

  @Column({ type: 'date', name: 'announced_at' })
  announcedAt: string;

  @Column({ type: 'text', name: 'announced_precision', default: 'DAY' })
  announcedPrecision: DatePrecision;

  @Column({ type: 'date', name: 'effective_at', nullable: true })
  effectiveAt: string | null;

  @Column({ type: 'text', name: 'legal_reference', nullable: true })
  legalReference: string | null;

  @Column({ type: 'boolean', default: true })
  confirmed: boolean;

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
