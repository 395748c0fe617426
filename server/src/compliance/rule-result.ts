/** The worst of these is the verdict of a check: from the best to the worst. */
export const verdicts = ['CLEAR', 'UNKNOWN', 'HOLD', 'PROHIBITED'] as const;

/** PROHIBITED: no licence cures it; HOLD: somebody can; UNKNOWN: a fact is not known. */
export type Verdict = (typeof verdicts)[number];

/** Whether it keeps a line from going on. */
export const bars = (verdict: Verdict): boolean => verdict === 'HOLD' || verdict === 'PROHIBITED';

/** Rules in the order in which they are answered. */
export const ruleNames = [
  'AUTHORISATION',
  'IMPORT_AUTHORISATION',
  'EXPORT_AUTHORISATION',
  'VALIDITY',
  'CONDITIONS',
  'SOURCING_RULE',
  'VOLUME_CAP',
  'SCREENING',
  'CLASSIFICATION',
  'LABORATORY_TEST',
  'RESTRICTION',
  'STOCK',
] as const;

export type RuleName = (typeof ruleNames)[number];

/** An organisation that owes what is missing; key in the database. */
export interface Owing {
  readonly id: string;
  readonly name: string;
}

/** What a rule found. */
export interface Finding {
  readonly verdict: Verdict;
  /** what it looked at, by name; null: not known */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** evidence that would change the verdict or that will be asked for, as sentences */
  readonly missing: readonly string[];
  readonly owedBy: Owing | null;
}

/** What one rule said, of which facts, and by which text. */
export interface RuleResult extends Finding {
  readonly rule: RuleName;
  /** the day of the text that it holds to, or of our own making */
  readonly version: string;
  readonly citation: string;
}

export function worst(found: readonly Verdict[]): Verdict {
  const ranks = found.map((verdict) => verdicts.indexOf(verdict));
  return verdicts[Math.max(0, ...ranks)] ?? 'UNKNOWN';
}

/** Nothing stands in the way as far as this rule goes. */
export const clear = (
  inputs: Finding['inputs'],
  missing: readonly string[] = [],
  owedBy: Owing | null = null,
): Finding => ({ verdict: 'CLEAR', inputs, missing, owedBy });

/** @param missing what is to be brought before it can go */
export const found = (
  verdict: Exclude<Verdict, 'CLEAR'>,
  inputs: Finding['inputs'],
  missing: readonly string[],
  owedBy: Owing | null = null,
): Finding => ({ verdict, inputs, missing, owedBy });
