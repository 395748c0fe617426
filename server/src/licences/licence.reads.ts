import { claimsAbout } from '../evidence/claim.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';
import { licenceVisible } from './licence-visibility.reads.ts';

export const licenceReads: Declaration[] = [
  {
    type: 'Licence',
    table: 'licence',
    visible: licenceVisible,
    root: {
      one: 'licence',
      many: 'licences',
      description: 'Export and import licences that the viewer may see.',
      keys: [
        {
          args: {
            number: { type: 'String', sql: (row) => `${row}.number` },
            authority: {
              type: 'String',
              sql: (row) =>
                `(select authority.name from organisation authority where authority.id = ${row}.authority_id)`,
              optional: true,
            },
          },
        },
      ],
    },
    prose: ['statusReason'],
    fields: {
      jurisdiction: toOne('Jurisdiction', {
        description: 'Under whose law it was issued.',
        column: 'jurisdiction_id',
        required: true,
      }),
      authority: toOne('Organisation', {
        description: 'Who issued it; null where no source names the authority.',
        column: 'authority_id',
      }),
      licensee: toOne('Organisation', {
        description: 'To whom it was issued; of a US export the exporter.',
        column: 'licensee_id',
      }),
      approvalRound: toOne('ApprovalRound', {
        description: 'The round in which it was approved.',
        column: 'approval_round_id',
      }),
      destination: toOne('Jurisdiction', {
        description: 'Where the chips are to go.',
        column: 'destination_id',
      }),
      parties: toMany('LicenceParty', {
        description: 'Organisations with a role under it.',
        column: 'licence_id',
      }),
      lines: toMany('LicenceLine', {
        description: 'The goods on it, with their balances.',
        column: 'licence_id',
      }),
      conditions: toMany('Condition', {
        description: 'Conditions of its own; those of its round are on the round.',
        column: 'licence_id',
      }),
      amendments: toMany('LicenceAmendment', {
        description: 'Its changes.',
        column: 'licence_id',
      }),
      claims: claimsAbout('Licence', 'What sources say about it.'),
      sourceReport: toOne('SourceReport', {
        description: 'Where what is recorded of it was read.',
        column: 'source_report_id',
      }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      licences: toMany('Licence', { description: 'Issued to it.', column: 'licensee_id' }),
    },
  },
  {
    extends: 'Jurisdiction',
    fields: {
      licences: toMany('Licence', {
        description: 'Issued under its law.',
        column: 'jurisdiction_id',
      }),
    },
  },
];
