import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** CONTROL: an export control classification; TARIFF: the harmonised system. */
export type ClassificationScheme = 'CONTROL' | 'TARIFF';
export type ClassificationBasis = 'COMPUTED' | 'RULING' | 'NOTICE' | 'REPORTED';

/** A chip's code in a control list or a tariff, of one jurisdiction and form. */
@Entity('classification')
export class Classification {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'chip_id' })
  chipId: string;

  @Column({ type: 'bigint', name: 'jurisdiction_id' })
  jurisdictionId: string;

  @Column({ type: 'text' })
  scheme: ClassificationScheme;

  @Column({ type: 'text' })
  code: string;

  @Column({ type: 'text', name: 'form_factor', nullable: true })
  formFactor: string | null;

  @Column({ type: 'text' })
  basis: ClassificationBasis;

  @Column({ type: 'text', name: 'rule_version', nullable: true })
  ruleVersion: string | null;

  @Column({ type: 'text', name: 'legal_reference', nullable: true })
  legalReference: string | null;

  @Column({ type: 'date', name: 'valid_from', nullable: true })
  validFrom: string | null;

  @Column({ type: 'date', name: 'valid_to', nullable: true })
  validTo: string | null;

  @Column({ type: 'bigint', name: 'source_report_id', nullable: true })
  sourceReportId: string | null;

  @Column({
    type: 'timestamptz',
    name: 'recorded_at',
    precision: 3,
    default: () => 'clock_timestamp()',
  })
  recordedAt: Date;
}
