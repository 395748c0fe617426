import { anonymous } from '../access/viewer.ts';
import type { LicensedSides, Licensing } from '../customs/licensed-sides.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { FactSql } from './fact-sql.store.ts';
import { gatherFacts } from './facts.store.ts';
import { sidesNeeded } from './part.ts';

/** Tells customs which sides of an order line need a licence, by the rules of the check. */
export class ComplianceLicensing implements Licensing {
  readonly #sql: FactSql;

  constructor(sql: FactSql) {
    this.#sql = sql;
  }

  async sidesOf(
    tx: Tx,
    orderLines: readonly string[],
    at: Date,
  ): Promise<ReadonlyMap<string, LicensedSides>> {
    const asked = orderLines.map((orderLine) => ({ orderLine, units: null, lines: null }));
    const gathered = await gatherFacts(tx, anonymous, asked, at, this.#sql);
    const sides = new Map<string, LicensedSides>();
    for (const [index, orderLine] of orderLines.entries()) {
      const facts = gathered[index];
      if (!facts) continue;
      const needed = sidesNeeded(facts);
      sides.set(orderLine, {
        EXPORT: needed.includes('EXPORT'),
        IMPORT: needed.includes('IMPORT'),
      });
    }
    return sides;
  }
}
