import { averageScale } from '../aggregated.ts';
import type { Row } from '../model.ts';
import type { GatheredColumn, GroupKeyPlan } from '../plan/gathering.ts';
import type { ResolvedModel } from '../registry.ts';
import type { StatementBuilder } from './builder.ts';
import { related, visible } from './condition.ts';
import { literal } from './json-text.ts';

/** Every row of a list, whatever the page. */
export interface WholeList {
  model: ResolvedModel;
  row: Row;
  from: string;
  where: string;
}

/** Column of a group with the keys of its rows. */
export const idsColumn = 'ids';

interface Scan {
  /** by what groups are formed; none: the whole list is one */
  keys?: GroupKeyPlan[];
  columns: GatheredColumn[];
  ids?: boolean;
}

/** A subselect of one row for each group of a list, or one for the whole. */
export function scanSql(
  build: StatementBuilder,
  { model, row, from, where }: WholeList,
  { keys = [], columns, ids = false }: Scan,
): string {
  const joins = new Joins(build, row);
  const each = keys.map((key) => `${keySql(joins.to(key.path), key)} as ${key.column}`);
  if (ids) each.push(`${row}.${model.sort} as ${idsColumn}`);
  const values = new Map<string, string>();
  for (const { field } of columns) {
    if (!field || values.has(field.name)) continue;
    values.set(field.name, `v${values.size}`);
    each.push(`${field.leaf.sql(row)} as ${values.get(field.name)}`);
  }
  const one = build.row();
  const all = keys.map((key) => `${one}.${key.column}`);
  const grouped = keys.length > 0 ? ` group by ${all.join(', ')}` : '';
  if (ids) all.push(`array_agg(${one}.${idsColumn}) as ${idsColumn}`);
  for (const column of columns) {
    build.spend();
    all.push(
      `${gatherSql(column, `${one}.${values.get(column.field?.name ?? '')}`)} as ${column.name}`,
    );
  }
  return `(select ${all.join(', ')} from (select ${each.join(', ')} from ${from}${joins.sql}${where}) ${one}${grouped})`;
}

function gatherSql({ gather, field }: GatheredColumn, value: string): string {
  // the sum of counts of 64 bits is a numeric, which does not overflow
  const number = field?.leaf.kind === 'whole' ? `${value}::bigint` : value;
  switch (gather) {
    case 'count':
      return 'count(*)';
    case 'sum':
      return `sum(${number})`;
    case 'avg': {
      // digits enough for the second rounding to be the only one that tells
      const exact = `(sum(${number}) + 0.${'0'.repeat(averageScale + 24)})`;
      return `round(${exact} / nullif(count(${value}), 0), ${averageScale})`;
    }
    case 'distinctCount':
      return `count(distinct ${value})`;
    case 'unknown':
      return `count(*) filter (where ${value} is null)`;
    default:
      return `${gather}(${value})`;
  }
}

function keySql(row: Row, { leaf, step }: GroupKeyPlan): string {
  const value = leaf.sql(row);
  if (!step) return value;
  const unit = literal(step.toLowerCase());
  return leaf.kind === 'date'
    ? `date_trunc(${unit}, (${value})::timestamp)::date`
    : `date_trunc(${unit}, ${value}, 'UTC')`;
}

/** The rows that keys lead to, each joined once; one that the viewer may not see is none. */
class Joins {
  sql = '';
  readonly #known = new Map<string, Row>();
  readonly build: StatementBuilder;
  readonly start: Row;

  constructor(build: StatementBuilder, start: Row) {
    this.build = build;
    this.start = start;
  }

  to(path: GroupKeyPlan['path']): Row {
    let from = this.start;
    let name = '';
    for (const step of path) {
      name += `.${step.name}`;
      const known = this.#known.get(name);
      from = known ?? this.#join(from, step);
      this.#known.set(name, from);
    }
    return from;
  }

  #join(from: Row, { relation, model }: GroupKeyPlan['path'][number]): Row {
    const row = this.build.row();
    const found = related(this.build, relation, model, from, row);
    const all = [...found.tie, ...visible(this.build, model, row, relation)];
    const lateral = found.from.startsWith('(') ? 'lateral ' : '';
    this.sql += ` left join ${lateral}${found.from} on ${all.join(' and ') || 'true'}`;
    return row;
  }
}
