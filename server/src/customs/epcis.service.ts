import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.ts';
import { type Statements, statementsOf, transaction } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import type { CaptureJobs } from './capture-jobs.service.ts';
import { mayCapture } from './capture-policy.ts';
import { findEvents, type StoredEvent } from './customs-event.store.ts';
import type { Sees } from './customs-event-link.service.ts';
import {
  addEvents,
  type CaptureJob,
  closeJob,
  dropJob,
  type ErrorBehaviour,
  findJob,
  jobsOf,
  openJob,
} from './epcis-capture.store.ts';
import { EventSplitter, NotEpcis } from './epcis-splitter.ts';
import { type EpcisError, type EpcisObject, headErrors } from './epcis-validation.ts';

/** Events that are written at a time while a document comes in. */
const BATCH = 500;

/** A document that is refused before a job begins. */
export class DocumentRefused extends Error {
  readonly errors: readonly EpcisError[];
  constructor(errors: readonly EpcisError[]) {
    super(errors.map(({ message }) => message).join(' '));
    this.errors = errors;
  }
}

export interface EpcisParts {
  readonly database: DataSource;
  readonly jobs: CaptureJobs;
  readonly sees: Sees;
}

/** Takes EPCIS documents in, and gives back what was captured. */
export class EpcisService {
  readonly #db: Statements;
  readonly #parts: EpcisParts;

  constructor(parts: EpcisParts) {
    this.#db = statementsOf(parts.database);
    this.#parts = parts;
  }

  /**
   * Takes in a document of any length; its events are captured by a job from then on.
   *
   * @returns the job's id
   * @throws Fault FORBIDDEN for who may not capture, DocumentRefused for what is no EPCIS document;
   *   whatever the body throws
   */
  async receive(
    viewer: Viewer,
    body: AsyncIterable<string>,
    behaviour: ErrorBehaviour,
  ): Promise<string> {
    requireCapture(viewer);
    const job = await openJob(this.#db, viewer.key, viewer.organisationId, behaviour);
    try {
      const { events, context } = await this.#store(job, body);
      await closeJob(this.#db, job, events, context);
    } catch (error) {
      await dropJob(this.#db, job);
      if (!(error instanceof NotEpcis)) throw error;
      throw new DocumentRefused([{ event: null, field: '', message: error.message }]);
    }
    this.#parts.jobs.wake();
    return job;
  }

  async #store(job: string, body: AsyncIterable<string>) {
    const splitter = new EventSplitter();
    let waiting: string[] = [];
    let stored = 0;
    for await (const text of body) {
      for (const event of splitter.push(text)) waiting.push(event);
      while (waiting.length >= BATCH) {
        await addEvents(this.#db, job, stored, waiting.slice(0, BATCH));
        waiting = waiting.slice(BATCH);
        stored += BATCH;
      }
    }
    const head = splitter.end();
    const errors = headErrors(head);
    if (errors.length > 0) throw new DocumentRefused(errors);
    await addEvents(this.#db, job, stored, waiting);
    return { events: stored + waiting.length, context: (head as EpcisObject)['@context'] };
  }

  /** A job of the viewer's own; administrators see all. */
  async job(viewer: Viewer, id: string): Promise<CaptureJob | undefined> {
    const job = /^[1-9]\d{0,17}$/.test(id) ? await findJob(this.#db, id) : undefined;
    const own = job?.capturedBy === viewer.key || viewer.roles.includes('ADMIN');
    return own ? job : undefined;
  }

  /** @throws Fault FORBIDDEN for who may not capture */
  async jobs(viewer: Viewer): Promise<CaptureJob[]> {
    requireCapture(viewer);
    return jobsOf(this.#db, viewer.key);
  }

  /** The event of an eventID, for who may see it; one of the viewer's own before those of others. */
  event(viewer: Viewer, eventId: string): Promise<StoredEvent | undefined> {
    const { database, sees } = this.#parts;
    return transaction(database, async (tx) => {
      const own = { by: viewer.key, organisationId: viewer.organisationId };
      for (const found of await findEvents(tx, eventId, own)) {
        if (await sees(tx, viewer, 'CustomsEvent', found.id)) return found;
      }
      return undefined;
    });
  }
}

function requireCapture(viewer: Viewer): void {
  if (mayCapture(viewer)) return;
  throw new Fault(
    'FORBIDDEN',
    'Your key may not capture events: that is for carriers, brokers, vendors, buyers, laboratories, authorities and administrators.',
  );
}
