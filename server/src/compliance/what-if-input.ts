import { millionths } from '../evidence/decimal.ts';
import { Fault } from '../kernel/fault.ts';
import type { RestrictionFacts } from './trade-facts.ts';

/** One way to name a record that everybody sees. */
interface Named {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly lei?: string | null;
  readonly code?: string | null;
}

/** A licence by its id, or by its number and, where needed, its authority. */
export interface NamedLicence {
  readonly id?: string | null;
  readonly number?: string | null;
  readonly authority?: string | null;
}

/** What each change is given. */
export interface Supposition {
  revokeLicence: { licence: NamedLicence };
  suspendLicence: { licence: NamedLicence };
  setRatio: { sourcingRuleId: string; ratio: string };
  setQuota: { sourcingRuleId: string; units: number };
  setCap: { volumeCapId: string; ratio: string };
  amendLine: { lineId: string; authorisedUnits: number };
  restrictChip: { chip: Named; jurisdiction: Named; procedure: RestrictionFacts['procedure'] };
  addStock: { vendor: Named; chip: Named; units: number };
}

/** A change as a caller writes it: exactly one of its fields. */
export type ChangeInput = { readonly [Kind in keyof Supposition]?: Supposition[Kind] | null };

/** A change, where it stands in the input, and what it is given. */
export type Supposed = {
  [Kind in keyof Supposition]: {
    readonly kind: Kind;
    /** such as `changes[0].setRatio` */
    readonly field: string;
    readonly given: Supposition[Kind];
  };
}[keyof Supposition];

const kinds: readonly (keyof Supposition)[] = [
  'revokeLicence',
  'suspendLicence',
  'setRatio',
  'setQuota',
  'setCap',
  'amendLine',
  'restrictChip',
  'addStock',
];

const mostChanges = 50;
/** More chips than anybody makes, and sums of them are still exact. */
const mostUnits = 1_000_000_000_000;
/** As large as the rules of the trade can be settled, in millionths. */
const largestRatio = 1_000_000n * 1_000_000n;

/**
 * Reads what is supposed, in its order.
 *
 * @throws Fault BAD_USER_INPUT unless there are 1 to 50 changes, each of exactly one kind, with
 *   ratios and counts that rules and licences can have
 */
export function readChanges(changes: readonly ChangeInput[]): Supposed[] {
  if (changes.length < 1 || changes.length > mostChanges) {
    throw new Fault('BAD_USER_INPUT', `changes holds 1 to ${mostChanges} of them.`);
  }
  return changes.map((change, place) => {
    const [supposed, ...others] = kinds.flatMap((kind) => {
      const given = change[kind];
      // Each kind comes with what it is given.
      return given ? [{ kind, field: `changes[${place}].${kind}`, given } as Supposed] : [];
    });
    if (!supposed || others.length > 0) {
      throw new Fault(
        'BAD_USER_INPUT',
        `changes[${place}] takes exactly one of ${kinds.join(', ')}.`,
      );
    }
    refuseFigures(supposed);
    return supposed;
  });
}

function refuseFigures({ field, given }: Supposed): void {
  if ('ratio' in given) {
    const ratio = millionths(given.ratio);
    if (ratio === undefined || ratio < 0n || ratio >= largestRatio) {
      throw new Fault(
        'BAD_USER_INPUT',
        `${field}.ratio is below 1000000, not below 0, and has at most 6 places.`,
      );
    }
  }
  const counts = { units: undefined, authorisedUnits: undefined, ...given };
  for (const name of ['units', 'authorisedUnits'] as const) {
    const units = counts[name];
    if (units !== undefined && !(units >= 0 && units <= mostUnits)) {
      throw new Fault('BAD_USER_INPUT', `${field}.${name} is 0 to ${mostUnits} chips.`);
    }
  }
}
