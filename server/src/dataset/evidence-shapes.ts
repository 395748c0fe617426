import { claimPredicates } from '../evidence/predicate.ts';
import {
  boolean,
  date,
  integer,
  key,
  type RecordShape,
  required,
  roughDate,
  text,
  word,
} from './shape.ts';

const PRECISIONS = ['DAY', 'MONTH', 'YEAR'];
export const RANKS = ['PREFERRED', 'NORMAL', 'DEPRECATED'];

export const sourceShape: RecordShape = {
  type: 'SourceReport',
  table: 'source_report',
  isSource: true,
  fields: {
    publisher: text('publisher', required),
    title: text('title', required),
    url: text('url'),
    published: roughDate('published_at', 'published_precision', required),
    precision: word('published_precision', PRECISIONS),
    via: text('via'),
    people: integer('source_count'),
    anonymity: word('anonymity', ['NAMED', 'ANONYMOUS', 'MIXED', 'UNKNOWN'], {
      otherwise: 'UNKNOWN',
    }),
    language: text('language', { otherwise: 'en' }),
    verifiedBy: text('verified_by'),
    terms: text('terms'),
  },
};

export const claimShape: RecordShape = {
  type: 'Claim',
  table: 'claim',
  sourceColumn: 'source_report_id',
  isClaim: true,
  fields: {
    predicate: word('predicate', claimPredicates, required),
    chip: key('chip_id', 'Chip'),
    jurisdiction: key('jurisdiction_id', 'Jurisdiction'),
    from: date('period_start'),
    to: date('period_end'),
    modality: word('modality', ['ASSERTED', 'CONSIDERED', 'INFERRED', 'DENIED'], {
      otherwise: 'ASSERTED',
    }),
    rank: word('rank', RANKS, { otherwise: 'NORMAL' }),
    asOf: roughDate('as_of', 'as_of_precision'),
    confirmed: boolean('confirmed', { otherwise: true }),
    note: text('note'),
    restates: key('restates_id', 'Claim'),
    supersedes: key('supersedes_id', 'Claim'),
  },
  links: {
    contradicts: {
      table: 'claim_contradiction',
      own: 'claim_id',
      other: 'contradicts_id',
      type: 'Claim',
      mutual: true,
    },
  },
};

export const policyEventShape: RecordShape = {
  type: 'PolicyEvent',
  table: 'policy_event',
  manySources: true,
  fields: {
    jurisdiction: key('jurisdiction_id', 'Jurisdiction', required),
    kind: text('kind', required),
    title: text('title', required),
    summary: text('summary'),
    announced: roughDate('announced_at', 'announced_precision', required),
    effective: date('effective_at'),
    legalReference: text('legal_reference'),
    confirmed: boolean('confirmed', { otherwise: true }),
  },
  links: {
    sources: {
      table: 'policy_event_source',
      own: 'policy_event_id',
      other: 'source_report_id',
      type: 'SourceReport',
    },
    participants: {
      table: 'policy_event_participant',
      own: 'policy_event_id',
      other: 'organisation_id',
      type: 'Organisation',
    },
    chips: {
      table: 'policy_event_chip',
      own: 'policy_event_id',
      other: 'chip_id',
      type: 'Chip',
    },
  },
};
