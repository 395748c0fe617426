import type { Precision } from '../kernel/day.ts';
import type { ClaimPredicate } from './predicate.ts';

export type Qualifier =
  | 'EXACT'
  | 'AT_LEAST'
  | 'MORE_THAN'
  | 'AT_MOST'
  | 'LESS_THAN'
  | 'ABOUT'
  | 'RANGE'
  | 'UNKNOWN';

/** A number as its source words it; decimals in plain notation, null what is not known. */
export interface FigureValue {
  readonly kind: 'FIGURE';
  readonly qualifier: Qualifier;
  readonly low: string | null;
  readonly central: string | null;
  readonly high: string | null;
  readonly boundKind: 'LIMIT' | 'CREDIBLE' | null;
  readonly level: string | null;
  readonly unit: string;
}

export type ClaimValue =
  | FigureValue
  | { readonly kind: 'STATEMENT'; readonly statement: string }
  | { readonly kind: 'ORGANISATION'; readonly organisationId: string }
  | { readonly kind: 'DATE'; readonly date: string; readonly precision: Precision };

export type Modality = 'ASSERTED' | 'CONSIDERED' | 'INFERRED' | 'DENIED';
export type Rank = 'PREFERRED' | 'NORMAL' | 'DEPRECATED';

/** What a claim is about. Two claims can only contradict each other about the same. */
export interface ClaimTopic {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly predicate: ClaimPredicate;
  readonly chipId: string | null;
  readonly jurisdictionId: string | null;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
}

/** The part of a claim that can be true or not. */
export interface Contention extends ClaimTopic {
  /** the day of which it speaks, where its source says */
  readonly asOf: string | null;
  readonly modality: Modality;
  readonly value: ClaimValue;
}

/** A claim to be recorded. Keys are those of the database, days are `2026-01-28`. */
export interface ClaimDraft extends Contention {
  readonly sourceReportId: string;
  readonly rank: Rank;
  readonly asOfPrecision: Precision | null;
  readonly note: string | null;
  readonly restatesId: string | null;
  readonly supersedesId: string | null;
}
