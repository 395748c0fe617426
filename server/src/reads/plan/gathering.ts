import { fitsGather, type Gather } from '../aggregated.ts';
import type { Leaf } from '../leaf.ts';
import type { ToOne } from '../model.ts';
import type { ResolvedModel } from '../registry.ts';
import type { Condition, OrderKey, SelectionPlan } from './plan.ts';

/** One column of a scan over a list, or over each of its groups. */
export interface GatheredColumn {
  /** in SQL */
  name: string;
  gather: Gather;
  /** the field that it is gathered of; none of a count of rows */
  field?: { name: string; leaf: Leaf };
}

/** What is selected of the aggregates of a list or of a group. */
export interface AggregatesPlan {
  columns: GatheredColumn[];
  members: AggregateMember[];
}

export type AggregateMember =
  | { kind: 'typename'; key: string; type: string }
  | { kind: 'leaf'; key: string; leaf: Leaf }
  | { kind: 'object'; key: string; members: AggregateMember[] }
  | { kind: 'summed'; key: string; relation: ToOne; target: SelectionPlan };

/** The groups of a list. */
export interface GroupsPlan {
  keys: GroupKeyPlan[];
  columns: GatheredColumn[];
  /** over a row of the keys and columns */
  having?: Condition;
  order: OrderKey[];
  /** most groups to give */
  size: number;
  members: AggregateMember[];
}

/** One part of the key of a group. */
export interface GroupKeyPlan {
  /** such as `licensee.name` */
  name: string;
  /** in SQL */
  column: string;
  /** relations that lead from the row to the one whose field it is */
  path: { name: string; relation: ToOne; model: ResolvedModel }[];
  leaf: Leaf;
  /** to what a day or an instant is cut */
  step?: string;
}

/** The columns that a selection, a condition or an order asks of a scan, each once. */
export class Gathering {
  readonly #columns = new Map<string, GatheredColumn>();

  get columns(): GatheredColumn[] {
    return [...this.#columns.values()];
  }

  count(): Leaf {
    return this.#leaf('count', 'whole');
  }

  /** Undefined where such is not gathered of the field. */
  of(gather: Gather, name: string, leaf: Leaf): Leaf | undefined {
    if (!fitsGather(gather, leaf)) return undefined;
    const field = { name, leaf };
    if (gather === 'sum' || gather === 'avg') return this.#leaf(gather, 'decimal', field);
    return this.#leaf(gather, gather === 'min' || gather === 'max' ? leaf.kind : 'whole', field);
  }

  #leaf(gather: Gather, kind: Leaf['kind'], field?: GatheredColumn['field']): Leaf {
    const key = `${gather} ${field?.name ?? ''}`;
    const known = this.#columns.get(key);
    const column = known ?? { name: `g${this.#columns.size}`, gather, ...(field && { field }) };
    this.#columns.set(key, column);
    const certain = ['count', 'distinctCount', 'unknown'].includes(gather);
    const sql: Leaf['sql'] = (row) => `${row}.${column.name}`;
    return { kind, list: false, nullable: !certain, certain, sql };
  }
}

/** A part of a key as a leaf of a row of keys. */
export function keyLeaf({ column, leaf }: GroupKeyPlan): Leaf {
  const sql: Leaf['sql'] = (row) => `${row}.${column}`;
  return { ...leaf, nullable: true, certain: false, sql };
}
