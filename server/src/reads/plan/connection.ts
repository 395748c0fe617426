import type { FieldNode, GraphQLField } from 'graphql';
import { Fault } from '../../kernel/fault.ts';
import { fingerprint } from '../list-cursor.ts';
import type { Located, LocatedLeaf } from './located.ts';
import type {
  ConnectionMember,
  EdgeMember,
  ListPlan,
  OrderKey,
  PageInfoMember,
  Param,
} from './plan.ts';
import { planAggregates } from './aggregates.ts';
import { planFilter } from './filter.ts';
import { planGroups } from './groups.ts';
import { cursorParams, planOrder } from './order.ts';
import {
  type Arguments,
  argumentsOf,
  fieldsOf,
  objectTypeOf,
  type Planning,
  planSelection,
} from './selection.ts';
import type { ResolvedModel } from '../registry.ts';

/** Rows of a page when neither `first` nor `last` is given. */
export const usualPage = 50;
/** Rows of the largest page. */
export const largestPage = 200;

/** The page of a list that a connection field asks for. */
export function planConnection(
  planning: Planning,
  model: ResolvedModel,
  path: string,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): ListPlan {
  const args = argumentsOf(planning, field, nodes[0] as FieldNode);
  const order = planOrder(model, args.orderBy);
  const filter = args.filter;
  const print = fingerprint(`${path} ${JSON.stringify(order.map(nameKey))}`);
  return {
    model,
    where: filter?.kind === 'object' ? [planFilter(planning.registry, model, filter)] : [],
    order,
    print,
    ...planPage(planning, args),
    after: planCursor(model, args.after, order, print),
    before: planCursor(model, args.before, order, print),
    members: planMembers(planning, model, field, nodes),
  };
}

function nameKey(key: OrderKey): unknown[] {
  return [key.leaf.sql('row'), key.descending, key.nullsFirst];
}

function planPage(planning: Planning, args: Arguments): { size: number; backward: boolean } {
  const first = leafOf(args.first);
  const last = leafOf(args.last);
  if (first && last) {
    throw new Fault('PAGE_SIZE', 'Give `first` or `last`, not both.');
  }
  const size = first ?? last;
  if (size?.variable) planning.fixed.add(size.variable);
  return { backward: last !== undefined, size: size ? pageSize(size.value) : usualPage };
}

function pageSize(value: unknown): number {
  if (typeof value !== 'number' || value < 1 || value > largestPage) {
    throw new Fault(
      'PAGE_SIZE',
      `A page has 1 to ${largestPage} rows: walk further with \`after\` and the last cursor.`,
    );
  }
  return value;
}

function planCursor(
  model: ResolvedModel,
  argument: Located | undefined,
  order: OrderKey[],
  print: string,
): Param[] | undefined {
  const cursor = leafOf(argument);
  if (!cursor) return undefined;
  const own = model.cursor;
  if (!own) return cursorParams(order, print, cursor);
  const read: Param['read'] = ({ variables }) => own.read(String(cursor.read(variables)));
  return [{ sqlType: own.sqlType, read, sql: own.place }];
}

function leafOf(located: Located | undefined): LocatedLeaf | undefined {
  return located?.kind === 'leaf' ? located : undefined;
}

function planMembers(
  planning: Planning,
  model: ResolvedModel,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): ConnectionMember[] {
  const type = objectTypeOf(field);
  return [...fieldsOf(planning, type, nodes)].map(([key, fields]): ConnectionMember => {
    const name = (fields[0] as FieldNode).name.value;
    switch (name) {
      case 'nodes':
        return { kind: 'nodes', key, target: planSelection(planning, model, fields) };
      case 'edges': {
        const edges = type.getFields().edges as GraphQLField<unknown, unknown>;
        return { kind: 'edges', key, members: planEdges(planning, model, edges, fields) };
      }
      case 'pageInfo': {
        const info = type.getFields().pageInfo as GraphQLField<unknown, unknown>;
        return { kind: 'pageInfo', key, members: planPageInfo(planning, info, fields) };
      }
      case 'totalCount':
        return { kind: 'totalCount', key };
      case 'aggregates': {
        const own = type.getFields().aggregates as GraphQLField<unknown, unknown>;
        return {
          kind: 'aggregates',
          key,
          aggregates: planAggregates(planning, model, own, fields),
        };
      }
      case 'groups': {
        const own = type.getFields().groups as GraphQLField<unknown, unknown>;
        return { kind: 'groups', key, groups: planGroups(planning, model, own, fields) };
      }
      default:
        return { kind: 'typename', key, type: type.name };
    }
  });
}

function planEdges(
  planning: Planning,
  model: ResolvedModel,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): EdgeMember[] {
  const type = objectTypeOf(field);
  return [...fieldsOf(planning, type, nodes)].map(([key, fields]): EdgeMember => {
    switch ((fields[0] as FieldNode).name.value) {
      case 'cursor':
        return { kind: 'cursor', key };
      case 'node':
        return { kind: 'node', key, target: planSelection(planning, model, fields) };
      default:
        return { kind: 'typename', key, type: type.name };
    }
  });
}

function planPageInfo(
  planning: Planning,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): PageInfoMember[] {
  return [...fieldsOf(planning, objectTypeOf(field), nodes)].map(([key, fields]) => ({
    key,
    field: (fields[0] as FieldNode).name.value as PageInfoMember['field'],
  }));
}
