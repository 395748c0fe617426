import { type TransitionRefused, transitionRefused } from './refusal.ts';
import { done, type Result, refused } from './result.ts';

/** One way from a state to another, who takes it, and what must hold. A machine is a list of these. */
export interface Transition<State extends string, Who extends string, Facts> {
  readonly from: State;
  readonly to: State;
  readonly who: Who;
  /** none: the way is always open */
  readonly condition?: { readonly is: string; readonly holds: (facts: Facts) => boolean };
}

type Table<S extends string, W extends string, F> = readonly Transition<S, W, F>[];

/** Whether the table lets `who` go from one state to the other, given the facts. */
export function mayPass<S extends string, W extends string, F>(
  table: Table<S, W, F>,
  step: { from: S; to: S; who: W },
  facts: F,
): boolean {
  return waysFrom(table, step.from, facts).some(
    ({ to, who }) => to === step.to && who === step.who,
  );
}

/** The ways that are open from a state, given the facts. */
export function waysFrom<S extends string, W extends string, F>(
  table: Table<S, W, F>,
  from: S,
  facts: F,
): Transition<S, W, F>[] {
  return table.filter((way) => way.from === from && (way.condition?.holds(facts) ?? true));
}

/** Goes from one state to another; TransitionRefused names those that `who` can reach from there. */
export function step<S extends string, W extends string, F>(
  table: Table<S, W, F>,
  { from, to, who }: { from: S; to: S; who: W },
  facts: F,
): Result<S, TransitionRefused> {
  if (mayPass(table, { from, to, who }, facts)) return done(to);
  const open = waysFrom(table, from, facts).filter((way) => way.who === who);
  return refused(transitionRefused(from, to, [...new Set(open.map((way) => way.to))]));
}

/** The states that can be reached from `start`, itself included, were every condition to hold. */
export function reachable<S extends string, W extends string, F>(
  table: Table<S, W, F>,
  start: S,
): Set<S> {
  const found = new Set([start]);
  // A set yields what is added to it while it is walked.
  for (const state of found) {
    for (const way of table) if (way.from === state) found.add(way.to);
  }
  return found;
}

/** The states among `states` that no way leaves. */
export function terminal<S extends string, W extends string, F>(
  table: Table<S, W, F>,
  states: readonly S[],
): S[] {
  return states.filter((state) => !table.some(({ from }) => from === state));
}
