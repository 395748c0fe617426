import { buyer, exportOffice, importOffice, laboratory, secondBuyer, vendor } from './cast.ts';
import { idOf, type Known, type Step, versionOf } from './step.ts';

interface Application {
  /** the story's name for it */
  readonly as: string;
  /** the day on which it begins */
  readonly day: string;
  readonly direction: 'EXPORT' | 'IMPORT';
  readonly licensee: string;
  readonly endUser: string;
  readonly units: number;
}

interface Answer {
  readonly outcome: 'APPROVED' | 'CONDITIONALLY_APPROVED' | 'RETURNED';
  readonly day: string;
  readonly number?: string;
  readonly reason?: string;
}

const at = (known: Known, as: string) => ({
  licence: { id: idOf(known, as) },
  expectedVersion: versionOf(known, as),
});

/** A draft, and whether it was handed in. */
function applicationFor(asked: Application, submitted = true): Step[] {
  const { as, day, direction, licensee, endUser, units } = asked;
  const exports = direction === 'EXPORT';
  const draft: Step = {
    at: `${day}T08:00:00Z`,
    by: licensee,
    decide: 'draftLicence',
    input: () => ({
      direction,
      type: 'INDIVIDUAL',
      jurisdiction: { code: exports ? 'US' : 'CN' },
      authority: { name: exports ? exportOffice : importOffice },
      licensee: { name: licensee },
      destination: { code: 'CN' },
      lines: [{ chip: { name: 'H200' }, authorisedUnits: units }],
      parties: [
        { role: 'PURCHASER', organisation: { name: endUser } },
        { role: 'END_USER', organisation: { name: endUser } },
      ],
    }),
    take: { [as]: 'licence' },
  };
  const submission: Step = {
    at: `${day}T09:00:00Z`,
    by: licensee,
    decide: 'submitLicence',
    input: (known) => at(known, as),
    take: { [as]: 'licence' },
  };
  return submitted ? [draft, submission] : [draft];
}

/** What the authority says to an application, and that it puts in force what it approves. */
function answerTo(
  { as, direction }: Application,
  { outcome, day, number, reason }: Answer,
): Step[] {
  const by = direction === 'EXPORT' ? exportOffice : importOffice;
  const decision: Step = {
    at: `${day}T10:00:00Z`,
    by,
    decide: 'decideLicence',
    input: (known) => ({
      ...at(known, as),
      outcome,
      reason,
      ...(number && { number, validFrom: '2026-03-01', validTo: '2030-12-31' }),
    }),
    take: { [as]: 'licence' },
  };
  return outcome === 'APPROVED' ? [decision, activation(as, by, `${day}T11:00:00Z`)] : [decision];
}

const activation = (as: string, by: string, when: string): Step => ({
  at: when,
  by,
  decide: 'activateLicence',
  input: (known) => at(known, as),
  take: { [as]: 'licence' },
});

interface Demand {
  readonly on: Application;
  readonly as: string;
  readonly kind: string;
  readonly blocking: boolean;
  readonly description: string;
  readonly owedBy: string;
  /** the story's name of the report that shows it is met */
  readonly evidence: string;
  readonly imposed: string;
  readonly satisfied: string;
}

const imposition = ({ on, as, kind, blocking, description, owedBy, imposed }: Demand): Step => ({
  at: imposed,
  by: on.direction === 'EXPORT' ? exportOffice : importOffice,
  decide: 'imposeCondition',
  input: (known) => ({
    licenceId: idOf(known, on.as),
    kind,
    blocking,
    description,
    owedBy: { name: owedBy },
  }),
  take: { [as]: 'condition' },
});

const satisfaction = ({ on, as, evidence, satisfied }: Demand): Step => ({
  at: satisfied,
  by: on.direction === 'EXPORT' ? exportOffice : importOffice,
  decide: 'satisfyCondition',
  input: (known) => ({ conditionId: idOf(known, as), evidenceId: idOf(known, evidence) }),
  take: { [on.as]: 'condition.licence' },
});

