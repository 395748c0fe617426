import type { DataSource } from 'typeorm';
import { hasSqlState } from '../database/sqlstate.ts';
import { transaction } from '../database/transaction.ts';
import type { Command, Outcome } from './ledger-book.ts';
import { carryOut } from './ledger-batch.store.ts';
import type { ReservationGuard } from './reservation-guard.store.ts';

/** Most commands that share a transaction. */
const largestBatch = 64;

interface Waiting {
  readonly command: Command;
  readonly answer: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
}

interface ServiceParts {
  readonly database: DataSource;
  /** tells the sequencer that an event was committed; costs nothing and may be lost */
  readonly ring: () => void;
  /** none: nobody is asked */
  readonly guard?: ReservationGuard;
}

/**
 * Draws on licence lines. What comes in about the same lines while they are being written waits and
 * then shares a transaction; one that cannot be carried out together with others is tried alone.
 */
export class LedgerService {
  readonly #parts: ServiceParts;
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  /**
   * Resolves once the decision is kept.
   *
   * @param lines keys of the licence lines that the command is about
   * @throws Fault UNAVAILABLE or TIMEOUT from the database: sent again with the same key it is
   *   carried out once
   */
  decide(lines: readonly string[], command: Command): Promise<Outcome> {
    const sorted = [...new Set(lines)].sort();
    const about = sorted.join(' ');
    return new Promise((answer, fail) => {
      const waiting = this.#waiting.get(about);
      const one = { command, answer, fail };
      if (waiting) {
        waiting.push(one);
        return;
      }
      const queue = [one];
      this.#waiting.set(about, queue);
      void this.#drain(about, sorted, queue);
    });
  }

  async #drain(about: string, lines: readonly string[], queue: Waiting[]): Promise<void> {
    while (queue.length > 0) await this.#settle(lines, queue.splice(0, largestBatch));
    this.#waiting.delete(about);
  }

  async #settle(lines: readonly string[], batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#write(
        lines,
        batch.map(({ command }) => command),
      );
      for (const [index, outcome] of outcomes.entries()) batch[index]?.answer(outcome);
    } catch (error) {
      const [only, ...others] = batch;
      if (others.length === 0) only?.fail(error);
      else for (const one of batch) await this.#settle(lines, [one]);
    }
  }

  async #write(lines: readonly string[], commands: readonly Command[]): Promise<Outcome[]> {
    const { database, guard, ring } = this.#parts;
    const write = () => transaction(database, (tx) => carryOut(tx, lines, commands, guard));
    const outcomes = await write().catch((error) => {
      // The same request was carried out on other lines just now: it is found there.
      if (hasSqlState(error, 'uniqueViolation')) return write();
      throw error;
    });
    if (outcomes.some((outcome) => outcome.ok && !outcome.value.replayed)) ring();
    return outcomes;
  }
}
