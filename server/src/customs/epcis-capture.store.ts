import type { Statements, Tx } from '../database/transaction.ts';
import type { EpcisError } from './epcis-validation.ts';

export type ErrorBehaviour = 'ROLLBACK' | 'PROCEED';

/** A document that is being captured, or was. */
export interface CaptureJob {
  readonly id: string;
  readonly capturedBy: string;
  readonly organisationId: string | null;
  readonly errorBehaviour: ErrorBehaviour;
  readonly context: unknown;
  readonly events: number;
  readonly done: number;
  readonly captured: number;
  readonly alreadyKnown: number;
  readonly refused: number;
  readonly errors: readonly EpcisError[];
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly success: boolean | null;
}

const columns = `id::text, captured_by as "capturedBy", organisation_id::text as "organisationId",
  error_behaviour as "errorBehaviour", context, events, done, captured,
  already_known as "alreadyKnown", refused, errors, created_at as "createdAt",
  finished_at as "finishedAt", success`;

/** Opens a job whose events are yet to come. */
export async function openJob(
  db: Statements,
  by: string,
  organisationId: string | null,
  behaviour: ErrorBehaviour,
): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `insert into epcis_capture (captured_by, organisation_id, error_behaviour)
     values ($1, $2::bigint, $3) returning id::text`,
    [by, organisationId, behaviour],
  );
  return row?.id ?? '';
}

/** Keeps some of a document's events, as they are written. */
export async function addEvents(
  db: Statements,
  job: string,
  first: number,
  texts: readonly string[],
): Promise<void> {
  await db.query(
    `insert into epcis_capture_event (capture_id, index, document)
     select $1::bigint, $2::integer + place - 1, document
     from unnest($3::text[]) with ordinality as t(document, place)`,
    [job, first, texts],
  );
}

/** All of the document is here: from now on the job survives whatever happens to the server. */
export async function closeJob(
  db: Statements,
  job: string,
  events: number,
  context: unknown,
): Promise<void> {
  await db.query(
    `update epcis_capture set events = $2, context = $3::json, received_at = clock_timestamp()
     where id = $1`,
    [job, events, JSON.stringify(context ?? null)],
  );
}

export async function dropJob(db: Statements, job: string): Promise<void> {
  await db.query('delete from epcis_capture where id = $1 and received_at is null', [job]);
}

/** Forgets documents whose sender left, or whose server ended, before all of them was here. */
export async function dropAbandoned(db: Statements): Promise<void> {
  await db.query(
    `delete from epcis_capture
     where received_at is null and created_at < clock_timestamp() - interval '1 day'`,
  );
}

export async function findJob(db: Statements, id: string): Promise<CaptureJob | undefined> {
  const [job] = await db.query<CaptureJob>(
    `select ${columns} from epcis_capture where id = $1 and received_at is not null`,
    [id],
  );
  return job;
}

/** The newest hundred jobs of a key. */
export function jobsOf(db: Statements, by: string): Promise<CaptureJob[]> {
  return db.query(
    `select ${columns} from epcis_capture where captured_by = $1 and received_at is not null
     order by epcis_capture.id desc limit 100`,
    [by],
  );
}

/** The oldest job that is not finished. */
export async function nextJob(db: Statements): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>(
    `select id::text from epcis_capture where finished_at is null and received_at is not null
     order by epcis_capture.id limit 1`,
  );
  return row?.id;
}

/** Locks an unfinished job: whoever else works on it waits, and goes on where this ends. */
export async function lockJob(tx: Tx, id: string): Promise<CaptureJob | undefined> {
  const [job] = await tx.query<CaptureJob>(
    `select ${columns} from epcis_capture where id = $1 and finished_at is null for update`,
    [id],
  );
  return job;
}

/** A job's events from an index on. */
export async function eventTexts(
  tx: Tx,
  job: string,
  from: number,
  most: number,
): Promise<string[]> {
  const rows = await tx.query<{ document: string }>(
    `select document from epcis_capture_event where capture_id = $1 and index >= $2 and index < $3
     order by index`,
    [job, from, from + most],
  );
  return rows.map(({ document }) => document);
}

export interface Progress {
  readonly done: number;
  readonly captured: number;
  readonly alreadyKnown: number;
  readonly refused: number;
  readonly errors: readonly EpcisError[];
}

/** Writes how far a locked job is; a finished one lets go of its events. */
export async function writeProgress(
  tx: Tx,
  job: string,
  progress: Progress,
  success: boolean | null,
): Promise<void> {
  const { done, captured, alreadyKnown, refused, errors } = progress;
  await tx.query(
    `update epcis_capture set done = $2, captured = $3, already_known = $4, refused = $5,
       errors = $6, success = $7,
       finished_at = case when $7::boolean is null then null else clock_timestamp() end
     where id = $1`,
    [job, done, captured, alreadyKnown, refused, JSON.stringify(errors), success],
  );
  if (success !== null) {
    await tx.query('delete from epcis_capture_event where capture_id = $1', [job]);
  }
}