const exportLicence: Application = {
  as: 'the export licence',
  day: '2026-02-11',
  direction: 'EXPORT',
  licensee: vendor,
  endUser: buyer,
  units: 1200,
};
const importLicence: Application = {
  as: 'the import licence',
  day: '2026-02-12',
  direction: 'IMPORT',
  licensee: buyer,
  endUser: buyer,
  units: 800,
};
const secondImport: Application = {
  ...importLicence,
  as: 'the second import licence',
  day: '2026-02-13',
  units: 200,
};
const secondExport: Application = {
  ...exportLicence,
  as: 'the second export licence',
  day: '2026-02-16',
  endUser: secondBuyer,
  units: 500,
};
const returned: Application = {
  ...secondExport,
  as: 'the returned application',
  day: '2026-02-17',
  units: 5000,
};
const drafted: Application = { ...importLicence, as: 'the draft', day: '2026-04-20', units: 4000 };

const demands: readonly Demand[] = [
  {
    on: exportLicence,
    as: 'know your customer',
    kind: 'KYC',
    blocking: true,
    description: 'Name everybody who reaches the chips from afar, and keep others out',
    owedBy: buyer,
    evidence: 'the end-use file',
    imposed: '2026-02-18T08:00:00Z',
    satisfied: '2026-02-24T08:00:00Z',
  },
  {
    on: exportLicence,
    as: 'the share of sales',
    kind: 'VOLUME_CAP',
    blocking: true,
    description: 'Certify that shipments to China and Macau stay below half of those at home',
    owedBy: vendor,
    evidence: 'the certificate of sales',
    imposed: '2026-02-18T08:05:00Z',
    satisfied: '2026-02-25T08:00:00Z',
  },
  {
    on: importLicence,
    as: 'the domestic share',
    kind: 'SOURCING',
    blocking: true,
    description: 'Show the domestic chips that were bought for the same data centre',
    owedBy: buyer,
    evidence: 'the purchase plan',
    imposed: '2026-02-18T08:10:00Z',
    satisfied: '2026-02-26T08:00:00Z',
  },
  {
    on: secondImport,
    as: 'the domestic share of the second',
    kind: 'SOURCING',
    blocking: true,
    description: 'Show the domestic chips that were bought for the same data centre',
    owedBy: buyer,
    evidence: 'the purchase plan',
    imposed: '2026-02-18T08:12:00Z',
    satisfied: '2026-02-26T08:05:00Z',
  },
  {
    on: secondExport,
    as: 'the test before export',
    kind: 'TEST',
    blocking: false,
    description: 'Have every shipment tested by an independent laboratory in the United States',
    owedBy: laboratory,
    evidence: 'the test plan',
    imposed: '2026-02-18T08:15:00Z',
    satisfied: '2026-02-27T09:00:00Z',
  },
];

/** Applications, conditions, answers: two licences that serve one buyer, and some that do not. */
export const licences: readonly Step[] = [
  ...[exportLicence, importLicence, secondImport, secondExport, returned].flatMap((each) =>
    applicationFor(each),
  ),
  ...demands.map(imposition),
  ...answerTo(exportLicence, {
    outcome: 'CONDITIONALLY_APPROVED',
    day: '2026-02-19',
    number: 'X-26-0301',
  }),
  ...answerTo(importLicence, {
    outcome: 'CONDITIONALLY_APPROVED',
    day: '2026-02-20',
    number: 'I-26-017',
  }),
  ...answerTo(returned, {
    outcome: 'RETURNED',
    day: '2026-02-23',
    reason: 'The end user is not named for every site',
  }),
  ...demands.map(satisfaction),
  activation('the export licence', exportOffice, '2026-03-01T08:00:00Z'),
  activation('the import licence', importOffice, '2026-03-01T08:05:00Z'),
  ...answerTo(secondImport, { outcome: 'APPROVED', day: '2026-03-02', number: 'I-26-018' }),
  ...answerTo(secondExport, { outcome: 'APPROVED', day: '2026-03-03', number: 'X-26-0302' }),
];

/** After the shipments: what was applied for since. */
export const applications: readonly Step[] = applicationFor(drafted, false);
