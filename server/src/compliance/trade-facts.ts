import type { Tally } from './facts.ts';

/** Whether a rule of the trade holds. */
export type RuleStatus = 'REPORTED' | 'PROPOSED' | 'IN_FORCE' | 'LIFTED';

/** Domestic chips to be bought, for each imported one or in all. */
export interface SourcingRuleFacts {
  readonly id: string;
  readonly name: string;
  /** of the jurisdiction of import; code */
  readonly jurisdiction: string;
  readonly basis: 'RATIO' | 'ABSOLUTE';
  readonly metric: 'UNITS' | 'VALUE' | 'TPP';
  readonly status: RuleStatus;
  /** domestic chips for each imported one, decimal; of RATIO */
  readonly ratio: string | null;
  /** domestic chips in all; of ABSOLUTE */
  readonly units: number | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** What the buyer bought at home and drew for import so far, this line not counted. */
export interface SourcingFacts {
  readonly bought: Tally;
  readonly imported: Tally;
}

/** How much may go to some destinations, as a share of what goes to one's own end users. */
export interface VolumeCapFacts {
  readonly id: string;
  readonly name: string;
  /** whose rule, and whose end users it measures against; code */
  readonly jurisdiction: string;
  readonly destinations: readonly string[];
  readonly metric: 'UNITS' | 'TPP' | null;
  readonly ratio: string | null;
  readonly status: RuleStatus;
  readonly from: string | null;
  readonly to: string | null;
  readonly legalReference: string | null;
  /** shipped by the vendor to the destinations; null: nothing is on record */
  readonly there: Tally | null;
  /** shipped by the vendor to the jurisdiction's own end users; null: nothing is on record */
  readonly home: Tally | null;
}

export interface RestrictionFacts {
  readonly id: string;
  readonly name: string;
  /** code */
  readonly jurisdiction: string;
  readonly procedure: 'IMPORT' | 'EXPORT' | 'PURCHASE' | 'USE';
  readonly status: 'REPORTED' | 'IN_FORCE' | 'LIFTED';
  readonly from: string | null;
  readonly liftedAt: string | null;
  /** none: whatever the chip */
  readonly chips: readonly string[];
  /** keys of organisations; none: whoever it is */
  readonly parties: readonly string[];
  /** it asks for a licence instead of barring */
  readonly licensable: boolean;
  readonly legalReference: string | null;
}

/** Whether a rule is in force on a day; where no day is known, whether it is in force at all. */
export function bindsOn(
  { status, from, to }: Pick<VolumeCapFacts, 'status' | 'from' | 'to'>,
  day: string | null,
): boolean {
  if (status !== 'IN_FORCE') return false;
  return day === null || ((from === null || day >= from) && (to === null || day <= to));
}
