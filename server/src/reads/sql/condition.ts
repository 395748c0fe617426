import type { Leaf } from '../leaf.ts';
import type { Model, Row, ToMany, ToOne } from '../model.ts';
import type { Condition } from '../plan/plan.ts';
import type { StatementBuilder } from './builder.ts';

/**
 * The condition under which the viewer sees the row. A row reached from one that has been checked
 * needs none, where whoever sees that one sees this: what is seen through it, and what it never
 * lacks.
 */
export function visible(
  build: StatementBuilder,
  model: Model,
  row: Row,
  reachedBy?: ToOne | ToMany,
): string[] {
  const through: readonly (string | undefined)[] = [model.through, ...(model.alsoThrough ?? [])];
  if (reachedBy?.kind === 'toMany' && reachedBy.column && through.includes(reachedBy.column)) {
    return [];
  }
  if (reachedBy?.kind === 'toOne' && reachedBy.required) return [];
  return model.visible === 'everyone' ? [] : [`(${model.visible(row, build.viewer)})`];
}

/** `where ...`, or nothing. */
export function where(conditions: string[]): string {
  return conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
}

/** The rows a relation leads to, as a FROM item and the condition that ties them to the parent. */
export function related(
  build: StatementBuilder,
  relation: ToOne | ToMany,
  model: Model,
  parent: Row,
  row: Row,
): { from: string; tie: string[] } {
  if (relation.kind === 'toOne') {
    const made = relation.derived?.(parent) ?? relation.seen?.(parent, build.viewer);
    return made
      ? { from: `(${made}) ${row}`, tie: [] }
      : { from: `${model.table} ${row}`, tie: [`${row}.id = ${parent}.${relation.column}`] };
  }
  const from = `${model.table} ${row}`;
  if (relation.through) {
    const { table, from: own, to } = relation.through;
    return {
      from: `${table} ${row}l join ${from} on ${row}.id = ${row}l.${to}`,
      tie: [`${row}l.${own} = ${parent}.id`],
    };
  }
  if (relation.on) return { from, tie: [`(${relation.on(parent, row)})`] };
  return { from, tie: [`${row}.${relation.column} = ${parent}.id`] };
}

/** The condition in SQL; may be null where a compared column is. */
export function conditionSql(build: StatementBuilder, condition: Condition, row: Row): string {
  build.spend();
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => conditionSql(build, part, row));
      if (parts.length === 0) return condition.kind === 'all' ? 'true' : 'false';
      return `(${parts.join(condition.kind === 'all' ? ' and ' : ' or ')})`;
    }
    case 'not':
      return `(${conditionSql(build, condition.of, row)}) is not true`;
    case 'null':
      return `(${condition.leaf.sql(row)}) is ${condition.negated ? 'not ' : ''}null`;
    case 'equals':
      return `${condition.sql(row)} = ${build.param(condition.operand)}`;
    case 'compare':
      return comparison(condition.leaf, condition.operator, row, build.param(condition.operand));
    case 'exists': {
      const other = build.row();
      const { from, tie } = related(build, condition.relation, condition.model, row, other);
      const all = [...tie, ...visible(build, condition.model, other, condition.relation)];
      if (condition.where) all.push(conditionSql(build, condition.where, other));
      return `${condition.negated ? 'not ' : ''}exists (select 1 from ${from}${where(all)})`;
    }
  }
}

const signs: Record<string, string> = {
  eq: '=',
  ne: 'is distinct from',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

function comparison(leaf: Leaf, operator: string, row: Row, operand: string): string {
  const value = `(${leaf.sql(row)})`;
  if (leaf.list) return `${operand} = any(${value})`;
  switch (operator) {
    case 'in':
      return `${value} = any(${operand})`;
    case 'contains':
      return `position(folded(${operand}) in folded(${value})) > 0`;
    case 'startsWith':
      return `starts_with(folded(${value}), folded(${operand}))`;
    default:
      return `${value} ${signs[operator]} ${operand}`;
  }
}
