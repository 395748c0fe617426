import type { DataSource } from 'typeorm';
import { anonymous } from '../access/viewer.ts';
import { statementsOf } from '../database/transaction.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AskedLine } from './asked.store.ts';
import type { FactSql } from './fact-sql.store.ts';
import type { ComplianceFacts } from './facts.ts';
import { gatherFacts } from './facts.store.ts';

/** Most lines that are looked at together. */
const largestBatch = 64;

/** A line of an order. */
type StoredLine = Extract<AskedLine, { orderLine: string }>;

interface Waiting {
  readonly line: StoredLine;
  readonly tell: (facts: ComplianceFacts | undefined) => void;
  readonly fail: (error: unknown) => void;
}

interface Parts {
  readonly database: DataSource;
  readonly clock: Clock;
  readonly sql: FactSql;
}

/**
 * Gathers facts about lines of orders. What is asked while facts are gathered waits and is then
 * gathered together: one look costs much the same however many lines it takes in.
 */
export class FactsTogether {
  readonly #parts: Parts;
  readonly #waiting: Waiting[] = [];
  #gathering = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** As they are once it is called, or later. Who may ask is for the caller to know. */
  of(line: StoredLine): Promise<ComplianceFacts | undefined> {
    return new Promise((tell, fail) => {
      this.#waiting.push({ line, tell, fail });
      if (!this.#gathering) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#gathering = true;
    while (this.#waiting.length > 0) await this.#gather(this.#waiting.splice(0, largestBatch));
    this.#gathering = false;
  }

  async #gather(batch: readonly Waiting[]): Promise<void> {
    const { database, clock, sql } = this.#parts;
    const lines = batch.map(({ line }) => line);
    try {
      const facts = await gatherFacts(statementsOf(database), anonymous, lines, clock(), sql);
      for (const [index, { tell }] of batch.entries()) tell(facts[index]);
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }
}
