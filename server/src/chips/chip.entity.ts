import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { DatePrecision } from '../evidence/date-precision.ts';

/** A model of accelerator. Its figures are claims and throughputs, each with a source. */
@Entity('chip')
export class Chip {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  family: string | null;

  @Column({ type: 'bigint', name: 'vendor_id', nullable: true })
  vendorId: string | null;

  @Column({ type: 'bigint', name: 'foundry_id', nullable: true })
  foundryId: string | null;

  /** where its design comes from */
  @Column({ type: 'bigint', name: 'origin_id', nullable: true })
  originId: string | null;

  @Column({ type: 'text', name: 'form_factor', nullable: true })
  formFactor: string | null;

  @Column({ type: 'text', name: 'memory_type', nullable: true })
  memoryType: string | null;

  @Column({ type: 'boolean', name: 'marketed_for_datacentre', nullable: true })
  marketedForDatacentre: boolean | null;

  /** logic dies on a non-planar transistor node: the area performance density counts */
  @Column({ type: 'boolean', name: 'non_planar', nullable: true })
  nonPlanar: boolean | null;

  @Column({ type: 'date', name: 'released_at', nullable: true })
  releasedAt: string | null;

  @Column({ type: 'text', name: 'released_precision', nullable: true })
  releasedPrecision: DatePrecision | null;

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
