import { subjectRow, toldDay, toldRow } from '../events/payload.reads.ts';
import { type Declaration, expression, toOne } from '../reads/model.ts';

const ofRounds = {
  ROUND_OPENED: 'RoundOpened',
  ROUND_CLOSED: 'RoundClosed',
  ROUND_CONDITION_IMPOSED: 'RoundConditionImposed',
  ROUND_CONDITION_SATISFIED: 'RoundConditionSatisfied',
  ROUND_CONDITION_WAIVED: 'RoundConditionWaived',
  ROUND_CONDITION_BREACHED: 'RoundConditionBreached',
};
const ofRestrictions = {
  RESTRICTION_RECORDED: 'RestrictionRecorded',
  RESTRICTION_ENFORCED: 'RestrictionEnforced',
  RESTRICTION_LIFTED: 'RestrictionLifted',
};
const ofSourcing = {
  SOURCING_RULE_RECORDED: 'SourcingRuleRecorded',
  SOURCING_RULE_SETTLED: 'SourcingRuleSettled',
};
const ofCaps = { VOLUME_CAP_RECORDED: 'VolumeCapRecorded', VOLUME_CAP_SETTLED: 'VolumeCapSettled' };
const told = [ofRestrictions, ofSourcing, ofCaps].flatMap((types) => Object.values(types));

/** What events of the rules of the trade tell. */
export const tradeRuleEventReads: Declaration[] = [
  {
    extends: 'Event',
    types: {
      ...ofRounds,
      ...ofRestrictions,
      ...ofSourcing,
      ...ofCaps,
      END_USER_STATEMENT_RECORDED: 'EndUserStatementRecorded',
    },
    fields: {
      inForceFrom: expression(toldDay('inForceFrom')),
      liftedAt: expression(toldDay('liftedAt')),
      effectiveFrom: expression(toldDay('effectiveFrom')),
      effectiveTo: expression(toldDay('effectiveTo')),
      approvalRound: toOne('ApprovalRound', {
        only: Object.values(ofRounds),
        description: 'The round.',
        derived: subjectRow('approval_round', 'ApprovalRound'),
      }),
      restriction: toOne('Restriction', {
        only: Object.values(ofRestrictions),
        description: 'The restriction.',
        derived: subjectRow('restriction', 'Restriction'),
      }),
      sourcingRule: toOne('SourcingRule', {
        only: Object.values(ofSourcing),
        description: 'The sourcing rule.',
        derived: subjectRow('sourcing_rule', 'SourcingRule'),
      }),
      volumeCap: toOne('VolumeCap', {
        only: Object.values(ofCaps),
        description: 'The volume cap.',
        derived: subjectRow('volume_cap', 'VolumeCap'),
      }),
      toldBy: toOne('SourceReport', {
        only: told,
        description: 'The report that says so; null: an authority decided it here.',
        derived: toldRow('source_report', 'sourceReport'),
      }),
      endUserStatement: toOne('EndUserStatement', {
        only: ['EndUserStatementRecorded'],
        description: 'The statement.',
        derived: subjectRow('end_user_statement', 'EndUserStatement'),
      }),
    },
  },
];
