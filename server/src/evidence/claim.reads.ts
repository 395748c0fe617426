import { type Declaration, expression, type Row, toAny, toMany, toOne } from '../reads/model.ts';
import { ownFigure } from './figure.reads.ts';

const ofSource =
  (column: string) =>
  (claim: Row): string =>
    `(select source.${column} from source_report source where source.id = ${claim}.source_report_id)`;

/**
 * The claims about a row of a type, as a connection.
 *
 * @param alsoIn a column of the claim that may name the row beside the subject
 */
export const claimsAbout = (type: string, description: string, alsoIn?: string) =>
  toMany('Claim', {
    description,
    on: (subject, claim) => {
      const about = `${claim}.subject_type = '${type}' and ${claim}.subject_id = ${subject}.id`;
      return alsoIn ? `(${about} or ${claim}.${alsoIn} = ${subject}.id)` : `(${about})`;
    },
  });

export const claimReads: Declaration[] = [
  {
    type: 'Claim',
    table: 'claim',
    visible: 'everyone',
    about: { typeColumn: 'subject_type', keyColumn: 'subject_id' },
    root: { one: 'claim', many: 'claims', description: 'What sources say, claim by claim.' },
    prose: ['statement', 'note'],
    fields: {
      publisher: expression(ofSource('publisher')),
      publishedAt: expression(ofSource('published_at')),
      provenance: expression(ofSource('provenance')),
      subject: toAny('Node', {
        description: 'What the claim is about; a claim is seen by whoever sees that.',
        typeColumn: 'subject_type',
        keyColumn: 'subject_id',
        parts: { Event: 'LicenceEvent' },
      }),
      figure: toOne('Figure', {
        description: 'The number that is claimed, where the value is one.',
        derived: ownFigure,
      }),
      sourceReport: toOne('SourceReport', {
        description: 'Who says so.',
        column: 'source_report_id',
        required: true,
      }),
      restates: toOne('Claim', {
        description: 'The claim that this one only repeats; repetitions do not count as evidence.',
        column: 'restates_id',
      }),
      restatedBy: toMany('Claim', {
        description: 'Claims that repeat this one.',
        column: 'restates_id',
      }),
      supersedes: toOne('Claim', {
        description: 'The earlier claim that this one corrects.',
        column: 'supersedes_id',
      }),
      supersededBy: toMany('Claim', {
        description: 'Later claims that correct this one.',
        column: 'supersedes_id',
      }),
      contradicts: toMany('Claim', {
        description: 'Claims that cannot be true together with this one.',
        through: { table: 'claim_contradiction', from: 'claim_id', to: 'contradicts_id' },
      }),
    },
  },
  {
    extends: 'SourceReport',
    fields: {
      claims: toMany('Claim', {
        description: 'What was taken from this report.',
        column: 'source_report_id',
      }),
    },
  },
];
