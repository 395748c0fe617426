import { hasRole, type Viewer } from '../access/viewer.ts';
import { encodeId } from '../kernel/ids.ts';
import type { Direction } from '../licences/eligibility.ts';
import { maySeeScreening } from '../organisations/screening.ts';
import type { ComplianceAnswer } from './check.ts';
import type { ComplianceFacts, JurisdictionFacts, OrganisationFacts } from './facts.ts';
import type { RuleName, RuleResult } from './rule-result.ts';

/** Whose eyes an answer is for. */
export interface Sight {
  readonly viewer: Viewer;
  /** keys of those licences among the candidates that the viewer may see */
  readonly licences: ReadonlySet<string>;
}

type Inputs = Readonly<Record<string, unknown>>;
type Narrowing = (result: RuleResult, facts: ComplianceFacts, sight: Sight) => RuleResult;

/**
 * An answer as a viewer may see it. Verdicts stay. What rests on a licence that the viewer may not
 * see, on a screening, or on figures that only a party knows, is left out: named without numbers.
 */
export function asSeen(
  answer: ComplianceAnswer,
  facts: ComplianceFacts,
  sight: Sight,
): ComplianceAnswer {
  return {
    ...answer,
    rules: answer.rules.map((result) => {
      const narrowed = narrowings[result.rule]?.(result, facts, sight) ?? result;
      return { ...narrowed, inputs: withoutLicences(narrowed.inputs, sight) };
    }),
    licenceCandidates: answer.licenceCandidates.flatMap((list) => {
      const candidates = list.candidates.filter(({ licenceId }) => sight.licences.has(licenceId));
      // A list that only hidden licences brought about is hidden with them.
      const asked = list.jurisdictionId === placeOf(list.direction, facts)?.id;
      return asked || candidates.length > 0 ? [{ ...list, candidates }] : [];
    }),
  };
}

const placeOf = (direction: Direction, { line }: ComplianceFacts): JurisdictionFacts | null =>
  direction === 'EXPORT' ? line.origin : line.destination;

/** Whether a viewer knows what only an organisation, its authority and administrators know. */
export function knows(viewer: Viewer, organisation: OrganisationFacts | null): boolean {
  if (hasRole(viewer, 'ADMIN')) return true;
  if (!organisation) return false;
  const seat = organisation.jurisdiction?.code ?? '';
  const authority = hasRole(viewer, 'AUTHORITY') && viewer.jurisdictions.includes(seat);
  return authority || viewer.organisationId === organisation.id;
}

/** Lists of licences are named `licences` in the inputs of every rule. */
function withoutLicences(inputs: Inputs, { licences }: Sight): Inputs {
  const { licences: listed } = inputs;
  if (!Array.isArray(listed)) return inputs;
  const ids = new Set([...licences].map((key) => encodeId('Licence', key)));
  return { ...inputs, licences: listed.filter(({ licence }) => ids.has(licence)) };
}

const listOf = (value: unknown): readonly Inputs[] => (Array.isArray(value) ? value : []);

/** What is missing is counted first: `3 more chips`. */
const withoutCount =
  (otherwise: string) =>
  (missing: string): string =>
    /^\d/.test(missing) ? otherwise : missing;

const narrowings: Partial<Record<RuleName, Narrowing>> = {
  CONDITIONS: (result, facts, { licences }) => {
    const seen = facts.candidates.filter(({ licence }) => licences.has(licence.id));
    const ids = new Set(
      seen.flatMap(({ licence }) => licence.conditions).map(({ id }) => encodeId('Condition', id)),
    );
    const all = listOf(result.inputs.conditions);
    const conditions = all.filter(({ condition }) => ids.has(String(condition)));
    if (conditions.length === all.length) return result;
    const missing = ['Blocking conditions, some of licences that you may not see.'];
    const told = result.missing.length > 0 ? missing : [];
    return { ...result, inputs: { ...result.inputs, conditions }, missing: told, owedBy: null };
  },
  SOURCING_RULE: (result, { line }, { viewer }) => {
    if (knows(viewer, line.buyer)) return withoutWord(result);
    const rules = listOf(result.inputs.rules).map((rule) => ({ ...rule, required: null }));
    const missing = result.missing.map(withoutCount('More domestic chips that the buyer bought.'));
    const inputs = { ...result.inputs, bought: null, imported: null, rules };
    return withoutWord({ ...result, inputs, missing });
  },
  VOLUME_CAP: (result, { line }, { viewer }) => {
    if (knows(viewer, line.vendor)) return withoutWord(result);
    const caps = listOf(result.inputs.caps).map((cap) => ({ ...cap, there: null, home: null }));
    return withoutWord({ ...result, inputs: { ...result.inputs, caps } });
  },
  SCREENING: (result, { screenings, line }, { viewer }) => {
    const parties = listOf(result.inputs.parties);
    if (screenings.every((each) => maySeeScreening(viewer, each))) return result;
    const all = [line.buyer, ...line.parties.map(({ organisation }) => organisation)];
    const seen = parties.map(({ name }) => {
      const id = all.find((each) => each?.name === name)?.id;
      const own = screenings.filter(
        (each) => each.organisationId === id && maySeeScreening(viewer, each),
      );
      return {
        name,
        screenings: own.map(({ list, result: came, at }) => ({ list, result: came, at })),
      };
    });
    const missing = result.missing.length > 0 ? ['A screening of the parties.'] : [];
    return { ...result, inputs: { parties: seen }, missing };
  },
  LABORATORY_TEST: (result) => withoutWord(result),
  STOCK: (result, { line }, { viewer }) => {
    if (knows(viewer, line.vendor)) return result;
    const inputs = { ...result.inputs, recorded: null, ahead: null };
    const missing = result.missing.map(withoutCount("More chips in the vendor's stock."));
    return { ...result, inputs, missing };
  },
};

/** A condition is told of under CONDITIONS, to those who may see it; here only that there is one. */
function withoutWord(result: RuleResult): RuleResult {
  const satisfied = result.inputs.satisfiedCondition !== null;
  return { ...result, inputs: { ...result.inputs, satisfiedCondition: satisfied } };
}
