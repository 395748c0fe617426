import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ClaimRank } from '../evidence/claim.entity.ts';

/** How fast a chip multiplies in one number format, according to one source. */
@Entity('throughput')
export class Throughput {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'chip_id' })
  chipId: string;

  @Column({ type: 'text', name: 'number_format' })
  numberFormat: string;

  @Column({ type: 'integer', name: 'bit_length' })
  bitLength: number;

  /** tera-operations a second without sparsity; a multiply-accumulate counts as two */
  @Column({ type: 'numeric', name: 'dense_tops' })
  denseTops: string;

  @Column({ type: 'text', default: 'NORMAL' })
  rank: ClaimRank;

  @Column({ type: 'bigint', name: 'source_report_id' })
  sourceReportId: string;

  @Column({
    type: 'timestamptz',
    name: 'recorded_at',
    precision: 3,
    default: () => 'clock_timestamp()',
  })
  recordedAt: Date;
}
