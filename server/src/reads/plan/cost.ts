import { Fault } from '../../kernel/fault.ts';
import type {
  Condition,
  ConnectionMember,
  EdgeMember,
  ListPlan,
  Member,
  RootPlan,
  SelectionPlan,
} from './plan.ts';
import { mostNodes } from './root.ts';

/**
 * What a document may cost at most, counted in rows before anything runs: each row that a page may
 * hold, once for each row that the page stands under. Nothing is known of how many rows there are.
 */
export interface CostPart {
  /** response keys from the root, joined by dots */
  path: string;
  /** its own rows, without those of the parts below it */
  cost: number;
}

/** Rows that a list without pages counts for: it is short by nature. */
export const listRows = 10;
/** Rows of the log that are read at once for a subscriber. */
export const batchRows = 100;
/** Rows that count for going once through a whole list at the root, and through one below a row. */
const walkRows = { root: 1000, below: 50 };

/** Rows above which a document is refused: one to two seconds of PostgreSQL where they are all there. */
export const mostCost = 500_000;

/** Parts that an answer names, the dearest first. */
const mostParts = 10;

/** A document that would cost too much. */
export class CostExceeded extends Fault {
  /** JSON of `{total limit fields}` */
  readonly cost: string;

  constructor(parts: CostPart[], limit: number) {
    const [{ path, cost } = { path: '', cost: 0 }] = dearestFirst(parts);
    super(
      'COST_LIMIT',
      `This document may come to ${shown(totalOf(parts))} rows, and the limit is ${shown(limit)}. Most of them are of \`${path}\`: ${shown(cost)}. Ask for smaller pages there or above it (\`first\`), or for fewer levels at once.`,
    );
    this.cost = costJson(parts, limit);
  }
}

/** The JSON of `{total limit fields}`. */
export function costJson(parts: CostPart[], limit: number): string {
  const fields = dearestFirst(parts).slice(0, mostParts);
  return JSON.stringify({ total: totalOf(parts), limit, fields });
}

export function totalOf(parts: readonly CostPart[]): number {
  return bounded(parts.reduce((total, { cost }) => total + cost, 0));
}

/** The dearest of alternatives of which only one can come to be. */
export function dearestOf(alternatives: CostPart[][]): CostPart[] {
  return alternatives.reduce<CostPart[]>(
    (dearest, each) => (totalOf(each) > totalOf(dearest) ? each : dearest),
    [],
  );
}

/** What a root field of a document may cost. */
export function costOfRoot(root: RootPlan): CostPart[] {
  const { key: path } = root;
  if ('list' in root) return costOfList(root.list, path, 1, walkRows.root);
  if ('targets' in root) {
    const rows = root.kind === 'nodes' ? (root.most ?? mostNodes) : 1;
    return dearestOf(root.targets.map((target) => costOfRows(target, path, rows)));
  }
  if ('target' in root) {
    return costOfRows(root.target, path, root.kind === 'batch' ? batchRows : 1);
  }
  return [{ path, cost: 1 }];
}

/** Rows of a type, and what is selected below each. */
export function costOfRows({ objects }: SelectionPlan, path: string, rows: number): CostPart[] {
  const below = objects.map(({ members }) =>
    members.flatMap((member) => costOfMember(member, `${path}.${member.key}`, rows)),
  );
  return [{ path, cost: bounded(rows) }, ...dearestOf(below)];
}

function costOfMember(member: Member, path: string, rows: number): CostPart[] {
  switch (member.kind) {
    case 'one':
      return costOfRows(member.target, path, rows);
    case 'any':
      return dearestOf(member.targets.map((target) => costOfRows(target, path, rows)));
    case 'list':
      return costOfRows(member.target, path, rows * listRows);
    case 'connection':
      return costOfList(member.list, path, rows, walkRows.below);
    default:
      return [];
  }
}

/** @param times rows that the list stands under @param walk rows that going through it counts for */
function costOfList(list: ListPlan, path: string, times: number, walk: number): CostPart[] {
  // each relation that a filter crosses is looked at for each row
  const through = bounded(times * walk * (1 + crossings(list.where)));
  const paged = list.members.some(({ kind }) => ['nodes', 'edges', 'pageInfo'].includes(kind));
  const sought = paged && (list.where.length > 0 || list.order.length > 1);
  const rows = paged ? times * list.size : times;
  const own = bounded(rows + (sought ? through : 0));
  const below = list.members.flatMap((member) =>
    costOfPart(member, `${path}.${member.key}`, rows, through),
  );
  return [{ path, cost: own }, ...below];
}

function costOfPart(
  member: ConnectionMember,
  path: string,
  rows: number,
  through: number,
): CostPart[] {
  switch (member.kind) {
    case 'nodes':
      return withoutOwn(costOfRows(member.target, path, rows));
    case 'edges':
      return member.members.flatMap((edge: EdgeMember) =>
        edge.kind === 'node'
          ? withoutOwn(costOfRows(edge.target, `${path}.${edge.key}`, rows))
          : [],
      );
    case 'pageInfo':
    case 'typename':
      return [];
    default:
      // counts, aggregates and groups are made of every row of the list
      return [{ path, cost: through }];
  }
}

/** The rows of a page are counted at its list. */
const withoutOwn = ([, ...below]: CostPart[]): CostPart[] => below;

function crossings(conditions: readonly Condition[]): number {
  return conditions.reduce((count, condition) => count + crossingsOf(condition), 0);
}

function crossingsOf(condition: Condition): number {
  if (condition.kind === 'exists') return 1 + (condition.where ? crossingsOf(condition.where) : 0);
  if (!('of' in condition)) return 0;
  return crossings(Array.isArray(condition.of) ? condition.of : [condition.of]);
}

function dearestFirst(parts: CostPart[]): CostPart[] {
  return [...parts].sort((one, other) => other.cost - one.cost);
}

/** Deep trees come to more than a number holds. */
function bounded(cost: number): number {
  return Math.min(cost, Number.MAX_SAFE_INTEGER);
}

function shown(cost: number): string {
  return cost >= Number.MAX_SAFE_INTEGER
    ? 'more than can be counted'
    : cost.toLocaleString('en-US');
}
