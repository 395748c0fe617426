import { assessControl } from '../chips/classification.ts';
import { performanceDensity } from '../chips/performance.ts';
import type { CandidateFacts } from './candidate-facts.ts';
import type {
  ChipFacts,
  ComplianceFacts,
  JurisdictionFacts,
  LineFacts,
  OrganisationFacts,
  ScreeningFacts,
  ShipmentFacts,
  StockFacts,
  Tally,
} from './facts.ts';
import type {
  RestrictionFacts,
  SourcingFacts,
  SourcingRuleFacts,
  VolumeCapFacts,
} from './trade-facts.ts';

/** What the database tells of several lines at once. */
export interface Gathered {
  readonly organisations: readonly OrganisationFacts[];
  readonly jurisdictions: readonly JurisdictionFacts[];
  readonly chips: readonly GatheredChip[];
  readonly sourcingRules: readonly SourcingRuleFacts[];
  readonly volumeCaps: readonly Omit<VolumeCapFacts, 'there' | 'home'>[];
  readonly restrictions: readonly RestrictionFacts[];
  readonly candidates: readonly CandidateFacts[];
}

export interface GatheredChip {
  readonly id: string;
  readonly name: string;
  readonly vendor: string | null;
  readonly origin: string | null;
  /** decimals as text */
  readonly tpp: string | null;
  readonly dieArea: string | null;
  readonly memoryBandwidth: string | null;
  readonly nonPlanar: boolean | null;
  readonly marketedForDatacentre: boolean | null;
  readonly codes: ChipFacts['codes'];
}

/** A line with keys where its facts have records. */
export interface GatheredLine
  extends Omit<LineFacts, 'origin' | 'destination' | 'buyer' | 'vendor' | 'parties'> {
  readonly n: number;
  readonly chip: string;
  readonly origin: string | null;
  readonly destination: string | null;
  readonly buyer: string | null;
  readonly vendor: string | null;
  readonly parties: readonly { readonly role: string; readonly organisationId: string }[];
}

/** What it tells of one line. */
export interface LineGathered {
  readonly line: GatheredLine;
  /** keys of licence lines */
  readonly candidates: readonly string[];
  readonly importRegime: readonly string[];
  readonly screenings: readonly ScreeningFacts[];
  readonly shipments: readonly ShipmentFacts[];
  readonly stock: Pick<StockFacts, 'recorded' | 'reported'>;
  readonly tallies: {
    readonly sourcing: SourcingFacts;
    readonly ahead: Tally | null;
    readonly caps: readonly { id: string; there: Tally | null; home: Tally | null }[];
  };
}

/** The facts of one line, complete in themselves. */
export function factsFrom(common: Gathered, gathered: LineGathered, at: Date): ComplianceFacts {
  const { line, candidates, importRegime, screenings, shipments, stock, tallies } = gathered;
  const { n: _, chip, ...rest } = line;
  const organisation = finder(common.organisations);
  const jurisdiction = finder(common.jurisdictions);
  const destination = jurisdiction(line.destination);
  const code = destination?.code ?? '';
  return {
    form: 1,
    at: at.toISOString(),
    line: {
      ...rest,
      origin: jurisdiction(line.origin),
      destination,
      buyer: organisation(line.buyer),
      vendor: organisation(line.vendor),
      parties: line.parties.flatMap(({ role, organisationId }) => {
        const found = organisation(organisationId);
        return found ? [{ role, organisation: found }] : [];
      }),
    },
    chip: chipFrom(common, chip),
    candidates: common.candidates.filter((each) => candidates.includes(each.line.id)),
    importRegime,
    sourcingRules: common.sourcingRules.filter((rule) => rule.jurisdiction === code),
    sourcing: tallies.sourcing,
    volumeCaps: common.volumeCaps
      .filter(({ destinations }) => destinations.includes(code))
      .map((cap) => {
        const own = tallies.caps.find(({ id }) => id === cap.id);
        return { ...cap, there: own?.there ?? null, home: own?.home ?? null };
      }),
    screenings,
    restrictions: common.restrictions.filter(
      ({ chips }) => chips.length === 0 || chips.includes(chip),
    ),
    shipments,
    stock: { ...stock, ahead: tallies.ahead },
  };
}

function chipFrom(common: Gathered, key: string): ChipFacts {
  const found = common.chips.find(({ id }) => id === key);
  if (!found) throw new Error('the chip of a line was not gathered');
  const tpp = number(found.tpp);
  const figures = {
    tpp,
    performanceDensity: performanceDensity(tpp, number(found.dieArea), found.nonPlanar),
    memoryBandwidth: number(found.memoryBandwidth),
    marketedForDatacentre: found.marketedForDatacentre,
  };
  return {
    id: found.id,
    name: found.name,
    vendor: finder(common.organisations)(found.vendor),
    origin: finder(common.jurisdictions)(found.origin),
    figures,
    assessment: assessControl(figures),
    codes: found.codes,
  };
}

const number = (decimal: string | null): number | null =>
  decimal === null ? null : Number(decimal);

const finder =
  <T extends { readonly id: string }>(all: readonly T[]) =>
  (key: string | null): T | null =>
    (key !== null && all.find(({ id }) => id === key)) || null;
