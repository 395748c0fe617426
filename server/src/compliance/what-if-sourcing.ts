import type { Viewer } from '../access/viewer.ts';
import type { ComplianceFacts } from './facts.ts';
import { knows } from './sight.ts';
import { measuredLine, share, wholeUnits } from './tally.ts';
import { bindsOn, type SourcingRuleFacts } from './trade-facts.ts';
import { untold } from './what-if-sight.ts';
import {
  addBounds,
  type Bounds,
  exactly,
  lessBounds,
  tallied,
  unknownBounds,
} from './what-if-bounds.ts';

/** What a sourcing rule in force asks of a buyer for everything that it imports. */
export interface DomesticDemand {
  /** key in the database */
  readonly buyerId: string;
  readonly sourcingRuleId: string;
  /** drawn for import so far, and what its lines still need */
  readonly imports: Bounds;
  readonly domesticBought: Bounds;
  readonly required: Bounds;
  readonly domesticToBuy: Bounds;
}

/**
 * What every buyer of these lines has to buy at home to import all that they order, rule by rule.
 * A rule that does not count chips one by one asks for what is not known in chips, and of a buyer
 * whose business the viewer does not know only these lines are told.
 */
export function demands(viewer: Viewer, lines: readonly ComplianceFacts[]): DomesticDemand[] {
  const groups = new Map<string, { rule: SourcingRuleFacts; lines: ComplianceFacts[] }>();
  for (const facts of lines) {
    for (const rule of facts.sourcingRules.filter((each) => asks(facts, each))) {
      const key = `${facts.line.buyer?.id} ${rule.id}`;
      const group = groups.get(key) ?? { rule, lines: [] };
      group.lines.push(facts);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ rule, lines: imported }) =>
    demandOf(
      rule,
      imported.map((facts) => toldTo(viewer, facts)),
    ),
  );
}

/** It binds on the day on which the facts were gathered, and the chips come from elsewhere. */
function asks({ line, chip, at }: ComplianceFacts, rule: SourcingRuleFacts): boolean {
  return (
    line.buyer !== null &&
    bindsOn(rule, at.slice(0, 10)) &&
    line.destination?.code === rule.jurisdiction &&
    chip.origin?.id !== line.destination.id
  );
}

function toldTo(viewer: Viewer, facts: ComplianceFacts): ComplianceFacts {
  const told = knows(viewer, facts.line.buyer);
  return told ? facts : { ...facts, sourcing: { bought: untold, imported: untold } };
}

function demandOf(rule: SourcingRuleFacts, lines: readonly ComplianceFacts[]): DomesticDemand {
  const [first] = lines as [ComplianceFacts];
  const { bought, imported } = first.sourcing;
  // What all lines drew is what the others drew beside the first, and the first's own.
  const drawn = addBounds([tallied(imported), exactly(drawnForImport(first))]);
  const imports = addBounds([drawn, ...lines.map(stillToDraw)]);
  const required = requiredBy(rule, imports);
  const have = tallied(bought);
  return {
    buyerId: first.line.buyer?.id ?? '',
    sourcingRuleId: rule.id,
    imports,
    domesticBought: have,
    required,
    domesticToBuy: lessBounds(required, have),
  };
}

function requiredBy({ basis, metric, units, ratio }: SourcingRuleFacts, imports: Bounds): Bounds {
  if (basis === 'ABSOLUTE') return exactly(units);
  if (metric !== 'UNITS' || ratio === null) return unknownBounds;
  const shareOf = (chips: number): number | null => {
    const counted = measuredLine(chips, null, 'UNITS');
    const asked = counted === null ? null : share(ratio, counted);
    const whole = asked === null ? Number.NaN : Number(wholeUnits(asked));
    return Number.isSafeInteger(whole) ? whole : null;
  };
  return {
    low: shareOf(imports.low) ?? 0,
    high: imports.high === null ? null : shareOf(imports.high),
    unknown: imports.unknown,
  };
}

function drawnForImport({ line }: ComplianceFacts): number {
  return line.drawn
    .filter(({ direction }) => direction === 'IMPORT')
    .reduce((sum, { units }) => sum + units, 0);
}

function stillToDraw(facts: ComplianceFacts): Bounds {
  const { units } = facts.line;
  return exactly(units === null ? null : Math.max(0, units - drawnForImport(facts)));
}
