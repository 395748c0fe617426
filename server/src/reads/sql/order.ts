import type { Row } from '../model.ts';
import type { OrderKey, Param } from '../plan/plan.ts';
import type { StatementBuilder } from './builder.ts';

/** The ORDER BY list, walked from the end when `backward`. */
export function orderSql(keys: OrderKey[], row: Row, backward: boolean): string {
  return keys
    .map((key) => {
      const direction = key.descending !== backward ? 'desc' : 'asc';
      const nulls = key.nullsFirst !== backward ? 'nulls first' : 'nulls last';
      return `${key.leaf.sql(row)} ${direction}${key.leaf.nullable ? ` ${nulls}` : ''}`;
    })
    .join(', ');
}

/**
 * Rows beyond the cursor in the order (or before it, when `backward`).
 * One row comparison where that says it, since an index can serve it.
 */
export function beyondSql(
  build: StatementBuilder,
  keys: OrderKey[],
  cursor: Param[],
  row: Row,
  backward: boolean,
): string {
  const same = keys.every((key) => key.descending === keys[0]?.descending && !key.leaf.nullable);
  if (same) {
    const sign = keys[0]?.descending !== backward ? '<' : '>';
    const columns = keys.map((key) => key.leaf.sql(row)).join(', ');
    const values = cursor.map((param) => build.param(param)).join(', ');
    return keys.length === 1 ? `${columns} ${sign} ${values}` : `(${columns}) ${sign} (${values})`;
  }
  return keys.reduceRight((rest, key, index) => {
    const value = `(${key.leaf.sql(row)})`;
    const held = build.param(cursor[index] as Param);
    const sign = key.descending !== backward ? '<' : '>';
    const nullsBeyond = key.nullsFirst === backward;
    const beyond = key.leaf.nullable
      ? `case when ${held} is null then ${nullsBeyond ? 'false' : `(${value}) is not null`} ` +
        `else ${value} ${sign} ${held}${nullsBeyond ? ` or (${value}) is null` : ''} end`
      : `${value} ${sign} ${held}`;
    return rest === ''
      ? `(${beyond})`
      : `((${beyond}) or ((${value}) is not distinct from ${held} and ${rest}))`;
  }, '');
}
