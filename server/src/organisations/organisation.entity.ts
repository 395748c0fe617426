import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';

export type OrganisationKind = 'COMPANY' | 'AUTHORITY' | 'GROUP' | 'RESEARCH' | 'PERSON';

/** A company, authority, research body or person, or a group of them. */
@Entity('organisation')
export class Organisation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  kind: OrganisationKind;

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  roles: string[];

  @Column({ type: 'text', nullable: true })
  sector: string | null;

  /** where it has its headquarters */
  @Column({ type: 'bigint', name: 'jurisdiction_id', nullable: true })
  jurisdictionId: string | null;

  @Column({ type: 'bigint', name: 'ultimate_parent_id', nullable: true })
  ultimateParentId: string | null;

  @Column({ type: 'text', nullable: true })
  lei: string | null;

  @Column({ type: 'text', nullable: true })
  gln: string | null;

  /** of a group: whether all its members are known */
  @Column({ type: 'boolean', nullable: true })
  closed: boolean | null;

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
