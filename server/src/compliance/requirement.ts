import { sideOf } from './candidates.ts';
import type { ComplianceFacts, JurisdictionFacts, OrganisationFacts } from './facts.ts';

/** Whether something must be asked for at all. */
export const authorisations = ['LICENCE', 'EXCEPTION', 'NOT_REQUIRED', 'PROHIBITED'] as const;

export type Authorisation = (typeof authorisations)[number];

export interface Requirement {
  /** null: it cannot be told from what is known */
  readonly authorisation: Authorisation | null;
  /** how an application would be reviewed; null where none is needed */
  readonly review: 'CASE_BY_CASE' | 'PRESUMPTION_OF_DENIAL' | null;
  readonly because: string;
  readonly missing: readonly string[];
}

/** Country groups D:1, D:4 and D:5 of Supplement No. 1 to 15 CFR 740 need a licence for 3A090. */
const restricted = ['D:1', 'D:4', 'D:5'];
/** Named beside the groups: Macau in the rule itself, Hong Kong since 85 FR 83765 as China. */
const restrictedCodes = ['MO', 'HK'];
/** Partners to which the rule does not reach although they are in a D group. */
const exempt = ['A:5', 'A:6'];
const embargoed = ['E:1', 'E:2'];

/**
 * Whether the export needs an authorisation, and how an application for one would be reviewed.
 *
 * The United States' rules bind what leaves the United States or is sold by a vendor seated there;
 * of other exports no rule is known here, and the answer is unknown (15 CFR 742.6(a)(6)(iii), 88 FR
 * 73458; reviews: 91 FR 1684).
 */
export function exportRequirement(facts: ComplianceFacts): Requirement {
  const { line, chip } = facts;
  const { origin, destination } = line;
  if (!destination) return untold('where it goes is not known', ['The destination of the line.']);
  if (in_(destination, embargoed)) {
    return settled('PROHIBITED', `${destination.code} is under embargo (country group E)`);
  }
  const abroad = headquarteredInD5(facts);
  if (origin?.id === destination.id && !abroad) {
    return settled('NOT_REQUIRED', `it stays in ${destination.code}`);
  }
  const american = origin?.code === 'US' || chip.vendor?.jurisdiction?.code === 'US';
  if (!american) {
    if (!origin && !chip.vendor)
      return untold('where it leaves from is not known', [missingOrigin]);
    return untold('no export rules of its origin are on record', [
      `The export rules of ${origin?.code ?? chip.vendor?.jurisdiction?.code ?? 'its origin'} for ${chip.name}.`,
    ]);
  }
  const notice = noticeOf(facts);
  const listed = in_(destination, restricted) || restrictedCodes.includes(destination.code);
  const reached = (listed && !in_(destination, exempt)) || abroad !== undefined;
  if (!reached && !notice) {
    return settled('NOT_REQUIRED', `3A090 asks for no licence for ${destination.code}`);
  }
  if (notice) return needed(facts, notice);
  const { controlled } = chip.assessment;
  const recorded = chip.codes.some(({ code }) => code.startsWith('3A090'));
  if (controlled === 'UNKNOWN' && !recorded) {
    const unknown = new Set(chip.assessment.rules.flatMap(({ missing }) => missing));
    return untold(`whether ${chip.name} is controlled is not known`, [
      `Figures of ${chip.name}: ${[...unknown].join(', ')}.`,
    ]);
  }
  if (controlled === 'NOT_MET' && !recorded) {
    return settled('NOT_REQUIRED', `${chip.name} is below the thresholds of 3A090`);
  }
  const whom = listed ? destination.code : `${abroad}, of a D:5 country or with a parent there`;
  return needed(facts, `${chip.name} is controlled for ${whom}`);
}

/** Whether the destination asks for an authorisation of the import, as far as is on record. */
export function importRequired({ line, importRegime }: ComplianceFacts): boolean {
  return line.origin?.id !== line.destination?.id && importRegime.length > 0;
}

function needed(facts: ComplianceFacts, because: string): Requirement {
  const { line, chip } = facts;
  const serving = sideOf(facts, 'EXPORT').weighed.find(({ obstacles }) => obstacles.length === 0);
  const type = serving?.candidate.licence.type;
  const excepted = type === 'EXCEPTION' || type === 'GENERAL';
  const direct = line.origin?.code === 'US';
  const eligible = chip.assessment.caseByCase === 'MET' && direct;
  return {
    authorisation: excepted ? 'EXCEPTION' : 'LICENCE',
    review: eligible ? 'CASE_BY_CASE' : 'PRESUMPTION_OF_DENIAL',
    because,
    missing: [],
  };
}

/** A notice or restriction that asks for a licence whatever the figures of the chip. */
function noticeOf({ chip, line, restrictions }: ComplianceFacts): string | undefined {
  if (chip.codes.some(({ basis }) => basis === 'NOTICE')) return `a notice names ${chip.name}`;
  const restriction = restrictions.find(
    ({ licensable, procedure, status, jurisdiction, chips }) =>
      licensable &&
      procedure === 'EXPORT' &&
      status === 'IN_FORCE' &&
      (line.origin === null || jurisdiction === line.origin.code) &&
      chips.includes(chip.id),
  );
  return restriction && `${restriction.name} is in force`;
}

/** The first party whose seat, or whose ultimate parent's, is in Macau or a D:5 country. */
function headquarteredInD5({ line }: ComplianceFacts): string | undefined {
  const all = [line.buyer, ...line.parties.map(({ organisation }) => organisation)];
  return all.find((each): each is OrganisationFacts => each !== null && seatedInD5(each))?.name;
}

function seatedInD5({ jurisdiction, parent }: OrganisationFacts): boolean {
  return [jurisdiction, parent?.jurisdiction].some(
    (seat) => seat && (in_(seat, ['D:5']) || restrictedCodes.includes(seat.code)),
  );
}

const in_ = ({ groups }: JurisdictionFacts, wanted: readonly string[]): boolean =>
  wanted.some((group) => groups.includes(group));

const missingOrigin = 'Where the chips leave from.';

const settled = (authorisation: 'NOT_REQUIRED' | 'PROHIBITED', because: string): Requirement => ({
  authorisation,
  review: null,
  because,
  missing: [],
});

const untold = (because: string, missing: readonly string[]): Requirement => ({
  authorisation: null,
  review: null,
  because,
  missing,
});
