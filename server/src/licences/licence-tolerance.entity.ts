import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** By how much the value drawn on licences of a type may exceed the authorised one. */
@Entity('licence_tolerance')
export class LicenceTolerance {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'jurisdiction_id' })
  jurisdictionId: string;

  @Column({ type: 'text', name: 'licence_type' })
  licenceType: string;

  @Column({ type: 'text', name: 'licensed_by' })
  licensedBy: string;

  @Column({ type: 'numeric', name: 'value_ratio' })
  valueRatio: string;

  @Column({ type: 'text' })
  citation: string;

  @Column({ type: 'date', name: 'text_as_of', nullable: true })
  textAsOf: string | null;

  /** false: another source says otherwise, or whether the text still holds is not known */
  @Column({ type: 'boolean', default: true })
  confirmed: boolean;

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
