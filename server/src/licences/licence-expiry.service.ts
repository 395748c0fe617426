import { statementsOf, type Tx, transaction } from '../database/transaction.ts';
import type { DecisionParts } from '../events/decide.ts';
import { appendEvent } from '../events/event.store.ts';
import { expire } from './licence.ts';
import { lockLicence, writeStatusChange } from './licence.store.ts';
import { dueForExpiry, winExpiry } from './licence-expiry.store.ts';
import { lockLines } from './licence-line.store.ts';
import type { Drawings } from './drawings.store.ts';

/** Milliseconds between two looks. */
const PAUSE = 30_000;
/** Licences that are looked up at a time. */
const BATCH = 100;
/** Nobody decides it. */
const actor = 'system';

interface ExpiryParts extends DecisionParts {
  readonly drawings: Drawings;
  /** told when the database cannot be asked; the next look comes all the same */
  readonly report: (line: string, error: unknown) => void;
}

/**
 * Ends licences whose last day is over, in UTC, and puts what is reserved on them on hold. Of several
 * servers one does it at a time. Until it has, such a licence still reads as before, and no chip can
 * be drawn on it.
 */
export class LicenceExpiry {
  readonly #parts: ExpiryParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: ExpiryParts) {
    this.#parts = parts;
  }

  /** Looks now and then every half a minute. */
  start(): void {
    if (this.#stopped || this.#running !== undefined) return;
    this.#running = this.#look().finally(() => {
      this.#running = undefined;
      if (!this.#stopped) this.#timer = setTimeout(() => this.start(), PAUSE).unref();
    });
  }

  /** Finishes the licence at hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** @returns how many licences were ended */
  async expireDue(): Promise<number> {
    const db = statementsOf(this.#parts.database);
    let ended = 0;
    for (let after = '0'; !this.#stopped; ) {
      const due = await dueForExpiry(db, this.#parts.clock(), after, BATCH);
      for (const id of due) {
        if (this.#stopped) break;
        if (await transaction(this.#parts.database, (tx) => this.#end(tx, id))) ended += 1;
      }
      const last = due.at(-1);
      if (last === undefined || due.length < BATCH) break;
      after = last;
    }
    if (ended > 0) this.#parts.ring();
    return ended;
  }

  async #look(): Promise<void> {
    try {
      await this.expireDue();
    } catch (error) {
      this.#parts.report('licences whose time is over wait for the database', error);
    }
  }

  async #end(tx: Tx, id: string): Promise<boolean> {
    if (!(await winExpiry(tx))) return false;
    await lockLines(tx, [id]);
    const licence = await lockLicence(tx, id);
    const change = licence && expire(licence.state, licence.validity, this.#parts.clock());
    if (!change) return false;
    const { before, after, at } = change;
    await writeStatusChange(tx, id, change);
    const reason = after.statusReason;
    await appendEvent(tx, {
      type: 'LICENCE_EXPIRED',
      licenceId: id,
      actor,
      occurredAt: at,
      payload: {
        statusBefore: before.status,
        statusAfter: after.status,
        version: after.version,
        reason,
      },
    });
    await this.#parts.drawings.hold(tx, id, { actor, at, reason });
    return true;
  }
}
