import type { ViewerFacts } from '../../access/viewer.ts';
import type { Moment } from '../../events/moment.ts';
import type { Leaf } from '../leaf.ts';
import type { Variables } from './located.ts';
import type { Computed, NaturalKey, Row, ToAny, ToMany, ToOne, ViewerSql } from '../model.ts';
import type { ResolvedModel } from '../registry.ts';
import type { AggregatesPlan, GroupsPlan } from './gathering.ts';

/** Everything a statement's parameters are read from. */
export interface Inputs {
  variables: Variables;
  viewer: ViewerFacts;
  /** keys of the rows that code hands to the engine to go on from */
  keys: string[];
  /** the moments as of which root fields are read */
  moments: ReadonlyMap<Asked, PastState>;
}

/** What the engine needs of a moment to read as of it. */
export type PastState = Pick<Moment, 'state' | 'instant'>;

/** As of which moment a root field is read: the one of the request, or the one of its arguments. */
export type Asked =
  | { axis: 'given' }
  | { axis: 'known' | 'recorded'; instant: (variables: Variables) => Date };

/** One `$n`: its PostgreSQL type and how its value is found at each run. */
export interface Param {
  sqlType: string;
  /** @throws Fault when the value cannot be used */
  read: (inputs: Inputs) => unknown;
  /** what is made of the value in SQL; none: the value itself */
  sql?: (value: string) => string;
}

/** What to select from one row, for the concrete types it can have. */
export interface SelectionPlan {
  model: ResolvedModel;
  objects: ObjectPlan[];
}

/** The same for each of some types; every type is in one of them. */
export interface ObjectPlan {
  types: string[];
  members: Member[];
}

export type Member =
  | { kind: 'typename'; key: string }
  | { kind: 'leaf'; key: string; leaf: Leaf }
  | { kind: 'computed'; key: string; computed: Computed }
  | { kind: 'one'; key: string; relation: ToOne; target: SelectionPlan }
  | { kind: 'any'; key: string; relation: ToAny; targets: SelectionPlan[] }
  | { kind: 'list'; key: string; relation: ToMany; target: SelectionPlan }
  | { kind: 'connection'; key: string; relation: ToMany; list: ListPlan };

/** A page of a list. */
export interface ListPlan {
  model: ResolvedModel;
  where: Condition[];
  order: OrderKey[];
  /** names the list and its order inside its cursors */
  print: string;
  /** rows of the page; a number in the statement, since PostgreSQL plans better for it */
  size: number;
  backward: boolean;
  after?: Param[];
  before?: Param[];
  members: ConnectionMember[];
}

export interface OrderKey {
  leaf: Leaf;
  descending: boolean;
  nullsFirst: boolean;
}

export type ConnectionMember =
  | { kind: 'typename'; key: string; type: string }
  | { kind: 'nodes'; key: string; target: SelectionPlan }
  | { kind: 'edges'; key: string; members: EdgeMember[] }
  | { kind: 'pageInfo'; key: string; members: PageInfoMember[] }
  | { kind: 'totalCount'; key: string }
  | { kind: 'aggregates'; key: string; aggregates: AggregatesPlan }
  | { kind: 'groups'; key: string; groups: GroupsPlan };

export type EdgeMember =
  | { kind: 'typename'; key: string; type: string }
  | { kind: 'cursor'; key: string }
  | { kind: 'node'; key: string; target: SelectionPlan };

export interface PageInfoMember {
  key: string;
  field: 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor' | '__typename';
}

export type Operator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'contains'
  | 'startsWith'
  | 'isNull';

/** What a row must satisfy. */
export type Condition =
  | { kind: 'all' | 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  | { kind: 'null'; leaf: Leaf; negated: boolean }
  | { kind: 'compare'; leaf: Leaf; operator: Operator; operand: Param }
  | { kind: 'equals'; sql: (row: Row) => string; operand: Param }
  | {
      kind: 'exists';
      relation: ToOne | ToMany;
      model: ResolvedModel;
      where?: Condition;
      negated: boolean;
    };

/** A root field of a document, or a field from which code lets the engine go on. */
export type RootPlan = RootRead & {
  /** as of which moment; none: the present */
  asked?: Asked | undefined;
};

type RootRead =
  | { kind: 'typename'; key: string; type: string }
  | { kind: 'leaf'; key: string; leaf: Leaf }
  | {
      kind: 'one';
      key: string;
      target: SelectionPlan;
      where: Condition[];
      unique: boolean;
      prefer?: NaturalKey['prefer'];
    }
  | { kind: 'connection'; key: string; list: ListPlan }
  | { kind: 'node'; key: string; type: Param; id: Param; targets: SelectionPlan[] }
  /** `most`: how many ids the document itself lists */
  | { kind: 'nodes'; key: string; ids: Param; most?: number | undefined; targets: SelectionPlan[] }
  | {
      kind: 'batch';
      key: string;
      target: SelectionPlan;
      where: Condition[];
      after: Param;
      size: Param;
    }
  | { kind: 'byKey'; key: string; target: SelectionPlan }
  | {
      kind: 'made';
      key: string;
      target: SelectionPlan;
      rows: MadeRows;
    };

/** SQL of rows, ordered by `n`, from that of the keys that code hands over. */
export type MadeRows = (keys: string, viewer: ViewerSql) => string;
