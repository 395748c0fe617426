import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../access/viewer.ts';
import type { DatePrecision } from './date-precision.ts';

/** Whether the people a report rests on are named. */
export type Anonymity = 'NAMED' | 'ANONYMOUS' | 'MIXED' | 'UNKNOWN';

/** Something published that claims rest on. Append-only. */
@Entity('source_report')
export class SourceReport {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'text' })
  publisher: string;

  @Column({ type: 'text' })
  title: string;

  /** null: not known where it can be read */
  @Column({ type: 'text', nullable: true })
  url: string | null;

  @Column({ type: 'date', name: 'published_at' })
  publishedAt: string;

  @Column({ type: 'text', name: 'published_precision', default: 'DAY' })
  publishedPrecision: DatePrecision;

  /** where it was read, when not at the publisher's */
  @Column({ type: 'text', nullable: true })
  via: string | null;

  /** how many people it rests on */
  @Column({ type: 'integer', name: 'source_count', nullable: true })
  sourceCount: number | null;

  @Column({ type: 'text', default: 'UNKNOWN' })
  anonymity: Anonymity;

  /** BCP 47 */
  @Column({ type: 'text', default: 'en' })
  language: string;

  @Column({ type: 'text', name: 'verified_by', nullable: true })
  verifiedBy: string | null;

  /** on which terms facts may be taken from it */
  @Column({ type: 'text', nullable: true })
  terms: string | null;

  @Column({ type: 'text', default: 'REPORTED' })
  provenance: Provenance;

  @Column({
    type: 'timestamptz',
    name: 'recorded_at',
    precision: 3,
    default: () => 'clock_timestamp()',
  })
  recordedAt: Date;
}
