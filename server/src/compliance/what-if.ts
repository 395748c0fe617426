import type { Viewer } from '../access/viewer.ts';
import { checkCompliance, type ComplianceAnswer } from './check.ts';
import type { ComplianceFacts } from './facts.ts';
import type { Change } from './overlay.ts';
import { bars, type RuleName, type Verdict } from './rule-result.ts';
import { supposedFor } from './what-if-sight.ts';

/** An order line as it is, with everything that its check looks at. */
export interface KnownLine {
  /** key in the database */
  readonly orderLineId: string;
  /** whether it was made up for the default start */
  readonly invented: boolean;
  readonly facts: ComplianceFacts;
}

/** A line that the changes touch. */
export interface ChangedLine {
  readonly orderLineId: string;
  readonly before: ComplianceAnswer;
  readonly after: ComplianceAnswer;
  /** rules that then have another verdict, in their order */
  readonly changedRules: readonly RuleName[];
  /** chips of the line drawn on licences that the changes take out of force */
  readonly unitsLosingLicence: number;
}

/** A line looked at under the changes. */
export interface SupposedLine {
  readonly line: KnownLine;
  /** its facts under the changes */
  readonly facts: ComplianceFacts;
  /** undefined: nothing of it is another */
  readonly changed: ChangedLine | undefined;
}

/**
 * Checks a line as it is and as it would be. It is touched when its verdict or that of any rule
 * changes, and when a licence that it is drawn on is lost: a line that was on hold before then has
 * one reason more.
 */
export function suppose(viewer: Viewer, line: KnownLine, changes: readonly Change[]): SupposedLine {
  const facts = supposedFor(viewer, line.facts, changes);
  const before = checkCompliance(line.facts);
  const after = checkCompliance(facts);
  const changedRules = rulesBetween(before, after);
  const unitsLosingLicence = drawnOn(facts, lostLines(line.facts, facts));
  const touched =
    before.verdict !== after.verdict || changedRules.length > 0 || unitsLosingLicence > 0;
  const { orderLineId } = line;
  const changed = touched
    ? { orderLineId, before, after, changedRules, unitsLosingLicence }
    : undefined;
  return { line, facts, changed };
}

/** What was said by rule. */
interface Said {
  readonly rules: readonly { readonly rule: RuleName; readonly verdict: Verdict }[];
}

/** Rules whose verdicts differ between two answers. */
export function rulesBetween(before: Said, after: Said): RuleName[] {
  const verdicts = new Map<RuleName, Verdict>(
    before.rules.map(({ rule, verdict }) => [rule, verdict]),
  );
  return after.rules.flatMap(({ rule, verdict }) => (verdicts.get(rule) === verdict ? [] : [rule]));
}

/** Whether a line that could go, as far as anybody knew, then cannot. */
export function isBlocked({ before, after }: Pick<ChangedLine, 'before' | 'after'>): boolean {
  return !bars(before.verdict) && bars(after.verdict);
}

function lostLines(before: ComplianceFacts, after: ComplianceFacts): ReadonlySet<string> {
  const standing = new Set(before.candidates.filter(isInForce).map(({ line }) => line.id));
  const lost = after.candidates.filter((each) => standing.has(each.line.id) && !isInForce(each));
  return new Set(lost.map(({ line }) => line.id));
}

const isInForce = ({ licence: { status } }: ComplianceFacts['candidates'][number]): boolean =>
  status === 'ACTIVE' || status === 'EXHAUSTED';

/** The same chips are drawn once for export and once for import. */
function drawnOn({ line }: ComplianceFacts, lines: ReadonlySet<string>): number {
  const sums = (['EXPORT', 'IMPORT'] as const).map((wanted) =>
    line.drawn
      .filter(({ direction, lineId }) => direction === wanted && lines.has(lineId))
      .reduce((sum, { units }) => sum + units, 0),
  );
  return Math.max(...sums);
}
