import type { Entry } from '../reads/model.ts';

const entriesOf = (
  payloads: readonly string[],
  field: string,
  type: string,
  description: string,
): Entry[] =>
  payloads.map((entry) => ({
    entry,
    fields: { [field]: { type, property: `${field}Id`, required: true, description } },
  }));

export const tradeRuleEntries: Entry[] = [
  ...entriesOf(
    ['OpenApprovalRoundPayload', 'CloseApprovalRoundPayload'],
    'approvalRound',
    'ApprovalRound',
    'The round as it is now.',
  ),
  ...entriesOf(
    ['RecordRestrictionPayload', 'EnforceRestrictionPayload', 'LiftRestrictionPayload'],
    'restriction',
    'Restriction',
    'The restriction as it is now.',
  ),
  ...entriesOf(
    ['RecordSourcingRulePayload', 'SettleSourcingRulePayload'],
    'sourcingRule',
    'SourcingRule',
    'The rule as it is now.',
  ),
  ...entriesOf(
    ['RecordVolumeCapPayload', 'SettleVolumeCapPayload'],
    'volumeCap',
    'VolumeCap',
    'The cap as it is now.',
  ),
  ...entriesOf(
    ['RecordEndUserStatementPayload'],
    'endUserStatement',
    'EndUserStatement',
    'The statement as it was recorded.',
  ),
];
