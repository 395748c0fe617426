import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One edit of a licence. Append-only. */
@Entity('licence_amendment')
export class LicenceAmendment {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'licence_id' })
  licenceId: string;

  /** the version that the edit made */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'timestamptz', name: 'effective_at', precision: 3 })
  effectiveAt: Date;

  /** [{field, before, after}] */
  @Column({ type: 'json' })
  changes: unknown;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({
    type: 'timestamptz',
    name: 'recorded_at',
    precision: 3,
    default: () => 'clock_timestamp()',
  })
  recordedAt: Date;
}
