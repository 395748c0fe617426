import { Fault } from '../../kernel/fault.ts';
import type { Row, ViewerSql } from '../model.ts';
import type { Param } from '../plan/plan.ts';
import { type ViewerKind, viewerSql } from '../viewer-sql.ts';

const viewerParams: Record<keyof ViewerSql, Param> = {
  key: { sqlType: 'text', read: ({ viewer }) => viewer.key },
  admin: { sqlType: 'boolean', read: ({ viewer }) => viewer.admin },
  organisation: { sqlType: 'bigint', read: ({ viewer }) => viewer.organisation },
  jurisdictions: { sqlType: 'text[]', read: ({ viewer }) => viewer.jurisdictions },
};

/** A statement of so many takes PostgreSQL about a second to plan. */
const mostParts = 3000;

/** Names and parameters of one statement while it is written. */
export class StatementBuilder {
  readonly params: Param[] = [];
  /** tree output carries what graphql-js needs beside the answer */
  readonly output: 'text' | 'tree';
  readonly #kind: ViewerKind;
  readonly #places = new Map<Param, string>();
  #rows = 0;
  #parts = 0;

  constructor(output: 'text' | 'tree', kind: ViewerKind) {
    this.output = output;
    this.#kind = kind;
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

  /**
   * Called for each part that costs PostgreSQL planning time: rows and conditions.
   * @throws Fault DOCUMENT_LIMIT when the statement would have too many
   */
  spend(): void {
    this.#parts += 1;
    if (this.#parts > mostParts) {
      throw new Fault(
        'DOCUMENT_LIMIT',
        `A document may come to ${mostParts} lists, related rows and conditions, those of fragments counted wherever they are used: ask in two steps.`,
      );
    }
  }

  /** A new name for a row. */
  row(): Row {
    this.spend();
    this.#rows += 1;
    return `t${this.#rows}`;
  }

  /** Facts of the viewer; only those that a condition mentions become parameters. */
  get viewer(): ViewerSql {
    return viewerSql(this.#kind, (fact) => this.param(viewerParams[fact]));
  }
}
