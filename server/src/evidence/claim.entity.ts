import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { DatePrecision } from './date-precision.ts';
import type { ClaimPredicate } from './predicate.ts';

export type ClaimValueKind = 'FIGURE' | 'STATEMENT' | 'ORGANISATION' | 'DATE';
export type ClaimQualifier =
  | 'EXACT'
  | 'AT_LEAST'
  | 'MORE_THAN'
  | 'AT_MOST'
  | 'LESS_THAN'
  | 'ABOUT'
  | 'RANGE'
  | 'UNKNOWN';
export type ClaimBoundKind = 'LIMIT' | 'CREDIBLE';
export type ClaimModality = 'ASSERTED' | 'CONSIDERED' | 'INFERRED' | 'DENIED';
export type ClaimRank = 'PREFERRED' | 'NORMAL' | 'DEPRECATED';

/** What one source says about one subject: a figure, a statement, an organisation or a date. Append-only. */
@Entity('claim')
export class Claim {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'source_report_id' })
  sourceReportId: string;

  /** GraphQL type of the record the claim is about */
  @Column({ type: 'text', name: 'subject_type' })
  subjectType: string;

  @Column({ type: 'bigint', name: 'subject_id' })
  subjectId: string;

  @Column({ type: 'text' })
  predicate: ClaimPredicate;

  @Column({ type: 'bigint', name: 'chip_id', nullable: true })
  chipId: string | null;

  @Column({ type: 'bigint', name: 'jurisdiction_id', nullable: true })
  jurisdictionId: string | null;

  @Column({ type: 'date', name: 'period_start', nullable: true })
  periodStart: string | null;

  @Column({ type: 'date', name: 'period_end', nullable: true })
  periodEnd: string | null;

  @Column({ type: 'text', name: 'value_kind' })
  valueKind: ClaimValueKind;

  /** of a figure only; UNKNOWN: the source says that it is not known */
  @Column({ type: 'text', nullable: true })
  qualifier: ClaimQualifier | null;

  @Column({ type: 'numeric', nullable: true })
  low: string | null;

  @Column({ type: 'numeric', nullable: true })
  central: string | null;

  @Column({ type: 'numeric', nullable: true })
  high: string | null;

  /** LIMIT: the value lies within; CREDIBLE: with probability `level` */
  @Column({ type: 'text', name: 'bound_kind', nullable: true })
  boundKind: ClaimBoundKind | null;

  @Column({ type: 'numeric', nullable: true })
  level: string | null;

  @Column({ type: 'text', nullable: true })
  unit: string | null;

  @Column({ type: 'text', nullable: true })
  statement: string | null;

  @Column({ type: 'bigint', name: 'value_organisation_id', nullable: true })
  valueOrganisationId: string | null;

  @Column({ type: 'date', name: 'value_date', nullable: true })
  valueDate: string | null;

  @Column({ type: 'text', name: 'value_date_precision', nullable: true })
  valueDatePrecision: DatePrecision | null;

  @Column({ type: 'text', default: 'ASSERTED' })
  modality: ClaimModality;

  @Column({ type: 'text', default: 'NORMAL' })
  rank: ClaimRank;

  /** what day the claim speaks of, where that is not the day of its source */
  @Column({ type: 'date', name: 'as_of', nullable: true })
  asOf: string | null;

  @Column({ type: 'text', name: 'as_of_precision', nullable: true })
  asOfPrecision: DatePrecision | null;

  @Column({ type: 'boolean', default: true })
  confirmed: boolean;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  /** the claim it only repeats */
  @Column({ type: 'bigint', name: 'restates_id', nullable: true })
  restatesId: string | null;

  @Column({ type: 'bigint', name: 'supersedes_id', nullable: true })
  supersedesId: string | null;

  @Column({
    type: 'timestamptz',
    name: 'recorded_at',
    precision: 3,
    default: () => 'clock_timestamp()',
  })
  recordedAt: Date;
}
