import {
  boolean,
  date,
  decimal,
  instant,
  integer,
  key,
  type RecordShape,
  required,
  roughDate,
  text,
  word,
} from './shape.ts';

const conditionShape: RecordShape = {
  type: 'Condition',
  table: 'licence_condition',
  sourceColumn: 'source_report_id',
  fields: {
    kind: text('kind', required),
    status: text('status', required),
    blocking: boolean('blocking', required),
    description: text('description', required),
    legalReference: text('legal_reference'),
    owedBy: key('owed_by_id', 'Organisation'),
    due: date('due_at'),
    evidence: key('evidence_id', 'SourceReport'),
  },
};

const partyShape: RecordShape = {
  type: 'LicenceParty',
  table: 'licence_party',
  fields: {
    organisation: key('organisation_id', 'Organisation', required),
    role: text('role', required),
  },
};

const lineShape: RecordShape = {
  type: 'LicenceLine',
  table: 'licence_line',
  ordinal: true,
  fields: {
    chip: key('chip_id', 'Chip'),
    controlCode: text('control_code'),
    licensedBy: word('licensed_by', ['NUMBER', 'VALUE', 'BOTH'], { otherwise: 'NUMBER' }),
    authorisedUnits: integer('authorised_units'),
    authorisedValue: decimal('authorised_value'),
    currency: text('currency'),
  },
};

export const roundShape: RecordShape = {
  type: 'ApprovalRound',
  table: 'approval_round',
  sourceColumn: 'source_report_id',
  fields: {
    name: text('name', required),
    jurisdiction: key('jurisdiction_id', 'Jurisdiction', required),
    authority: key('authority_id', 'Organisation'),
    ordinal: integer('ordinal', required),
    status: word('status', ['ANNOUNCED', 'EXPECTED', 'CLOSED'], required),
    announced: roughDate('announced_at', 'announced_precision'),
    criteriaKnown: boolean('criteria_known', { otherwise: false }),
  },
  links: {
    candidates: {
      table: 'approval_round_candidate',
      own: 'approval_round_id',
      other: 'organisation_id',
      type: 'Organisation',
    },
  },
  children: { conditions: { shape: conditionShape, parent: 'approval_round_id' } },
};

export const licenceShape: RecordShape = {
  type: 'Licence',
  table: 'licence',
  sourceColumn: 'source_report_id',
  fields: {
    number: text('number'),
    direction: word('direction', ['EXPORT', 'IMPORT'], required),
    type: word('type', ['INDIVIDUAL', 'GENERAL', 'EXCEPTION', 'QUOTA'], required),
    status: text('status', required),
    statusReason: text('status_reason'),
    statusChanged: instant('status_changed_at'),
    jurisdiction: key('jurisdiction_id', 'Jurisdiction', required),
    authority: key('authority_id', 'Organisation'),
    licensee: key('licensee_id', 'Organisation'),
    round: key('approval_round_id', 'ApprovalRound'),
    destination: key('destination_id', 'Jurisdiction'),
    endUse: text('end_use'),
    reviewPolicy: text('review_policy'),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    published: boolean('published', { otherwise: true }),
  },
  children: {
    parties: { shape: partyShape, parent: 'licence_id' },
    lines: { shape: lineShape, parent: 'licence_id' },
    conditions: { shape: conditionShape, parent: 'licence_id' },
  },
};

export const toleranceShape: RecordShape = {
  type: 'LicenceTolerance',
  table: 'licence_tolerance',
  sourceColumn: 'source_report_id',
  fields: {
    jurisdiction: key('jurisdiction_id', 'Jurisdiction', required),
    licenceType: word('licence_type', ['INDIVIDUAL', 'GENERAL', 'EXCEPTION', 'QUOTA'], required),
    licensedBy: word('licensed_by', ['NUMBER', 'VALUE', 'BOTH'], required),
    valueRatio: decimal('value_ratio', required),
    citation: text('citation', required),
    textAsOf: date('text_as_of'),
    confirmed: boolean('confirmed', { otherwise: true }),
  },
};

export const restrictionShape: RecordShape = {
  type: 'Restriction',
  table: 'restriction',
  sourceColumn: 'source_report_id',
  fields: {
    name: text('name', required),
    jurisdiction: key('jurisdiction_id', 'Jurisdiction', required),
    authority: key('authority_id', 'Organisation'),
    procedure: word('procedure', ['IMPORT', 'EXPORT', 'PURCHASE', 'USE'], required),
    licensable: boolean('licensable', { otherwise: false }),
    status: word('status', ['REPORTED', 'IN_FORCE', 'LIFTED'], required),
    description: text('description', required),
    inForceFrom: date('in_force_from'),
    lifted: date('lifted_at'),
    legalReference: text('legal_reference'),
  },
  links: {
    chips: { table: 'restriction_chip', own: 'restriction_id', other: 'chip_id', type: 'Chip' },
    parties: {
      table: 'restriction_party',
      own: 'restriction_id',
      other: 'organisation_id',
      type: 'Organisation',
    },
  },
};

export const sourcingRuleShape: RecordShape = {
  type: 'SourcingRule',
  table: 'sourcing_rule',
  sourceColumn: 'source_report_id',
  fields: {
    name: text('name', required),
    jurisdiction: key('jurisdiction_id', 'Jurisdiction', required),
    authority: key('authority_id', 'Organisation'),
    basis: word('basis', ['RATIO', 'ABSOLUTE'], required),
    metric: word('metric', ['UNITS', 'VALUE', 'TPP'], { otherwise: 'UNITS' }),
    status: word('status', ['REPORTED', 'PROPOSED', 'IN_FORCE', 'LIFTED'], required),
    description: text('description', required),
    effectiveFrom: date('effective_from'),
    effectiveTo: date('effective_to'),
  },
};

export const volumeCapShape: RecordShape = {
  type: 'VolumeCap',
  table: 'volume_cap',
  sourceColumn: 'source_report_id',
  fields: {
    name: text('name', required),
    jurisdiction: key('jurisdiction_id', 'Jurisdiction', required),
    authority: key('authority_id', 'Organisation'),
    metric: word('metric', ['UNITS', 'TPP']),
    ratio: decimal('ratio'),
    status: word('status', ['REPORTED', 'PROPOSED', 'IN_FORCE', 'LIFTED'], required),
    description: text('description', required),
    effectiveFrom: date('effective_from'),
    effectiveTo: date('effective_to'),
    legalReference: text('legal_reference'),
  },
  links: {
    destinations: {
      table: 'volume_cap_destination',
      own: 'volume_cap_id',
      other: 'jurisdiction_id',
      type: 'Jurisdiction',
    },
  },
};
