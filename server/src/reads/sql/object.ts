import { visible, where, related } from './condition.ts';
import { connectionSql } from './connection.ts';
import { concat, literal, object, orNull, type Piece, sql, text } from './json-text.ts';
import { printLeaf } from '../leaf.ts';
import type { Row, ToOne } from '../model.ts';
import type { Member, ObjectPlan, SelectionPlan } from '../plan/plan.ts';
import type { StatementBuilder } from './builder.ts';

/** Key under which tree output names an object's type: no GraphQL name has a blank. */
export const typeKey = ' type';

/** The JSON of one row. */
export function selectionSql(build: StatementBuilder, selection: SelectionPlan, row: Row): Piece[] {
  const { discriminator } = selection.model;
  if (!discriminator) {
    const plan = selection.objects[0] as ObjectPlan;
    return objectSql(build, plan, row, text(JSON.stringify(plan.types[0])));
  }
  const column = `${row}.${discriminator.column}`;
  const cases = selection.objects.map((plan) => {
    const words = Object.entries(discriminator.types).filter(([, type]) =>
      plan.types.includes(type),
    );
    const values = words.map(([value]) => literal(value)).join(', ');
    const name = typeName(column, words);
    return `when ${column} in (${values}) then ${concat(objectSql(build, plan, row, name))}`;
  });
  return [orNull(`case ${cases.join(' ')} end`)];
}

/** The name of a row's type, which is one of some. */
function typeName(column: string, words: [value: string, type: string][]): Piece {
  const [[, only] = [], ...others] = words;
  if (others.length === 0) return text(JSON.stringify(only));
  const cases = words.map(
    ([value, type]) => `when ${literal(value)} then ${literal(JSON.stringify(type))}`,
  );
  return sql(`case ${column} ${cases.join(' ')} end`);
}

function objectSql(build: StatementBuilder, plan: ObjectPlan, row: Row, name: Piece): Piece[] {
  const members = plan.members.map((member) => ({
    key: member.key,
    value: member.kind === 'typename' ? [name] : memberSql(build, member, row),
  }));
  if (build.output === 'tree') members.push({ key: typeKey, value: [name] });
  return object(members);
}

type Read = Exclude<Member, { kind: 'typename' }>;

function memberSql(build: StatementBuilder, member: Read, row: Row): Piece[] {
  switch (member.kind) {
    case 'leaf':
      return printLeaf(member.leaf, row);
    case 'computed':
      return computedSql(member.computed.needs, row);
    case 'one': {
      const target = build.row();
      const { from, tie } = related(build, member.relation, member.target.model, row, target);
      const found = rowSql(build, member.target, target, from, tie, member.relation);
      return [orNull(found)];
    }
    case 'any': {
      const cases = member.targets.map((selection) => {
        const target = build.row();
        const tie = [`${target}.id = ${row}.${member.relation.keyColumn}`];
        const found = rowSql(build, selection, target, `${selection.model.table} ${target}`, tie);
        const { type, partOf = type } = selection.model;
        return `when ${literal(partOf)} then ${found}`;
      });
      return [orNull(`case ${row}.${member.relation.typeColumn} ${cases.join(' ')} end`)];
    }
    case 'list': {
      const target = build.row();
      const { model } = member.target;
      const { from, tie } = related(build, member.relation, model, row, target);
      const order = member.relation.orderBy?.(target) ?? `${target}.${model.sort}`;
      const item = concat(selectionSql(build, member.target, target));
      const all = where([...tie, ...visible(build, model, target, member.relation)]);
      return [
        text('['),
        sql(`(select coalesce(string_agg(${item}, ',' order by ${order}), '') from ${from}${all})`),
        text(']'),
      ];
    }
    case 'connection': {
      const target = build.row();
      const { from, tie } = related(build, member.relation, member.list.model, row, target);
      return [sql(connectionSql(build, member.list, target, from, tie, member.relation))];
    }
  }
}

/** A scalar subselect: the JSON of the row that the ties lead to, or SQL null. */
export function rowSql(
  build: StatementBuilder,
  selection: SelectionPlan,
  row: Row,
  from: string,
  tie: string[],
  reachedBy?: ToOne,
): string {
  const all = [...tie, ...visible(build, selection.model, row, reachedBy)];
  return `(select ${concat(selectionSql(build, selection, row))} from ${from}${where(all)})`;
}

function computedSql(needs: Record<string, (row: Row) => string>, row: Row): Piece[] {
  const members = Object.entries(needs).map(([key, column]) => ({
    key,
    value: [orNull(`to_json(${column(row)})::text`)],
  }));
  return object(members);
}
