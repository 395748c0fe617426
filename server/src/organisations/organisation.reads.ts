import { claimsAbout } from '../evidence/claim.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';

export const organisationReads: Declaration[] = [
  {
    type: 'Organisation',
    table: 'organisation',
    visible: 'everyone',
    root: {
      one: 'organisation',
      many: 'organisations',
      description: 'Buyers, vendors, authorities and everybody else who takes part.',
      keys: [
        { args: { name: { type: 'String', sql: (row) => `${row}.name` } } },
        { args: { lei: { type: 'String', sql: (row) => `${row}.lei` } } },
      ],
    },
    fields: {
      jurisdiction: toOne('Jurisdiction', {
        description: 'Where it has its seat.',
        column: 'jurisdiction_id',
      }),
      ultimateParent: toOne('Organisation', {
        description:
          'The organisation at the top of its group of companies; null: itself or unknown.',
        column: 'ultimate_parent_id',
      }),
      subsidiaries: toMany('Organisation', {
        description: 'Organisations of which it is the ultimate parent.',
        column: 'ultimate_parent_id',
      }),
      members: toMany('Organisation', {
        description: 'Of a group: the members that are named.',
        through: { table: 'organisation_member', from: 'group_id', to: 'member_id' },
      }),
      memberOf: toMany('Organisation', {
        description: 'Groups of which a source names it as a member.',
        through: { table: 'organisation_member', from: 'member_id', to: 'group_id' },
      }),
      sites: toMany('Site', { description: 'Places it runs.', column: 'organisation_id' }),
      policyEvents: toMany('PolicyEvent', {
        description: 'Policy events in which it took part.',
        through: {
          table: 'policy_event_participant',
          from: 'organisation_id',
          to: 'policy_event_id',
        },
      }),
      claims: claimsAbout(
        'Organisation',
        'What sources say about it, and claims whose value it is.',
        'value_organisation_id',
      ),
      sourceReport: toOne('SourceReport', {
        description: 'Where what is recorded of it was read.',
        column: 'source_report_id',
      }),
    },
  },
  {
    extends: 'Claim',
    fields: {
      organisation: toOne('Organisation', {
        description: 'The organisation that is claimed, where the value is one.',
        column: 'value_organisation_id',
      }),
    },
  },
  {
    extends: 'PolicyEvent',
    fields: {
      participants: toMany('Organisation', {
        description: 'Who took part.',
        through: {
          table: 'policy_event_participant',
          from: 'policy_event_id',
          to: 'organisation_id',
        },
      }),
    },
  },
];
