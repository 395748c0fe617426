import type { DataSource } from 'typeorm';
import { provenanceOf } from '../access/viewer.ts';
import { statementsOf, type Tx, transaction } from '../database/transaction.ts';
import { keepEvents } from './customs-event-log.service.ts';
import {
  type CaptureJob,
  dropAbandoned,
  eventTexts,
  lockJob,
  nextJob,
  type Progress,
  writeProgress,
} from './epcis-capture.store.ts';
import { conflictMessage, type ReadEvent, readEvent } from './epcis-event.ts';
import type { EpcisError } from './epcis-validation.ts';

/** Events that are read, checked and written at a time. */
const BATCH = 500;
/** Of what is wrong a job keeps this much. */
const MOST_ERRORS = 100;
/** Milliseconds until a job is tried again that the database would not do. */
const PAUSE = 1000;

/** Thrown to undo what a job wrote. */
class Undo extends Error {
  readonly progress: Progress;
  constructor(progress: Progress) {
    super('The document is refused as a whole.');
    this.progress = progress;
  }
}

export interface JobParts {
  readonly database: DataSource;
  readonly report: (line: string, error: unknown) => void;
  /** tells the sequencer that an event was committed; costs nothing and may be lost */
  readonly ring: () => void;
}

/**
 * Carries out the captures that are waiting, one after the other. What is to be done is in the
 * database: a job that a crash interrupts goes on when the next server starts.
 */
export class CaptureJobs {
  readonly #parts: JobParts;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: JobParts) {
    this.#parts = parts;
  }

  /** There may be something to do. */
  wake(): void {
    this.#again = true;
    if (this.#running || this.#stopped) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#again) this.wake();
    });
  }

  /** Ends after the batch at hand; the rest is done after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#again = false;
    const db = statementsOf(this.#parts.database);
    try {
      await dropAbandoned(db);
      for (let job = await nextJob(db); job && !this.#stopped; job = await nextJob(db)) {
        await this.#finish(job);
      }
    } catch (error) {
      this.#parts.report('a capture waits for the database', error);
      if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), PAUSE);
    }
  }

  async #finish(id: string): Promise<void> {
    const { database } = this.#parts;
    for (let more = true; more && !this.#stopped; ) {
      try {
        more = await transaction(database, (tx) => this.#step(tx, id));
        this.#parts.ring();
      } catch (error) {
        if (!(error instanceof Undo)) throw error;
        more = false;
        await transaction(database, async (tx) => {
          if (await lockJob(tx, id)) await writeProgress(tx, id, error.progress, false);
        });
      }
    }
  }

  /** One batch where what is wrong is left out, else all of them. @returns whether there is more */
  async #step(tx: Tx, id: string): Promise<boolean> {
    const job = await lockJob(tx, id);
    if (!job) return false;
    const whole = job.errorBehaviour === 'ROLLBACK';
    let progress: Progress = job;
    do {
      progress = await captureBatch(tx, job, progress, whole);
    } while (whole && progress.done < job.events && !this.#stopped);
    const finished = progress.done >= job.events;
    if (whole && (progress.refused > 0 || !finished)) {
      // Stopped half-way: nothing of it is kept, and it begins anew.
      if (!finished) throw new Error('The server is stopping.');
      throw new Undo({ ...progress, captured: 0, alreadyKnown: 0 });
    }
    await writeProgress(tx, id, progress, finished ? progress.refused === 0 : null);
    return !finished;
  }
}

async function captureBatch(
  tx: Tx,
  job: CaptureJob,
  before: Progress,
  whole: boolean,
): Promise<Progress> {
  const texts = await eventTexts(tx, job.id, before.done, BATCH);
  const errors: EpcisError[] = [];
  const wrong = new Set<number>();
  const good: (ReadEvent & { index: number })[] = [];
  texts.forEach((text, place) => {
    const index = before.done + place;
    const read = readEvent(text, job.context, index);
    if ('errors' in read) {
      errors.push(...read.errors);
      wrong.add(index);
    } else good.push({ ...read, index });
  });
  // After the first event that is wrong nothing of a whole is kept: the rest is only looked at.
  const keep = whole && (before.refused > 0 || wrong.size > 0) ? [] : good;
  const { capturedBy: by, organisationId, context } = job;
  const provenance = provenanceOf({ key: by });
  const about = { shipmentId: null, declarationId: null };
  const kept = await keepEvents(tx, keep, { by, organisationId, context, provenance, ...about });
  kept.forEach(({ eventId, outcome }, place) => {
    const index = keep[place]?.index;
    if (outcome !== 'conflict' || index === undefined) return;
    wrong.add(index);
    errors.push({ event: index, field: 'eventID', message: conflictMessage(eventId) });
  });
  const count = (outcome: string) => kept.filter((each) => each.outcome === outcome).length;
  return {
    done: before.done + texts.length,
    captured: before.captured + count('captured'),
    alreadyKnown: before.alreadyKnown + count('known'),
    refused: before.refused + wrong.size,
    errors: [...before.errors, ...errors].slice(0, MOST_ERRORS),
  };
}
