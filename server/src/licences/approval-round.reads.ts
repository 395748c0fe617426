import { preferredFigure } from '../evidence/figure.reads.ts';
import { summedFigures } from '../evidence/figure-sum.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';
import { tradeRuleFields } from './trade-rule.reads.ts';

const authorised = preferredFigure('ApprovalRound', 'AUTHORISED_UNITS');

export const approvalRoundReads: Declaration[] = [
  {
    type: 'ApprovalRound',
    table: 'approval_round',
    visible: 'everyone',
    root: {
      one: 'approvalRound',
      many: 'approvalRounds',
      description: 'Rounds in which purchases of several buyers are approved together.',
    },
    fields: {
      authorisedUnits: toOne('Figure', {
        description:
          'Chips approved in it for all licensees together. It is never divided among them: what one may buy is on the lines of its licence.',
        derived: authorised,
        // chips that one jurisdiction lets out may be those that another lets in
        summed: summedFigures({
          figure: authorised,
          unit: 'chips',
          of: () => '0',
          part: (round) => `${round}.jurisdiction_id::text`,
          provenance: (round) => `${round}.provenance`,
        }),
      }),
      ...tradeRuleFields('ApprovalRound'),
      candidates: toMany('Organisation', {
        description: 'Who is said to wait for it or to be considered.',
        through: {
          table: 'approval_round_candidate',
          from: 'approval_round_id',
          to: 'organisation_id',
        },
      }),
      licences: toMany('Licence', {
        description: 'Licences approved in it.',
        column: 'approval_round_id',
      }),
      conditions: toMany('Condition', {
        description: 'Conditions of all its licences.',
        column: 'approval_round_id',
      }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      candidateIn: toMany('ApprovalRound', {
        description: 'Rounds for which it waits or is considered.',
        through: {
          table: 'approval_round_candidate',
          from: 'organisation_id',
          to: 'approval_round_id',
        },
      }),
    },
  },
  {
    extends: 'Jurisdiction',
    fields: {
      approvalRounds: toMany('ApprovalRound', {
        description: 'Rounds under its law.',
        column: 'jurisdiction_id',
      }),
    },
  },
];
