import { type Precision, readDay } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { readOptionalText, readText } from '../kernel/text.ts';

export type Anonymity = 'NAMED' | 'ANONYMOUS' | 'MIXED' | 'UNKNOWN';

/** A publication to be recorded; days are `2026-01-28`. */
export interface SourceReportDraft {
  readonly publisher: string;
  readonly title: string;
  readonly url: string | null;
  readonly publishedAt: string;
  readonly publishedPrecision: Precision;
  readonly via: string | null;
  readonly sourceCount: number | null;
  readonly anonymity: Anonymity;
  readonly language: string;
  readonly verifiedBy: string | null;
  readonly terms: string | null;
}

/** A publication as it comes in. */
export interface SourceReportInput {
  publisher: string;
  title: string;
  url?: string | null;
  publishedAt: Date;
  publishedPrecision?: Precision | null;
  via?: string | null;
  sourceCount?: number | null;
  anonymity?: Anonymity | null;
  language?: string | null;
  verifiedBy?: string | null;
  terms?: string | null;
}

/** @throws Fault BAD_USER_INPUT naming the field that cannot be read */
export function readSourceReport(input: SourceReportInput): SourceReportDraft {
  const publishedPrecision = input.publishedPrecision ?? 'DAY';
  return {
    publisher: readText('publisher', input.publisher),
    title: readText('title', input.title),
    url: readUrl(input.url),
    publishedAt: readDay('publishedAt', input.publishedAt, publishedPrecision),
    publishedPrecision,
    via: readOptionalText('via', input.via),
    sourceCount: readCount(input.sourceCount),
    anonymity: input.anonymity ?? 'UNKNOWN',
    language: readLanguage(input.language ?? 'en'),
    verifiedBy: readOptionalText('verifiedBy', input.verifiedBy),
    terms: readOptionalText('terms', input.terms),
  };
}

function readUrl(value: string | null | undefined): string | null {
  const url = readOptionalText('url', value);
  // It is shown as a link: a scheme that runs code must not get in.
  if (url === null || /^https?:\/\/[^\s/]+\S*$/i.test(url)) return url;
  throw new Fault('BAD_USER_INPUT', 'url must begin with http:// or https:// and hold no blanks.');
}

function readCount(value: number | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  if (Number.isInteger(value) && value >= 0 && value <= 1_000_000) return value;
  throw new Fault('BAD_USER_INPUT', 'sourceCount must lie between 0 and 1000000.');
}

function readLanguage(value: string): string {
  if (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value) && value.length <= 60) return value;
  throw new Fault('BAD_USER_INPUT', 'language must be a BCP 47 tag, such as "en" or "zh-Hans".');
}
