import { printLeaf } from '../leaf.ts';
import type { Row } from '../model.ts';
import type { AggregateMember, AggregatesPlan, GroupsPlan } from '../plan/gathering.ts';
import type { StatementBuilder } from './builder.ts';
import { conditionSql, where } from './condition.ts';
import { concat, object, type Piece, sql, text } from './json-text.ts';
import { selectionSql } from './object.ts';
import { orderSql } from './order.ts';
import { idsColumn, scanSql, type WholeList } from './scan.ts';

/** The JSON of what a list comes to. */
export function aggregatesSql(
  build: StatementBuilder,
  list: () => WholeList,
  { columns, members }: AggregatesPlan,
): Piece[] {
  const whole = build.row();
  const body = object(membersSql(build, members, whole, list));
  if (columns.length === 0) return body;
  return [sql(`(select ${concat(body)} from ${scanSql(build, list(), { columns })} ${whole})`)];
}

/** The JSON of the groups of a list. */
export function groupsSql(
  build: StatementBuilder,
  list: () => WholeList,
  { keys, columns, having, order, size, members }: GroupsPlan,
): Piece[] {
  const group = build.row();
  const ids = members.some(needsRows);
  const scan = scanSql(build, list(), { keys, columns, ids });
  const kept = having ? where([conditionSql(build, having, group)]) : '';
  const given = `select ${group}.* from ${scan} ${group}${kept} order by ${orderSql(order, group, false)} limit ${size}`;
  // the rows of a group are found again by their keys, for what is not gathered in one scan
  const ofGroup = (): WholeList => {
    const { model } = list();
    const row = build.row();
    const same = where([`${row}.${model.sort} = any(${group}.${idsColumn})`]);
    return { model, row, from: `${model.table} ${row}`, where: same };
  };
  const item = concat(object(membersSql(build, members, group, ofGroup)));
  const items = `string_agg(${item}, ',')`;
  return [text('['), sql(`(select coalesce(${items}, '') from (${given}) ${group})`), text(']')];
}

function needsRows(member: AggregateMember): boolean {
  return member.kind === 'summed' || (member.kind === 'object' && member.members.some(needsRows));
}

function membersSql(
  build: StatementBuilder,
  members: AggregateMember[],
  row: Row,
  list: () => WholeList,
): { key: string; value: Piece[] }[] {
  return members.map((member) => ({
    key: member.key,
    value: memberSql(build, member, row, list),
  }));
}

function memberSql(
  build: StatementBuilder,
  member: AggregateMember,
  row: Row,
  list: () => WholeList,
): Piece[] {
  switch (member.kind) {
    case 'typename':
      return [text(JSON.stringify(member.type))];
    case 'leaf':
      return printLeaf(member.leaf, row);
    case 'object':
      return object(membersSql(build, member.members, row, list));
    case 'summed': {
      const { row: each, from, where: conditions } = list();
      const made = member.relation.summed?.sql(each, from, conditions) ?? '';
      const sum = build.row();
      return [
        sql(`(select ${concat(selectionSql(build, member.target, sum))} from ${made} ${sum})`),
      ];
    }
  }
}
