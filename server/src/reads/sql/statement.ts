import { conditionSql, visible, where } from './condition.ts';
import { connectionSql } from './connection.ts';
import { concat, literal, object, orNull, type Piece, sql, text } from './json-text.ts';
import { printLeaf } from '../leaf.ts';
import { asOf } from '../past/as-of.ts';
import type { Row } from '../model.ts';
import { rowSql, selectionSql } from './object.ts';
import type { Asked, Inputs, Param, RootPlan, SelectionPlan } from '../plan/plan.ts';
import type { ViewerKind } from '../viewer-sql.ts';
import { StatementBuilder } from './builder.ts';

/** One SQL statement whose single text column is the JSON of `data`. */
export interface Statement {
  sql: string;
  params: Param[];
  /** the moments as of which its root fields are read */
  asked: Asked[];
}

/** The keys that code hands over, as one parameter. */
const keys: Param = { sqlType: 'bigint[]', read: (inputs: Inputs) => inputs.keys };

export function statementOf(
  roots: RootPlan[],
  output: 'text' | 'tree',
  viewer: ViewerKind,
): Statement {
  const build = new StatementBuilder(output, viewer);
  const members = roots.map((root) => ({
    key: root.key,
    value: root.asked ? pastSql(build, root, root.asked) : rootSql(build, root),
  }));
  const asked = roots.flatMap((root) => root.asked ?? []);
  const whole = `select ${concat(object(members))} as data`;
  return { sql: whole, params: build.params, asked: [...new Set(asked)] };
}

/** A root field as of a moment: what it is in the present, read from the tables of then. */
function pastSql(build: StatementBuilder, root: RootPlan, asked: Asked): Piece[] {
  const param = (sqlType: string, name: 'state' | 'instant'): Param => ({
    sqlType,
    read: ({ moments }) => moments.get(asked)?.[name],
  });
  const state = param('pg_snapshot', 'state');
  const instant = param('timestamptz', 'instant');
  const moment = { state: () => build.param(state), instant: () => build.param(instant) };
  return rootSql(build, root).map((piece) =>
    'sql' in piece ? sql(asOf(piece.sql, moment)) : piece,
  );
}

function rootSql(build: StatementBuilder, root: RootPlan): Piece[] {
  switch (root.kind) {
    case 'typename':
      return [text(JSON.stringify(root.type))];
    case 'leaf':
      return printLeaf(root.leaf, '');
    case 'connection': {
      const row = build.row();
      return [sql(connectionSql(build, root.list, row, `${root.list.model.table} ${row}`, []))];
    }
    case 'one': {
      const row = build.row();
      const { model } = root.target;
      const ties = root.where.map((condition) => conditionSql(build, condition, row));
      if (root.prefer) {
        const all = where([...ties, ...visible(build, model, row)]);
        const first = `${root.prefer(row, build.viewer)} desc, ${row}.${model.sort}`;
        const only = `(select ${row}.* from ${model.table} ${row}${all} order by ${first} limit 1) ${row}`;
        return [orNull(rowSql(build, root.target, row, only, []))];
      }
      if (root.unique)
        return [orNull(rowSql(build, root.target, row, `${model.table} ${row}`, ties))];
      // part of a key: an answer only where it leaves no choice
      const all = where([...ties, ...visible(build, model, row)]);
      const only = `(select ${row}.*, count(*) over () as found from ${model.table} ${row}${all}) ${row}`;
      return [orNull(rowSql(build, root.target, row, only, [`${row}.found = 1`]))];
    }
    case 'node':
      return [orNull(nodeSql(build, root.targets, build.param(root.type), build.param(root.id)))];
    case 'nodes':
      return nodesSql(build, root.targets, build.param(root.ids));
    case 'batch':
      return batchSql(build, root);
    case 'byKey':
      return byKeySql(build, root.target);
    case 'made': {
      const row = build.row();
      const made = root.rows(build.param(keys), build.viewer);
      const items = `string_agg(${concat(selectionSql(build, root.target, row))}, ',' order by ${row}.n)`;
      return [text('['), sql(`(select coalesce(${items}, '') from (${made}) ${row})`), text(']')];
    }
  }
}

function nodeSql(
  build: StatementBuilder,
  targets: SelectionPlan[],
  type: string,
  key: string,
): string {
  const cases = targets.map((target) => {
    const row = build.row();
    const found = rowSql(build, target, row, `${target.model.table} ${row}`, [
      `${row}.id = ${key}`,
    ]);
    return `when ${literal(target.model.type)} then ${found}`;
  });
  return `case ${type} ${cases.join(' ')} end`;
}

function nodesSql(build: StatementBuilder, targets: SelectionPlan[], ids: string): Piece[] {
  const row = build.row();
  const [type, key] = [`split_part(${row}.id, ':', 1)`, `split_part(${row}.id, ':', 2)::bigint`];
  return listOfRows(row, orNull(nodeSql(build, targets, type, key)), `unnest(${ids})`, 'id');
}

function byKeySql(build: StatementBuilder, target: SelectionPlan): Piece[] {
  const row = build.row();
  const from = `${target.model.table} ${row}`;
  const given = build.row();
  const found = rowSql(build, target, row, from, [`${row}.id = ${given}.key`]);
  return listOfRows(given, orNull(found), `unnest(${build.param(keys)})`, 'key');
}

/** The rows that follow a place in a log, each with its own place. */
function batchSql(
  build: StatementBuilder,
  { target, where: conditions, after, size }: Extract<RootPlan, { kind: 'batch' }>,
): Piece[] {
  const row = build.row();
  const { table, sort } = target.model;
  const all = where([
    `${row}.${sort} > ${build.param(after)}`,
    ...visible(build, target.model, row),
    ...conditions.map((condition) => conditionSql(build, condition, row)),
  ]);
  const page = `select ${row}.* from ${table} ${row}${all} order by ${row}.${sort} limit ${build.param(size)}`;
  const place = [sql(`${row}.${sort}::text`)];
  const item = object([
    { key: 'place', value: place },
    { key: 'row', value: selectionSql(build, target, row) },
  ]);
  const items = `string_agg(${concat(item)}, ',' order by ${row}.${sort})`;
  return [text('['), sql(`(select coalesce(${items}, '') from (${page}) ${row})`), text(']')];
}

function listOfRows(row: Row, item: Piece, from: string, column: string): Piece[] {
  const items = `string_agg(${concat([item])}, ',' order by ${row}.n)`;
  return [
    text('['),
    sql(`(select coalesce(${items}, '') from ${from} with ordinality ${row}(${column}, n))`),
    text(']'),
  ];
}
