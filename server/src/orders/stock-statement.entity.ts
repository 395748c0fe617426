import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';
import type { Precision } from '../kernel/day.ts';

/** What a vendor holds of a chip on a day. */
@Entity('stock_statement')
export class StockStatement {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'vendor_id' })
  vendorId: string;

  @Column({ type: 'bigint', name: 'chip_id' })
  chipId: string;

  /** `YYYY-MM-DD` */
  @Column({ type: 'date', name: 'as_of' })
  asOf: string;

  @Column({ type: 'text', name: 'as_of_precision', default: 'DAY' })
  asOfPrecision: Precision;

  /** chips, counted one by one, where the vendor recorded it; else what is claimed */
  @Column({ type: 'bigint', nullable: true })
  units: string | null;

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
