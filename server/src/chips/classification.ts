/** Whether a rule's condition holds; unknown where a number it needs is not known. */
export type Verdict = 'MET' | 'NOT_MET' | 'UNKNOWN';

/** What the rules look at. Null: not known, and then nothing is assumed. */
export interface ControlFacts {
  /** total processing performance */
  tpp: number | null;
  /** TPP per mm² of applicable die area */
  performanceDensity: number | null;
  /** total DRAM bandwidth, GB/s */
  memoryBandwidth: number | null;
  /** designed or marketed for use in datacentres */
  marketedForDatacentre: boolean | null;
}

/** What one rule said, of what, and by which text. */
export interface RuleTrace {
  rule: string;
  /** the day from which this text of the rule applies */
  version: string;
  verdict: Verdict;
  inputs: Partial<ControlFacts>;
  citation: string;
  /** inputs that would have decided an unknown verdict */
  missing: (keyof ControlFacts)[];
}

/** How US export control sees a chip by its figures alone. */
export interface Assessment {
  /** whether 3A090.a or .b applies, after the exemption of Note 2 */
  controlled: Verdict;
  /** the paragraph that applies; null where none does or it cannot be told */
  code: '3A090.a' | '3A090.b' | null;
  /** whether the thresholds of case-by-case review for China and Macau are kept */
  caseByCase: Verdict;
  rules: RuleTrace[];
}

/**
 * Classifies a chip under 3A090.a and .b and tests it against the thresholds of case-by-case
 * review. A notice to one company or a ruling may catch a chip that this leaves free.
 */
export function assessControl(facts: ControlFacts): Assessment {
  const a = paragraphA(facts);
  const b = paragraphB(facts);
  const exempt = noteTwo(facts);
  const review = caseByCase(facts);
  const controlled = all(any(a.verdict, b.verdict), not(exempt.verdict));
  return {
    controlled,
    code: controlled !== 'MET' ? null : a.verdict === 'MET' ? '3A090.a' : '3A090.b',
    caseByCase: review.verdict,
    rules: [a, b, exempt, review],
  };
}

const october2023 = { version: '2023-11-17', citation: '88 FR 73458' };
const january2026 = { version: '2026-01-15', citation: '91 FR 1684' };

function paragraphA({ tpp, performanceDensity }: ControlFacts): RuleTrace {
  const verdict = any(
    atLeast(tpp, 4800),
    all(atLeast(tpp, 1600), atLeast(performanceDensity, 5.92)),
  );
  return trace('3A090.a', october2023, verdict, { tpp, performanceDensity });
}

function paragraphB({ tpp, performanceDensity }: ControlFacts): RuleTrace {
  const slower = all(atLeast(tpp, 2400), below(tpp, 4800), atLeast(performanceDensity, 1.6));
  const denser = all(atLeast(tpp, 1600), atLeast(performanceDensity, 3.2));
  const verdict = all(any(slower, denser), below(performanceDensity, 5.92));
  return trace('3A090.b', october2023, verdict, { tpp, performanceDensity });
}

/** Met: the chip is exempt from .a and .b. */
function noteTwo({ tpp, marketedForDatacentre }: ControlFacts): RuleTrace {
  const verdict = all(isFalse(marketedForDatacentre), below(tpp, 4800));
  return trace('3A090 Note 2', october2023, verdict, { tpp, marketedForDatacentre });
}

function caseByCase({ tpp, memoryBandwidth }: ControlFacts): RuleTrace {
  const verdict = all(below(tpp, 21_000), below(memoryBandwidth, 6_500));
  return trace('CASE_BY_CASE', january2026, verdict, { tpp, memoryBandwidth });
}

function trace(
  rule: string,
  text: { version: string; citation: string },
  verdict: Verdict,
  inputs: Partial<ControlFacts>,
): RuleTrace {
  const unknown = (Object.keys(inputs) as (keyof ControlFacts)[]).filter(
    (name) => inputs[name] === null,
  );
  return { rule, ...text, verdict, inputs, missing: verdict === 'UNKNOWN' ? unknown : [] };
}

const decided = (holds: boolean): Verdict => (holds ? 'MET' : 'NOT_MET');

const atLeast = (value: number | null, limit: number): Verdict =>
  value === null ? 'UNKNOWN' : decided(value >= limit);

const below = (value: number | null, limit: number): Verdict =>
  value === null ? 'UNKNOWN' : decided(value < limit);

const isFalse = (value: boolean | null): Verdict => (value === null ? 'UNKNOWN' : decided(!value));

function all(...verdicts: Verdict[]): Verdict {
  if (verdicts.includes('NOT_MET')) return 'NOT_MET';
  return verdicts.includes('UNKNOWN') ? 'UNKNOWN' : 'MET';
}

const any = (...verdicts: Verdict[]): Verdict => not(all(...verdicts.map(not)));

function not(verdict: Verdict): Verdict {
  if (verdict === 'UNKNOWN') return 'UNKNOWN';
  return verdict === 'MET' ? 'NOT_MET' : 'MET';
}
