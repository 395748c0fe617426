import { aggregatesSql, groupsSql } from './aggregates.ts';
import { conditionSql, visible, where } from './condition.ts';
import { concat, object, type Piece, sql, text } from './json-text.ts';
import { cursorSql } from '../list-cursor.ts';
import type { Row, ToMany } from '../model.ts';
import { selectionSql } from './object.ts';
import { beyondSql, orderSql } from './order.ts';
import type { ConnectionMember, EdgeMember, ListPlan, PageInfoMember } from '../plan/plan.ts';
import type { StatementBuilder } from './builder.ts';
import type { WholeList } from './scan.ts';

/** What the parts of one connection share. */
interface Page {
  build: StatementBuilder;
  list: ListPlan;
  row: Row;
  from: string;
  /** conditions of every row of the list, whatever the page */
  all: () => string[];
}

/** A scalar subselect: the JSON of one page of a list. */
export function connectionSql(
  build: StatementBuilder,
  list: ListPlan,
  row: Row,
  from: string,
  tie: string[],
  reachedBy?: ToMany,
): string {
  const rows = list.members.some(needsRows);
  let known: string[] | undefined;
  // written when asked for: PostgreSQL refuses parameters that a statement does not use
  const all = (): string[] => {
    known ??= [
      ...tie,
      ...visible(build, list.model, row, reachedBy),
      ...list.where.map((condition) => conditionSql(build, condition, row)),
    ];
    return known;
  };
  const page: Page = { build, list, row, from, all };
  const members = list.members.map((member) => ({
    key: member.key,
    value: memberSql(page, member),
  }));
  const body = concat([...object(members), ...(rows ? [] : unreadCursors(page))]);
  // one row also where nothing of the page is gathered, such as of `pageInfo { hasPreviousPage }`
  return rows ? `(select ${body} from ${rowsSql(page)} having true)` : body;
}

/** Cursors that bound nothing that is asked for are wrong or right all the same: they come to no text. */
function unreadCursors({ build, list }: Page): Piece[] {
  const cursors = [...(list.after ?? []), ...(list.before ?? [])];
  if (cursors.length === 0) return [];
  return [sql(`left(concat(${cursors.map((param) => build.param(param)).join(', ')}), 0)`)];
}

function needsRows(member: ConnectionMember): boolean {
  return ['nodes', 'edges', 'pageInfo'].includes(member.kind);
}

/** Whether the rows are numbered: to turn them round, or to see whether more follow. */
function numbered({ backward, members }: ListPlan): boolean {
  return backward || members.some((member) => member.kind === 'pageInfo');
}

/** The page's rows; where they are numbered, in the direction they are walked and one more. */
function rowsSql({ build, list, row, from, all }: Page): string {
  const beyond = [...all()];
  if (list.after) beyond.push(beyondSql(build, list.order, list.after, row, false));
  if (list.before) beyond.push(beyondSql(build, list.order, list.before, row, true));
  const order = orderSql(list.order, row, list.backward);
  const rows = `select ${row}.* from ${from}${where(beyond)} order by ${order} limit`;
  if (!numbered(list)) return `(${rows} ${list.size}) ${row}`;
  return `(select ${row}.*, row_number() over () as n from (${rows} ${list.size + 1}) ${row}) ${row}`;
}

function memberSql(page: Page, member: ConnectionMember): Piece[] {
  const { build, row } = page;
  switch (member.kind) {
    case 'typename':
      return [text(JSON.stringify(member.type))];
    case 'totalCount':
      return [sql(`(select count(*)::text from ${page.from}${where(page.all())})`)];
    case 'aggregates':
      return aggregatesSql(build, () => wholeList(page), member.aggregates);
    case 'groups':
      return groupsSql(build, () => wholeList(page), member.groups);
    case 'nodes':
      return listSql(page, concat(selectionSql(build, member.target, row)));
    case 'edges':
      return listSql(page, concat(edgeSql(page, member.members)));
    case 'pageInfo':
      return object(
        member.members.map((info) => ({ key: info.key, value: pageInfoSql(page, info) })),
      );
  }
}

function wholeList({ list, row, from, all }: Page): WholeList {
  return { model: list.model, row, from, where: where(all()) };
}

function listSql({ list, row }: Page, item: string): Piece[] {
  const order = list.backward ? ` order by ${row}.n desc` : '';
  const within = numbered(list) ? ` filter (where ${row}.n <= ${list.size})` : '';
  const items = `string_agg(${item}, ','${order})${within}`;
  return [text('['), sql(`coalesce(${items}, '')`), text(']')];
}

function edgeSql(page: Page, members: EdgeMember[]): Piece[] {
  return object(
    members.map((member) => ({
      key: member.key,
      value:
        member.kind === 'typename'
          ? [text(JSON.stringify(member.type))]
          : member.kind === 'cursor'
            ? [text('"'), sql(rowCursor(page)), text('"')]
            : selectionSql(page.build, member.target, page.row),
    })),
  );
}

function rowCursor({ list, row }: Page): string {
  if (list.model.cursor) return list.model.cursor.sql(row);
  return cursorSql(
    list.print,
    list.order.map((key) => `(${key.leaf.sql(row)})::text`),
  );
}

function pageInfoSql(page: Page, { field }: PageInfoMember): Piece[] {
  const { list, row } = page;
  switch (field) {
    case '__typename':
      return [text('"PageInfo"')];
    case 'hasNextPage':
      return [sql(anyOf([existsOutside(page, 'before'), list.backward ? '' : more(page)]))];
    case 'hasPreviousPage':
      return [sql(anyOf([existsOutside(page, 'after'), list.backward ? more(page) : '']))];
    case 'startCursor':
    case 'endCursor': {
      const first = (field === 'startCursor') !== list.backward;
      const edge = `(array_agg(${rowCursor(page)} order by ${row}.n${first ? '' : ' desc'}) filter (where ${row}.n <= ${list.size}))[1]`;
      return [sql(`coalesce('"' || ${edge} || '"', 'null')`)];
    }
  }
}

/** Whether the page ends before the rows do, in the direction they are walked. */
function more({ list }: Page): string {
  return `count(*) > ${list.size}`;
}

/** Whether there are rows on the far side of a cursor that bounds the page; empty without one. */
function existsOutside(page: Page, side: 'after' | 'before'): string {
  const { build, list } = page;
  const cursor = list[side];
  if (!cursor) return '';
  const beyond = beyondSql(build, list.order, cursor, page.row, side === 'before');
  const others = where([...page.all(), `(${beyond}) is not true`]);
  return `exists (select 1 from ${page.from}${others})`;
}

function anyOf(conditions: string[]): string {
  return `(${conditions.filter((condition) => condition !== '').join(' or ') || 'false'})::text`;
}
