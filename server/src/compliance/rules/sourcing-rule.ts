import type { ComplianceFacts } from '../facts.ts';
import { clear, type Finding, found, type Owing, type Verdict, worst } from '../rule-result.ts';
import { authoritysWord } from '../sides.ts';
import { type Metric, measured, measuredLine, share, wholeUnits } from '../tally.ts';
import { bindsOn, type SourcingRuleFacts } from '../trade-facts.ts';

interface Weighed {
  readonly verdict: Verdict;
  readonly missing: string | null;
  /** domestic chips, or their TPP, that the rule asks for; null: not known */
  readonly required: string | null;
}

/**
 * Whether the buyer has bought the domestic chips that rules of the destination tie imports to. A
 * rule in force binds. What is reported or proposed with a known figure informs only; a figure that
 * is not known makes the rule UNKNOWN whatever its status, since a null ratio never passes. The
 * authority's own word decides: a SOURCING condition of the import licence that is satisfied.
 */
export const sourcingRule = {
  rule: 'SOURCING_RULE',
  version: '2026-11-23',
  citation: 'Sourcing rules of the destination as recorded and reported',
  evaluate: (facts: ComplianceFacts): Finding => {
    const { line, sourcingRules, sourcing } = facts;
    const word = authoritysWord(facts, 'IMPORT', 'SOURCING') ?? null;
    const rules = sourcingRules.filter((rule) => applies(facts, rule));
    const weighed = rules.map((rule) => ({ rule, ...weigh(facts, rule) }));
    const inputs = {
      satisfiedCondition: word,
      bought: sourcing.bought,
      imported: sourcing.imported,
      units: line.units,
      rules: weighed.map(({ rule, verdict, required }) => ({
        name: rule.name,
        basis: rule.basis,
        metric: rule.metric,
        status: rule.status,
        ratio: rule.ratio,
        quota: rule.units,
        required,
        verdict,
      })),
    };
    const verdict = worst(weighed.map((each) => each.verdict));
    if (word !== null || verdict === 'CLEAR') return clear(inputs);
    const missing = weighed.flatMap((each) => (each.missing ? [each.missing] : []));
    const buyer: Owing | null = line.buyer && { id: line.buyer.id, name: line.buyer.name };
    return found(verdict, inputs, missing, verdict === 'HOLD' ? buyer : null);
  },
} as const;

/** It is a rule of where the chips go, and they come from elsewhere. */
function applies({ line, chip }: ComplianceFacts, rule: SourcingRuleFacts): boolean {
  const abroad = chip.origin?.id !== line.destination?.id;
  return abroad && line.destination?.code === rule.jurisdiction && rule.status !== 'LIFTED';
}

function weigh(facts: ComplianceFacts, rule: SourcingRuleFacts): Weighed {
  const figure = rule.basis === 'RATIO' ? rule.ratio : rule.units;
  if (figure === null) return unknown(`The figure of the rule "${rule.name}".`);
  const { metric } = rule;
  const binds = bindsOn(rule, facts.line.shipDate);
  if (metric === 'VALUE') {
    const open = unknown(`The value of domestic chips bought, for "${rule.name}".`);
    return binds ? open : informing(null);
  }
  const { bought, imported } = facts.sourcing;
  const required = requiredBy(facts, rule, metric);
  if (required === null) {
    return binds ? unknown(`What the chips count for the rule "${rule.name}".`) : informing(null);
  }
  if (!binds) return informing(wholeUnits(required));
  const kind = rule.basis === 'ABSOLUTE' ? 'UNITS' : metric;
  const have = measured(bought, kind);
  if (have === null) return unknown(`What the domestic chips count for "${rule.name}".`);
  const short = required - have;
  const openImports = rule.basis === 'RATIO' && imported.unknown > 0;
  if (short <= 0n && !openImports) return informing(wholeUnits(required));
  const what = kind === 'TPP' ? 'of TPP in domestic chips' : 'domestic chips';
  const missing =
    short <= 0n
      ? `How many chips were imported before, for "${rule.name}".`
      : `${wholeUnits(short)} more ${what} bought, for "${rule.name}".`;
  const verdict = bought.unknown > 0 || openImports ? 'UNKNOWN' : 'HOLD';
  return { verdict, missing, required: wholeUnits(required) };
}

/** What a rule asks for, in millionths of what it counts; null: not known. */
function requiredBy(
  { line, chip, sourcing }: ComplianceFacts,
  { basis, units, ratio }: SourcingRuleFacts,
  metric: Metric,
): bigint | null {
  if (basis === 'ABSOLUTE') return measured({ units: units ?? 0, tpp: null, unknown: 0 }, 'UNITS');
  const own = measuredLine(line.units, chip.figures.tpp, metric);
  const before = measured(sourcing.imported, metric);
  return own === null || before === null ? null : share(ratio ?? '', own + before);
}

const informing = (required: string | null): Weighed => ({
  verdict: 'CLEAR',
  missing: null,
  required,
});

const unknown = (missing: string): Weighed => ({ verdict: 'UNKNOWN', missing, required: null });
