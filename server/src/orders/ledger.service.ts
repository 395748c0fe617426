import type { DataSource } from 'typeorm';
import { transaction } from '../database/transaction.ts';
import { apply, type Command, type Outcome } from './ledger.ts';
import { closeBook, openBook } from './ledger.store.ts';

/** Most commands that share a transaction. */
const largestBatch = 64;

interface Waiting {
  readonly command: Command;
  readonly answer: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Draws on licence lines. What comes in about the same lines while they are being written waits and
 * then shares a transaction; one that cannot be carried out together with others is tried alone.
 */
export class LedgerService {
  readonly #database: DataSource;
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(database: DataSource) {
    this.#database = database;
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

  #write(lines: readonly string[], commands: readonly Command[]): Promise<Outcome[]> {
    return transaction(this.#database, async (tx) => {
      const book = await openBook(tx, lines, commands);
      const outcomes = commands.map((command) => apply(book, command));
      const applied = outcomes.flatMap((outcome, index) => {
        const command = commands[index];
        return outcome.ok && !outcome.value.replayed && command
          ? [{ command, outcome: outcome.value }]
          : [];
      });
      if (applied.length > 0) await closeBook(tx, book, applied);
      return outcomes;
    });
  }
}
