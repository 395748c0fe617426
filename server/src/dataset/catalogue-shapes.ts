import { claimShape, RANKS } from './evidence-shapes.ts';
import {
  boolean,
  date,
  decimal,
  integer,
  key,
  type RecordShape,
  required,
  roughDate,
  text,
  texts,
  word,
} from './shape.ts';

export const jurisdictionShape: RecordShape = {
  type: 'Jurisdiction',
  table: 'jurisdiction',
  fields: {
    code: text('code', required),
    name: text('name', required),
    countryGroups: texts('country_groups', { otherwise: [] }),
  },
};

export const organisationShape: RecordShape = {
  type: 'Organisation',
  table: 'organisation',
  sourceColumn: 'source_report_id',
  fields: {
    name: text('name', required),
    kind: word('kind', ['COMPANY', 'AUTHORITY', 'GROUP', 'RESEARCH', 'PERSON'], required),
    roles: texts('roles', { otherwise: [] }),
    sector: text('sector'),
    jurisdiction: key('jurisdiction_id', 'Jurisdiction'),
    ultimateParent: key('ultimate_parent_id', 'Organisation'),
    lei: text('lei'),
    gln: text('gln'),
    closed: boolean('closed'),
  },
  links: {
    members: {
      table: 'organisation_member',
      own: 'group_id',
      other: 'member_id',
      type: 'Organisation',
    },
  },
};

export const siteShape: RecordShape = {
  type: 'Site',
  table: 'site',
  sourceColumn: 'source_report_id',
  fields: {
    organisation: key('organisation_id', 'Organisation', required),
    name: text('name', required),
    jurisdiction: key('jurisdiction_id', 'Jurisdiction'),
    purpose: text('purpose'),
  },
};

const throughputShape: RecordShape = {
  type: 'Throughput',
  table: 'throughput',
  sourceColumn: 'source_report_id',
  fields: {
    format: text('number_format', required),
    bits: integer('bit_length', required),
    tops: decimal('dense_tops', required),
    rank: word('rank', RANKS, { otherwise: 'NORMAL' }),
  },
};

const classificationShape: RecordShape = {
  type: 'Classification',
  table: 'classification',
  sourceColumn: 'source_report_id',
  fields: {
    jurisdiction: key('jurisdiction_id', 'Jurisdiction', required),
    scheme: word('scheme', ['CONTROL', 'TARIFF'], required),
    code: text('code', required),
    formFactor: text('form_factor'),
    basis: word('basis', ['COMPUTED', 'RULING', 'NOTICE', 'REPORTED'], required),
    ruleVersion: text('rule_version'),
    legalReference: text('legal_reference'),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
  },
};

export const chipShape: RecordShape = {
  type: 'Chip',
  table: 'chip',
  sourceColumn: 'source_report_id',
  fields: {
    name: text('name', required),
    family: text('family'),
    vendor: key('vendor_id', 'Organisation'),
    foundry: key('foundry_id', 'Organisation'),
    origin: key('origin_id', 'Jurisdiction'),
    formFactor: text('form_factor'),
    memoryType: text('memory_type'),
    marketedForDatacentre: boolean('marketed_for_datacentre'),
    nonPlanar: boolean('non_planar'),
    released: roughDate('released_at', 'released_precision'),
  },
  children: {
    throughputs: { shape: throughputShape, parent: 'chip_id' },
    classifications: { shape: classificationShape, parent: 'chip_id' },
    figures: { shape: claimShape, parent: 'subject_id' },
  },
};
