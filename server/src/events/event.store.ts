import type { Tx } from '../database/transaction.ts';

export type EventType =
  | 'LICENCE_RECORDED'
  | 'LICENCE_ACTIVATED'
  | 'LICENCE_SUSPENDED'
  | 'LICENCE_REINSTATED'
  | 'LICENCE_REVOKED'
  | 'ORDER_PLACED'
  | 'ORDER_CONFIRMED'
  | 'ORDER_CLOSED'
  | 'ORDER_CANCELLED'
  | 'CONDITION_IMPOSED'
  | 'CONDITION_SATISFIED'
  | 'CONDITION_WAIVED'
  | 'CONDITION_BREACHED'
  | 'SOURCE_REPORT_RECORDED'
  | 'CLAIM_RECORDED';

export interface NewEvent {
  readonly type: EventType;
  /** key of the licence it is about, if it is about one */
  readonly licenceId: string | null;
  /** the key of the viewer who decided, or who else brought it about */
  readonly actor: string;
  /** stored as compact JSON text and returned as it was written */
  readonly payload: Readonly<Record<string, unknown>>;
  /** default: now */
  readonly occurredAt?: Date;
}

/**
 * Writes an event in the transaction of what it tells. Call it after the subject is locked: the
 * events of one subject are then numbered in the order in which they happened.
 *
 * @returns the event's key
 */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into event (type, licence_id, actor, payload, occurred_at)
     values ($1, $2, $3, $4, coalesce($5::timestamptz, clock_timestamp())) returning id::text`,
    [
      event.type,
      event.licenceId,
      event.actor,
      JSON.stringify(event.payload),
      event.occurredAt?.toISOString() ?? null,
    ],
  );
  if (!row) throw new Error('an inserted event gave no key');
  return row.id;
}
