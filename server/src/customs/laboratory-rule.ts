import type { Verdict } from '../chips/classification.ts';

/** What decides whether goods must pass a laboratory before they are exported. */
export interface ExportFacts {
  /** code of the jurisdiction that decides on the export */
  readonly jurisdiction: string;
  /** code; null: not known */
  readonly destination: string | null;
  /** as `2026-01-28` */
  readonly day: string;
  /** whether 3A090.a or .b applies by the chip's figures */
  readonly controlled: Verdict;
  /** control classifications of the chip that are recorded there */
  readonly codes: readonly string[];
}

const firstDay = '2026-01-15';
const destinations = ['CN', 'MO'];

/**
 * Exports from the United States to China and Macau of what 3A090 and 4A090 control are tested by
 * an independent laboratory in the United States, each shipment before it leaves (91 FR 1684, from
 * 15 January 2026 on). What is not known is no reason to go without.
 */
export function needsLaboratoryTest(facts: ExportFacts): boolean {
  const { jurisdiction, destination, day, controlled, codes } = facts;
  if (jurisdiction !== 'US' || day < firstDay) return false;
  if (destination !== null && !destinations.includes(destination)) return false;
  return controlled !== 'NOT_MET' || codes.some((code) => /^[34]A090\b/.test(code));
}
