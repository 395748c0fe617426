import { setTimeout as sleep } from 'node:timers/promises';
import { anonymous, type Viewer } from '../access/viewer.ts';
import { exclusively } from '../database/exclusive.ts';
import { type PlannedStatements, statementsOf, transaction } from '../database/transaction.ts';
import { Bell } from '../events/bell.ts';
import type { Tail } from '../events/tail.ts';
import { dayOf } from '../kernel/day.ts';
import { concernsLines, standingsAfter } from './re-evaluation.store.ts';
import { type Evaluation, othersNow, settleLines } from './verdict-change.service.ts';

/** Milliseconds until it looks again although nothing happened. */
const PAUSE = 60_000;
/** Milliseconds without an event after which those before it are taken together. */
const QUIET = 250;
/** Milliseconds that it waits for quiet. */
const PATIENCE = 2_000;
/** Lines whose facts are gathered at a time, and that are written at a time. */
const BATCH = 200;
const FEW = 25;

const what = 're-evaluation';

/** Nobody decides it. */
const system: Viewer = { ...anonymous, key: 'system', name: 'system' };

interface ReEvaluationParts extends Omit<Evaluation, 'viewer'> {
  readonly tail: Pick<Tail, 'head' | 'from'>;
  /** tells the sequencer that an event was committed; costs nothing and may be lost */
  readonly ring: () => void;
  /** told when the database cannot be asked; the next look comes all the same */
  readonly report: (line: string, error: unknown) => void;
}

/**
 * Holds order lines that were decided on to what is known now: when facts change, their newest
 * decisions are evaluated again, and where one would be another now that is written down. Of several
 * servers one does it at a time.
 */
export class ReEvaluation {
  readonly #parts: ReEvaluationParts;
  readonly #evaluation: Evaluation;
  readonly #bell = new Bell();
  readonly #stopping = new AbortController();
  readonly #done = { lines: 0, changes: 0 };
  #seen = 0;
  #running: Promise<unknown> | undefined;

  constructor(parts: ReEvaluationParts) {
    this.#parts = parts;
    this.#evaluation = { ...parts, viewer: system };
  }

  /**
   * Decisions that this process evaluated again, verdicts that were others then, and the place in
   * the log up to which it has looked.
   */
  figures(): { readonly lines: number; readonly changes: number; readonly position: number } {
    return { ...this.#done, position: this.#seen };
  }

  /**
   * Looks now, after every event that a rule may look at, and when a day begins: no rule asks for
   * the hour.
   */
  start(): void {
    this.#running ??= Promise.all([this.#listen(), this.#run()]);
  }

  /** Finishes the lines at hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #listen(): Promise<void> {
    const { tail } = this.#parts;
    const { signal } = this.#stopping;
    for await (const _position of tail.from(tail.head().position, signal)) this.#bell.ring();
  }

  async #run(): Promise<void> {
    const { tail, database, clock, report } = this.#parts;
    const { signal } = this.#stopping;
    const db = statementsOf(database);
    let day = '';
    while (!signal.aborted) {
      const { position } = tail.head();
      const today = dayOf(clock());
      const began = performance.now();
      try {
        const concerned =
          today !== day || (await concernsLines(db, this.#seen, position, system.key));
        const done = !concerned || (await exclusively(database, what, () => this.#evaluateAll(db)));
        // Where another server is at it, it may have been there before: so it looks again.
        if (done) [this.#seen, day] = [position, today];
      } catch (error) {
        report('decisions that may be others now wait for the database', error);
      }
      // At most a tenth of the time is spent on it, however much happens: decisions come first.
      await sleep(9 * (performance.now() - began), undefined, { signal }).catch(() => {});
      await this.#wait(signal);
    }
  }

  /** Waits for an event and for quiet after it, or for a while. */
  async #wait(signal: AbortSignal): Promise<void> {
    if (!(await this.#bell.wait(PAUSE, signal))) return;
    const end = performance.now() + PATIENCE;
    while (performance.now() < end && (await this.#bell.wait(QUIET, signal)));
  }

  async #evaluateAll(db: PlannedStatements): Promise<void> {
    const { signal } = this.#stopping;
    for (let after = '0'; !signal.aborted; ) {
      const batch = await standingsAfter(db, after, BATCH);
      const others = await othersNow(db, this.#evaluation, batch);
      this.#done.lines += batch.length;
      for (let start = 0; start < others.length && !signal.aborted; start += FEW) {
        await this.#settle(others.slice(start, start + FEW));
      }
      const last = batch.at(-1);
      if (!last || batch.length < BATCH) return;
      after = last.orderLineId;
    }
  }

  async #settle(keys: readonly string[]): Promise<void> {
    const { database, ring } = this.#parts;
    this.#done.changes += await transaction(database, (tx) =>
      settleLines(tx, this.#evaluation, keys),
    );
    ring();
  }
}
