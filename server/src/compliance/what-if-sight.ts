import type { Viewer } from '../access/viewer.ts';
import type { ComplianceFacts } from './facts.ts';
import { type Change, overlay } from './overlay.ts';
import { knows } from './sight.ts';

/** A count of which nothing is told. */
export const untold = { units: 0, tpp: null, unknown: 1 } as const;

/**
 * Facts under the changes, for somebody who may not know all that they rest on. Whoever supposes
 * one figure after the other would find by the verdicts what a party bought, shipped or has in
 * stock; so these are not known to them once they suppose figures that are held against them, and
 * stock is supposed only by who knows it.
 */
export function supposedFor(
  viewer: Viewer,
  facts: ComplianceFacts,
  changes: readonly Change[],
): ComplianceFacts {
  const { buyer, vendor } = facts.line;
  const knowsVendor = knows(viewer, vendor);
  const after = overlay(
    facts,
    knowsVendor ? changes : changes.filter(({ kind }) => kind !== 'addStock'),
  );
  return {
    ...after,
    ...(!knows(viewer, buyer) && setsRule(facts, changes) && hiddenSourcing),
    ...(!knowsVendor && { volumeCaps: hiddenCaps(after, changes) }),
  };
}

const hiddenSourcing = { sourcing: { bought: untold, imported: untold } };

function setsRule({ sourcingRules }: ComplianceFacts, changes: readonly Change[]): boolean {
  return changes.some(
    (change) =>
      'sourcingRuleId' in change && sourcingRules.some(({ id }) => id === change.sourcingRuleId),
  );
}

function hiddenCaps({ volumeCaps }: ComplianceFacts, changes: readonly Change[]) {
  const set = changes.flatMap((change) => ('volumeCapId' in change ? [change.volumeCapId] : []));
  return volumeCaps.map((cap) =>
    set.includes(cap.id) ? { ...cap, there: null, home: null } : cap,
  );
}
