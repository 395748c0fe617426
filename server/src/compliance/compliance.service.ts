import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.ts';
import { type Statements, statementsOf, transaction } from '../database/transaction.ts';
import type { Clock } from '../kernel/clock.ts';
import { Fault } from '../kernel/fault.ts';
import { keyOf } from '../kernel/reference.ts';
import type { AskedLine } from './asked.store.ts';
import { type ComplianceAnswer, checkCompliance } from './check.ts';
import { type Checked, checkedOf } from './checked.ts';
import type { FactSql } from './fact-sql.store.ts';
import type { ComplianceFacts } from './facts.ts';
import { gatherFacts } from './facts.store.ts';
import { resolveLine, seenLines } from './line.store.ts';
import { type LineInput, readLine } from './line-input.ts';
import { logPosition, seenLicences } from './seen-licences.store.ts';
import { asSeen } from './sight.ts';

/** What is asked about: a line that only the caller knows, or a stored one. Exactly one of both. */
export interface CheckInput {
  readonly line?: LineInput | null;
  /** global id */
  readonly orderLineId?: string | null;
}

interface ServiceParts {
  readonly database: DataSource;
  readonly clock: Clock;
  readonly sql: FactSql;
}

/** May this go, and if not, why? Nothing is written here. */
export class ComplianceService {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  /**
   * Checks a line by what is known now, and answers as the viewer may see it.
   *
   * @throws Fault BAD_USER_INPUT unless there is exactly one line, or for one that cannot be read or
   *   that refers to nothing the viewer can see; MALFORMED_ID; UNAVAILABLE or TIMEOUT
   */
  async check(viewer: Viewer, input: CheckInput): Promise<Checked> {
    const { database, clock, sql } = this.#parts;
    if (Boolean(input.line) === Boolean(input.orderLineId)) {
      throw new Fault('BAD_USER_INPUT', 'complianceCheck takes exactly one of line, orderLineId.');
    }
    const line = input.line ? readLine(input.line) : null;
    const key = line ? '' : keyOf('OrderLine', String(input.orderLineId));
    return await transaction(database, async (tx) => {
      // What happens after this place may change the answer; so it is read first.
      const position = await logPosition(tx, sql);
      const asked: AskedLine = line
        ? await resolveLine(tx, line)
        : { orderLine: key, units: null, lines: null };
      const seen = line !== null || (await seenLines(tx, viewer, [key])).has(key);
      const [facts] = seen ? await gatherFacts(tx, viewer, [asked], clock(), sql) : [];
      if (!facts) {
        throw new Fault('BAD_USER_INPUT', 'orderLineId names no order line that you can see.');
      }
      return { ...(await this.#seen(tx, viewer, facts, checkCompliance(facts))), position };
    });
  }

  /** An answer that was kept, as the viewer may see it. */
  async seen(viewer: Viewer, facts: ComplianceFacts, answer: ComplianceAnswer): Promise<Checked> {
    return await this.#seen(statementsOf(this.#parts.database), viewer, facts, answer);
  }

  async #seen(
    db: Statements,
    viewer: Viewer,
    facts: ComplianceFacts,
    answer: ComplianceAnswer,
  ): Promise<Checked> {
    const keys = facts.candidates.map(({ licence }) => licence.id);
    const licences = await seenLicences(db, viewer, [...new Set(keys)], this.#parts.sql);
    return checkedOf(asSeen(answer, facts, { viewer, licences }));
  }
}
