import { claimsAbout } from '../evidence/claim.reads.ts';
import { type Declaration, type Row, toMany, toOne, type ViewerSql } from '../reads/model.ts';
import { governs } from '../reads/viewer-sql.ts';

/** Seen by its parties, by whom it was recorded for, and by the authority of the end user's seat. */
const statementVisible = (statement: Row, viewer: ViewerSql): string => `((
  ${viewer.admin}
  or ${viewer.organisation} in (${statement}.end_user_id, ${statement}.issuer_id, ${statement}.organisation_id)
  or exists (select from organisation using_it join jurisdiction seat on seat.id = using_it.jurisdiction_id
    where using_it.id = ${statement}.end_user_id and ${governs(viewer, 'seat.code')})) is true)`;

export const endUserStatementReads: Declaration[] = [
  {
    type: 'EndUserStatement',
    table: 'end_user_statement',
    visible: statementVisible,
    root: {
      one: 'endUserStatement',
      many: 'endUserStatements',
      description: 'What is stated about the use of chips, as far as it is seen.',
    },
    fields: {
      endUser: toOne('Organisation', {
        description: 'Who uses the chips.',
        column: 'end_user_id',
        required: true,
      }),
      issuer: toOne('Organisation', {
        description: 'Who states it.',
        column: 'issuer_id',
        required: true,
      }),
      recordedFor: toOne('Organisation', {
        description: 'For whom it was recorded, where that was on behalf of an organisation.',
        column: 'organisation_id',
      }),
      licence: toOne('Licence', {
        description: 'The licence it was given for; null: for none, or one that is not seen.',
        column: 'licence_id',
      }),
      claims: claimsAbout('EndUserStatement', 'What sources say about it.'),
      sourceReport: toOne('SourceReport', {
        description: 'Where it can be read.',
        column: 'source_report_id',
      }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      endUserStatements: toMany('EndUserStatement', {
        description: 'What is stated about its use of chips, as far as the viewer sees it.',
        column: 'end_user_id',
      }),
    },
  },
  {
    extends: 'Licence',
    fields: {
      endUserStatements: toMany('EndUserStatement', {
        description: 'Statements that were given for it, as far as the viewer sees them.',
        column: 'licence_id',
      }),
    },
  },
];
