import { FEATURES, type Place, placeOf } from './house-floors.ts';
import { type ImportEdge, relativeTarget } from './house-imports.ts';
import { packageObjection } from './house-packages.ts';

/** An import that the house forbids: which rule, and why. */
export interface Objection {
  rule: 'floor' | 'order' | 'package' | 'side' | 'migration' | 'computed';
  message: string;
}

/** Objections to one import of a file under `server/src`, `sdk` or `migrations`. */
export function edgeObjections(path: string, edge: ImportEdge): Objection[] {
  if (!edge.readable && !/^[@a-z]/.test(edge.specifier)) {
    return [{ rule: 'computed', message: 'imports a computed path; write the path out' }];
  }
  const target = relativeTarget(path, edge.specifier);
  if (target !== null) {
    const crossing = crossingObjection(path, target);
    if (crossing) return [crossing];
  }
  const stranger = path.startsWith('sdk/') ? '@carnet/server' : '@carnet/sdk';
  if (edge.specifier.startsWith(stranger)) {
    return [{ rule: 'side', message: `imports ${stranger}; only tests see both sides` }];
  }
  const from = placeOf(path);
  if (from === null) return [];
  if (target === null) {
    const message = packageObjection(from, edge.specifier);
    return message === null ? [] : [{ rule: 'package', message }];
  }
  const to = placeOf(target);
  return to === null
    ? []
    : [...floorObjections(from, to, target), ...orderObjections(from, to, target)];
}

/** Server, SDK and migrations are three sides that only the tests see together. */
function crossingObjection(path: string, target: string): Objection | null {
  if (path.startsWith('migrations/')) {
    if (target.startsWith('migrations/')) return null;
    const message = `imports ${target}; a migration keeps its meaning while the code changes`;
    return { rule: 'migration', message };
  }
  const own = path.startsWith('sdk/') ? ['sdk/'] : ['server/', 'migrations/'];
  if (own.some((side) => target.startsWith(side))) return null;
  return { rule: 'side', message: `imports ${target}, which lies outside ${own.join(' and ')}` };
}

function floorObjections(from: Place, to: Place, target: string): Objection[] {
  if (to.floor > from.floor) {
    const message = `on floor ${from.floor} imports ${target} on floor ${to.floor}`;
    return [{ rule: 'floor', message }];
  }
  if (to.suffix === 'store' && from.suffix === 'resolver') {
    return [{ rule: 'floor', message: `a resolver asks a service, never a store: ${target}` }];
  }
  if (to.suffix === 'store' && from.suffix === 'entity') {
    return [{ rule: 'floor', message: `an entity holds columns only, no store: ${target}` }];
  }
  return [];
}

function orderObjections(from: Place, to: Place, target: string): Objection[] {
  if (from.room === to.room) return [];
  if (to.room === 'dataset' && from.floor < 6) {
    return [{ rule: 'order', message: `only the start and the command line load ${target}` }];
  }
  const here = FEATURES.indexOf(from.room);
  const there = FEATURES.indexOf(to.room);
  if (here < 0 || there < 0) return [];
  if (there > here) {
    const message = `${from.room} comes before ${to.room} and may not import ${target}`;
    return [{ rule: 'order', message }];
  }
  if (to.floor === 1 || to.suffix === from.suffix) return [];
  const who = from.suffix === '' ? 'a pure file' : `a .${from.suffix}`;
  const message = `${who} may import its like or a pure file of ${to.room}, not ${target}`;
  return [{ rule: 'order', message }];
}
