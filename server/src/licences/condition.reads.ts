import { claimsAbout } from '../evidence/claim.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';
import { seenThroughLicence } from './licence-visibility.reads.ts';

export const conditionReads: Declaration[] = [
  {
    type: 'Condition',
    table: 'licence_condition',
    // conditions of a whole round are public
    visible: (row, viewer) => `(${row}.licence_id is null or ${seenThroughLicence(row, viewer)})`,
    through: 'licence_id',
    root: {
      one: 'condition',
      many: 'conditions',
      description: 'What licences and approval rounds depend on.',
    },
    prose: ['description'],
    fields: {
      licence: toOne('Licence', {
        description: 'The licence that depends on it; null where a whole round does.',
        column: 'licence_id',
      }),
      approvalRound: toOne('ApprovalRound', {
        description: 'The round whose licences all depend on it.',
        column: 'approval_round_id',
      }),
      owedBy: toOne('Organisation', {
        description: 'Who has to show that it is met.',
        column: 'owed_by_id',
      }),
      evidence: toOne('SourceReport', {
        description: 'What shows that it is met or broken.',
        column: 'evidence_id',
      }),
      claims: claimsAbout('Condition', 'What sources say about it.'),
      sourceReport: toOne('SourceReport', {
        description: 'Where it was read.',
        column: 'source_report_id',
      }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      conditionsOwed: toMany('Condition', {
        description: 'Conditions that it has to show are met.',
        column: 'owed_by_id',
      }),
    },
  },
];
