import type { Assessment, ControlFacts } from '../chips/classification.ts';
import type { CandidateFacts } from './candidate-facts.ts';
import type {
  RestrictionFacts,
  SourcingFacts,
  SourcingRuleFacts,
  VolumeCapFacts,
} from './trade-facts.ts';

/**
 * Everything that the rules of a compliance check look at. One plain object that comes back the
 * same from JSON, so that a decision can be kept with it and evaluated again. Keys are those of the
 * database, days are written `2026-01-28`, decimals are text; null is "not known".
 */
export interface ComplianceFacts {
  /** of this form; a later form has another number, and its own rules */
  readonly form: 1;
  /** when they were gathered, RFC 3339 in UTC with milliseconds; no rule knows another time */
  readonly at: string;
  readonly line: LineFacts;
  readonly chip: ChipFacts;
  /** lines of licences in either direction that could serve */
  readonly candidates: readonly CandidateFacts[];
  /** why the destination is held to ask for an import authorisation; none: nothing says it does */
  readonly importRegime: readonly string[];
  readonly sourcingRules: readonly SourcingRuleFacts[];
  readonly sourcing: SourcingFacts;
  readonly volumeCaps: readonly VolumeCapFacts[];
  /** the newest of each list and party */
  readonly screenings: readonly ScreeningFacts[];
  readonly restrictions: readonly RestrictionFacts[];
  /** of this line */
  readonly shipments: readonly ShipmentFacts[];
  readonly stock: StockFacts;
}

export interface JurisdictionFacts {
  readonly id: string;
  readonly code: string;
  readonly groups: readonly string[];
}

export interface OrganisationFacts {
  readonly id: string;
  readonly name: string;
  readonly jurisdiction: JurisdictionFacts | null;
  readonly parent: {
    readonly name: string;
    readonly jurisdiction: JurisdictionFacts | null;
  } | null;
}

export interface PartyFacts {
  readonly role: string;
  readonly organisation: OrganisationFacts;
}

/** What is drawn for this line already, of one licence line. */
export interface DrawnFacts {
  readonly lineId: string;
  readonly direction: 'EXPORT' | 'IMPORT';
  /** chips reserved, held or used */
  readonly units: number;
}

export interface LineFacts {
  /** null: a line that only its caller knows */
  readonly orderLine: string | null;
  readonly external: { readonly system: string; readonly id: string } | null;
  /** chips, counted one by one */
  readonly units: number | null;
  /** what one chip is worth, decimal of at most 8 places; null: no price is agreed */
  readonly unitValue: { readonly amount: string; readonly currency: string } | null;
  readonly shipDate: string | null;
  /** where it leaves from: the vendor's seat unless it was said */
  readonly origin: JurisdictionFacts | null;
  readonly destination: JurisdictionFacts | null;
  readonly endUse: string | null;
  readonly buyer: OrganisationFacts | null;
  readonly vendor: OrganisationFacts | null;
  readonly parties: readonly PartyFacts[];
  readonly drawn: readonly DrawnFacts[];
}

export interface ControlCode {
  readonly jurisdictionId: string;
  readonly code: string;
  /** COMPUTED, RULING, NOTICE or REPORTED */
  readonly basis: string;
}

export interface ChipFacts {
  readonly id: string;
  readonly name: string;
  readonly vendor: OrganisationFacts | null;
  readonly origin: JurisdictionFacts | null;
  readonly figures: ControlFacts;
  readonly assessment: Assessment;
  /** recorded control classifications that hold on the day */
  readonly codes: readonly ControlCode[];
}

export interface ScreeningFacts {
  readonly organisationId: string;
  /** for whom; null: for nobody but authorities and administrators */
  readonly screenedForId: string | null;
  readonly list: string;
  readonly result: 'CLEAR' | 'POTENTIAL_MATCH' | 'CONFIRMED' | 'OVERRIDDEN';
  readonly at: string;
}

export interface ShipmentFacts {
  readonly id: string;
  readonly units: number;
  /** the newest of each laboratory */
  readonly tests: readonly {
    readonly laboratory: string;
    readonly result: 'PASSED' | 'FAILED' | 'INCONCLUSIVE';
    readonly at: string;
  }[];
}

/** A count as far as it is known: so many chips, and so many records that give no number. */
export interface Tally {
  readonly units: number;
  /** TPP of these chips together, decimal; null: not known of all of them */
  readonly tpp: string | null;
  /** records of which it is not known how many chips they are about */
  readonly unknown: number;
}

export interface StockFacts {
  /** what the vendor itself recorded last; null: nothing */
  readonly recorded: { readonly asOf: string; readonly units: number } | null;
  /** what sources last reported */
  readonly reported: {
    readonly asOf: string;
    readonly low: string | null;
    readonly central: string | null;
    readonly high: string | null;
    readonly qualifier: string;
  } | null;
  /** ordered earlier of the same vendor and chip and not shipped; null: not known */
  readonly ahead: Tally | null;
}
