import { type FieldNode, Kind, type SelectionNode } from 'graphql';
import type { ViewerFacts } from '../access/viewer.ts';

import { decodeId } from '../kernel/ids.ts';
import type { ReadEngine } from '../reads/engine.ts';
import type { PastState } from '../reads/plan/plan.ts';
import type { Registry, ResolvedField } from '../reads/registry.ts';
import type { RowState } from './change.ts';

/** Rows that belong to a row and are compared with it, by the field that leads to them. */
const parts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Licence: { lines: 'LicenceLine', conditions: 'Condition', parties: 'LicenceParty' },
  Order: { lines: 'OrderLine' },
  OrderLine: { holds: 'OrderLineHold', parties: 'OrderLineParty', allocations: 'Allocation' },
};

type Tree = { readonly [field: string]: unknown };

interface Asked {
  readonly reads: ReadEngine;
  readonly viewer: ViewerFacts;
  readonly moment: PastState;
}

/**
 * All that a viewer sees of licences or orders as of a moment, with the rows that belong to them; a
 * licence or order that is not there, or not seen, has no rows.
 */
export async function statesOf(
  { reads, viewer, moment }: Asked,
  type: string,
  keys: readonly string[],
): Promise<Map<string, RowState[]>> {
  const request = { fragments: {}, variables: {}, viewer, moment };
  const nodes = [field('row', fieldsOf(reads.registry, type))];
  const rows = (await reads.byKey(request, type, nodes, [...keys])) as (Tree | null)[];
  return new Map(keys.map((key, place) => [key, rowsOf(type, rows[place] ?? null)]));
}

function fieldsOf(registry: Registry, type: string): SelectionNode[] {
  return [...registry.modelOf(type).resolved].flatMap(([name, resolved]) => {
    const part = parts[type]?.[name];
    if (part !== undefined) return [partOf(registry, name, part, resolved)];
    if (resolved.kind === 'leaf') return [field(name)];
    return resolved.kind === 'toOne' ? [relationOf(registry, name, resolved.relation.type)] : [];
  });
}

function partOf(registry: Registry, name: string, type: string, resolved: ResolvedField) {
  const rows = fieldsOf(registry, type);
  const paged = resolved.kind === 'toMany' && resolved.relation.as === 'connection';
  return paged ? field(name, [field('nodes', rows)], { first: '200' }) : field(name, rows);
}

/** Of another row its id; of what has none, such as a figure, all that it says. */
function relationOf(registry: Registry, name: string, type: string): FieldNode {
  const model = registry.modelOf(type);
  const leaves = [...model.resolved].filter(([, { kind }]) => kind === 'leaf');
  return field(name, model.keyless ? leaves.map(([leaf]) => field(leaf)) : [field('id')]);
}

function rowsOf(type: string, tree: Tree | null): RowState[] {
  if (tree === null) return [];
  const fields: Record<string, unknown> = {};
  const below: RowState[] = [];
  for (const [name, value] of Object.entries(tree)) {
    const part = parts[type]?.[name];
    if (part !== undefined) {
      const rows = Array.isArray(value) ? value : (value as { nodes: Tree[] }).nodes;
      below.push(...rows.flatMap((row: Tree) => rowsOf(part, row)));
    } else if (name !== 'id' && !name.includes(' ')) fields[name] = plain(value);
  }
  return [{ type, key: decodeId(String(tree.id)).key, fields }, ...below];
}

/** A value without the names of types that the tree holds for graphql-js; of a row its id. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  const entries = Object.entries(value).filter(([name]) => !name.includes(' '));
  const [[name, only] = ['', null], ...others] = entries;
  if (name === 'id' && others.length === 0) return only;
  return Object.fromEntries(entries.map(([each, held]) => [each, plain(held)]));
}

function field(
  name: string,
  selections: SelectionNode[] = [],
  given: Readonly<Record<string, string>> = {},
): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(given).map(([argument, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument },
      value: { kind: Kind.INT, value },
    })),
    ...(selections.length > 0 && {
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    }),
  };
}
