import type { Tx } from '../database/transaction.ts';

export type EventType =
  | 'LICENCE_RECORDED'
  | 'LICENCE_ACTIVATED'
  | 'LICENCE_SUSPENDED'
  | 'LICENCE_REINSTATED'
  | 'LICENCE_REVOKED'
  | 'LICENCE_DRAFTED'
  | 'LICENCE_SUBMITTED'
  | 'LICENCE_WITHDRAWN'
  | 'LICENCE_DECIDED'
  | 'LICENCE_PUBLISHED'
  | 'LICENCE_AMENDED'
  | 'LICENCE_EXPIRED'
  | 'LICENCE_EXHAUSTED'
  | 'LICENCE_REOPENED'
  | 'LICENCE_LINE_RESERVED'
  | 'LICENCE_LINE_USED'
  | 'LICENCE_LINE_RELEASED'
  | 'LICENCE_LINE_REVERSED'
  | 'LICENCE_LINE_HELD'
  | 'LICENCE_LINE_UNHELD'
  | 'ORDER_DRAFTED'
  | 'ORDER_PLACED'
  | 'ORDER_CONFIRMED'
  | 'ORDER_CLOSED'
  | 'ORDER_CANCELLED'
  | 'ORDER_HELD'
  | 'ORDER_CLEARED'
  | 'COMPLIANCE_DECIDED'
  | 'COMPLIANCE_VERDICT_CHANGED'
  | 'STOCK_STATED'
  | 'DOMESTIC_PURCHASE_RECORDED'
  | 'CONDITION_IMPOSED'
  | 'CONDITION_SATISFIED'
  | 'CONDITION_WAIVED'
  | 'CONDITION_BREACHED'
  | 'ROUND_CONDITION_IMPOSED'
  | 'ROUND_CONDITION_SATISFIED'
  | 'ROUND_CONDITION_WAIVED'
  | 'ROUND_CONDITION_BREACHED'
  | 'ROUND_OPENED'
  | 'ROUND_CLOSED'
  | 'RESTRICTION_RECORDED'
  | 'RESTRICTION_ENFORCED'
  | 'RESTRICTION_LIFTED'
  | 'SOURCING_RULE_RECORDED'
  | 'SOURCING_RULE_SETTLED'
  | 'VOLUME_CAP_RECORDED'
  | 'VOLUME_CAP_SETTLED'
  | 'END_USER_STATEMENT_RECORDED'
  | 'SCREENING_RECORDED'
  | 'SCREENING_OVERRIDDEN'
  | 'CUSTOMS_EVENT_CAPTURED'
  | 'CUSTOMS_EVENT_CORRECTED'
  | 'SHIPMENT_PLANNED'
  | 'SHIPMENT_TESTED'
  | 'SHIPMENT_DISPATCHED'
  | 'SHIPMENT_ARRIVED'
  | 'SHIPMENT_DELIVERED'
  | 'SHIPMENT_HELD'
  | 'SHIPMENT_RETURNED'
  | 'SHIPMENT_SEIZED'
  | 'DECLARATION_DRAFTED'
  | 'DECLARATION_LODGED'
  | 'DECLARATION_ACCEPTED'
  | 'DECLARATION_REJECTED'
  | 'DECLARATION_CONTROLLED'
  | 'DECLARATION_HELD'
  | 'DECLARATION_RELEASED'
  | 'DECLARATION_REFUSED'
  | 'DECLARATION_DETAINED'
  | 'DECLARATION_SEIZED'
  | 'DECLARATION_INVALIDATED'
  | 'DECLARATION_DISCHARGED'
  | 'SOURCE_REPORT_RECORDED'
  | 'CLAIM_RECORDED';

export interface NewEvent {
  readonly type: EventType;
  /** key of the licence it is about, if it is about one */
  readonly licenceId: string | null;
  /** what it is about: the GraphQL type and the key; default: the licence, if it is about one */
  readonly subject?: { readonly type: string; readonly id: string };
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
  const [key] = await appendEvents(tx, [event]);
  if (!key) throw new Error('an inserted event gave no key');
  return key;
}

/**
 * Writes events as `appendEvent` does, all in one statement.
 *
 * @returns their keys, in the order of the events
 */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<string[]> {
  // Keys are drawn after the sort, so they rise as the events stand.
  const rows = await tx.query<{ id: string }>(
    `with written as (
       insert into event (type, licence_id, subject_type, subject_id, actor, payload, occurred_at)
       select given.type, licence_id, subject_type, subject_id, actor, payload::json,
         coalesce(occurred_at, clock_timestamp())
       from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[],
         $7::timestamptz[]) with ordinality
         given (type, licence_id, subject_type, subject_id, actor, payload, occurred_at, place)
       order by place
       returning id
     )
     select id::text from written order by written.id`,
    [
      events.map(({ type }) => type),
      events.map(({ licenceId }) => licenceId),
      events.map((event) => subjectOf(event)?.type ?? null),
      events.map((event) => subjectOf(event)?.id ?? null),
      events.map(({ actor }) => actor),
      events.map(({ payload }) => JSON.stringify(payload)),
      events.map(({ occurredAt }) => occurredAt?.toISOString() ?? null),
    ],
  );
  return rows.map(({ id }) => id);
}

function subjectOf({ subject, licenceId }: NewEvent): NewEvent['subject'] {
  return subject ?? (licenceId === null ? undefined : { type: 'Licence', id: licenceId });
}
