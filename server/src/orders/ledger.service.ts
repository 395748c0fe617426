import type { DataSource } from 'typeorm';
import { hasSqlState } from '../database/sqlstate.ts';
import { transaction } from '../database/transaction.ts';
import type { Command, Outcome } from './ledger-book.ts';
import { carryOut } from './ledger-batch.store.ts';
import type { ReservationGuard } from './reservation-guard.store.ts';

/** Most commands that share a transaction. */
const largestBatch = 64;
/** Most transactions at a time. */
const mostBatches = 4;
/** Commands for which a transaction is begun beside one that runs. */
const worthwhile = 8;
/** Milliseconds after which what waits no longer waits for one that runs: it may wait for a lock. */
const patience = 100;

interface Waiting {
  readonly lines: readonly string[];
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
 * Draws on licence lines. What comes in while others are being written waits and then shares a
 * transaction, in the order in which it came; one that cannot be carried out together with others
 * is tried alone. No two transactions of one server are about the same line.
 */
export class LedgerService {
  readonly #parts: ServiceParts;
  #waiting: Waiting[] = [];
  /** lines that are being written */
  readonly #busy = new Set<string>();
  #running = 0;
  #timer: NodeJS.Timeout | undefined;

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
    return new Promise((answer, fail) => {
      this.#waiting.push({ lines, command, answer, fail });
      this.#start(false);
    });
  }

  #start(late: boolean): void {
    const batch = this.#running < mostBatches ? this.#next() : [];
    if (batch.length === 0) return;
    if (this.#running > 0 && !late && batch.length < worthwhile) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#start(true);
      }, patience);
      return;
    }
    const taken = new Set(batch);
    this.#waiting = this.#waiting.filter((one) => !taken.has(one));
    const lines = [...new Set(batch.flatMap((one) => one.lines))];
    for (const line of lines) this.#busy.add(line);
    this.#running += 1;
    void this.#settle(batch).finally(() => {
      for (const line of lines) this.#busy.delete(line);
      this.#running -= 1;
      this.#start(false);
    });
  }

  /** The longest waiting whose lines nobody writes, none before another about the same line. */
  #next(): Waiting[] {
    const blocked = new Set(this.#busy);
    const batch: Waiting[] = [];
    for (const one of this.#waiting) {
      if (batch.length === largestBatch) break;
      if (one.lines.some((line) => blocked.has(line))) {
        for (const line of one.lines) blocked.add(line);
      } else batch.push(one);
    }
    return batch;
  }

  async #settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const lines = [...new Set(batch.flatMap((one) => one.lines))];
      const outcomes = await this.#write(
        lines,
        batch.map(({ command }) => command),
      );
      for (const [index, outcome] of outcomes.entries()) batch[index]?.answer(outcome);
    } catch (error) {
      const [only, ...others] = batch;
      if (others.length === 0) only?.fail(error);
      else for (const one of batch) await this.#settle([one]);
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
