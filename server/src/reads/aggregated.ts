import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
} from 'graphql';
import { isComparableKind, type Leaf, leafKind } from './leaf.ts';
import type { Model, ToOne } from './model.ts';

/** What can be gathered of one field of the rows of a list, or of the rows themselves. */
export type Gather = 'count' | 'sum' | 'avg' | 'min' | 'max' | 'distinctCount' | 'unknown';

/** What orders of groups call them. */
export const gatherWords: Readonly<Record<string, Gather>> = {
  COUNT: 'count',
  SUM: 'sum',
  AVG: 'avg',
  MIN: 'min',
  MAX: 'max',
  DISTINCT_COUNT: 'distinctCount',
  UNKNOWN: 'unknown',
};

/** Digits after the point to which averages are rounded, half away from zero. */
export const averageScale = 6;

/** Steps that days and instants can be cut to, in UTC. */
export const dateSteps = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;

type Kind = Leaf['kind'];

export const isSummedKind = (kind: Kind): boolean => kind === 'whole' || kind === 'decimal';

export const isRankedKind = (kind: Kind): boolean =>
  isSummedKind(kind) || kind === 'date' || kind === 'instant';

/** Whether what is gathered can be gathered of a field of that kind. */
export function fitsGather(gather: Gather, { kind, list }: Pick<Leaf, 'kind' | 'list'>): boolean {
  if (list) return false;
  if (gather === 'sum' || gather === 'avg') return isSummedKind(kind);
  if (gather === 'min' || gather === 'max') return isRankedKind(kind);
  return isComparableKind(kind);
}

/** A field of one value that SQL can compare. */
export interface ComparedField {
  name: string;
  kind: Kind;
  /** name of its GraphQL type */
  type: string;
}

/** The fields of a type that lists can be sorted, grouped and counted by. */
export function comparedFields(
  model: Model,
  base: GraphQLObjectType | GraphQLInterfaceType,
): ComparedField[] {
  return Object.values(base.getFields()).flatMap((field: GraphQLField<unknown, unknown>) => {
    const found = leafKind(field.type);
    const computed = model.fields[field.name]?.kind === 'computed';
    if (!found || found.list || computed || !isComparableKind(found.kind)) return [];
    return [{ name: field.name, kind: found.kind, type: getNamedType(field.type).name }];
  });
}

/** Relations of a model to one row. */
export function toOneRelations(model: Model): [name: string, relation: ToOne][] {
  return Object.entries(model.fields).flatMap(([name, field]): [string, ToOne][] =>
    field.kind === 'toOne' ? [[name, field]] : [],
  );
}
