import type { DataSource } from 'typeorm';
import { type Statements, statementsOf } from '../database/transaction.ts';
import { causeOf, type Difference } from './change.ts';
import {
  type Bounds,
  changedKeys,
  eventsOf,
  type Kind,
  type Span,
  tableOf,
  versionsOf,
} from './change.store.ts';

/** A difference, and the licence or order in which it is. */
export interface Placed extends Difference {
  /** key of the licence or order */
  readonly record: string;
}

/** A difference in a licence or order, and the event of the decision that made it. */
export interface Explained extends Placed {
  /** key of the event; null: nothing in the log tells of it */
  readonly eventId: string | null;
}

/** Finds what was written between two states, and by which decisions. */
export class ChangeService {
  readonly #db: Statements;

  constructor({ database }: { readonly database: DataSource }) {
    this.#db = statementsOf(database);
  }

  /** Keys of licences or orders of which something was written, smallest first. */
  changed(kind: Kind, span: Span, bounds: Bounds): Promise<string[]> {
    return changedKeys(this.#db, kind, span, bounds);
  }

  /** Joins each difference in licences, or in orders, to the event of the transaction that made it. */
  async explain(kind: Kind, span: Span, differences: readonly Placed[]): Promise<Explained[]> {
    const causes = new Map<Placed, string | null>();
    for (const type of new Set(differences.map((one) => one.type))) {
      const table = tableOf[type];
      const own = differences.filter((one) => one.type === type);
      if (table === undefined) continue;
      const keys = [...new Set(own.map(({ key }) => key))];
      const versions = await versionsOf(this.#db, table, span, keys);
      for (const one of own) causes.set(one, causeOf(one, versions.get(one.key) ?? []));
    }
    const xids = [...new Set([...causes.values()].filter((xid) => xid !== null))];
    const events = await eventsOf(this.#db, xids);
    return differences.map((one) => {
      const written = events.filter(({ xid }) => xid === causes.get(one));
      // one decision may write several: the one about the row itself tells most
      const names = [`${one.type}:${one.key}`, `${kind}:${one.record}`];
      const told =
        names
          .map((name) => written.find(({ about }) => about.includes(name)))
          .find((event) => event !== undefined) ?? written[0];
      return { ...one, eventId: told?.id ?? null };
    });
  }
}
