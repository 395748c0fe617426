import type { Row, ViewerSql } from './model.ts';
import type { Param } from './plan.ts';

const viewerParams: Record<keyof ViewerSql, Param> = {
  admin: { sqlType: 'boolean', read: ({ viewer }) => viewer.admin },
  organisation: { sqlType: 'bigint', read: ({ viewer }) => viewer.organisation },
  jurisdictions: { sqlType: 'text[]', read: ({ viewer }) => viewer.jurisdictions },
};

/** Names and parameters of one statement while it is written. */
export class StatementBuilder {
  readonly params: Param[] = [];
  /** tree output carries what graphql-js needs beside the answer */
  readonly output: 'text' | 'tree';
  readonly #places = new Map<Param, string>();
  #rows = 0;

  constructor(output: 'text' | 'tree') {
    this.output = output;
  }

  /** `$n::type`, or what is made of it; the same parameter keeps its place. */
  param(param: Param): string {
    const known = this.#places.get(param);
    if (known) return known;
    this.params.push(param);
    const value = `$${this.params.length}::${param.sqlType}`;
    const place = param.sql ? param.sql(value) : value;
    this.#places.set(param, place);
    return place;
  }

  /** A new name for a row. */
  row(): Row {
    this.#rows += 1;
    return `t${this.#rows}`;
  }

  /** Facts of the viewer; only those that a condition mentions become parameters. */
  get viewer(): ViewerSql {
    const place = (name: keyof ViewerSql): string => this.param(viewerParams[name]);
    return {
      get admin() {
        return place('admin');
      },
      get organisation() {
        return place('organisation');
      },
      get jurisdictions() {
        return place('jurisdictions');
      },
    };
  }
}
