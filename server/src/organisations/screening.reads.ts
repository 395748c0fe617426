import { claimsAbout } from '../evidence/claim.reads.ts';
import { type Declaration, expression, type Row, toMany, toOne } from '../reads/model.ts';
import type { ViewerSql } from '../reads/model.ts';

/** Seen by administrators, by authorities that are not screened themselves, by whom it is for. */
const screeningVisible = (screening: Row, viewer: ViewerSql): string => `((
  ${viewer.admin} or ${screening}.screened_for_id = ${viewer.organisation}
  or (cardinality(${viewer.jurisdictions}) > 0
    and ${screening}.organisation_id is distinct from ${viewer.organisation})) is true)`;

/** Whoever sees one sees all with the same `screenedFor`, so that this tells of nothing unseen. */
const current = (screening: Row): string => `not exists (
  select from screening newer
  where newer.organisation_id = ${screening}.organisation_id and newer.list = ${screening}.list
    and newer.screened_for_id is not distinct from ${screening}.screened_for_id
    and (newer.screened_at, newer.id) > (${screening}.screened_at, ${screening}.id))`;

export const screeningReads: Declaration[] = [
  {
    type: 'Screening',
    table: 'screening',
    visible: screeningVisible,
    root: {
      one: 'screening',
      many: 'screenings',
      description: 'Comparisons of organisations with lists of parties, as far as they are seen.',
    },
    prose: ['reason'],
    fields: {
      current: expression(current),
      organisation: toOne('Organisation', {
        description: 'Who was screened.',
        column: 'organisation_id',
        required: true,
      }),
      screenedFor: toOne('Organisation', {
        description: 'For whom; null: for authorities and administrators only.',
        column: 'screened_for_id',
      }),
      evidence: toOne('SourceReport', {
        description: 'What shows the match, or that it does not count.',
        column: 'evidence_id',
      }),
      claims: claimsAbout('Screening', 'What sources say about it.'),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      screenings: toMany('Screening', {
        description: 'Lists that it was compared with, as far as the viewer sees it.',
        column: 'organisation_id',
      }),
    },
  },
];
