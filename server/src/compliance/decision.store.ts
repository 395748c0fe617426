import type { Provenance } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import type { ComplianceAnswer } from './check.ts';
import type { ComplianceFacts } from './facts.ts';

/** A check that is acted upon. Keys of the database. */
export interface NewDecision {
  readonly orderLineId: string;
  readonly facts: ComplianceFacts;
  readonly answer: ComplianceAnswer;
  readonly takenAt: Date;
  /** the key of the viewer */
  readonly takenBy: string;
  readonly note: string | null;
  readonly provenance: Provenance;
}

/**
 * Keeps decisions with their facts and answers, as text that stays as it is written.
 *
 * @returns their keys, in the order of the decisions
 */
export async function insertDecisions(
  tx: Tx,
  decisions: readonly NewDecision[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `with written as (
       insert into compliance_decision (order_line_id, units, verdict, facts, answer, taken_at, taken_by,
         note, provenance)
       select line, units, verdict, facts::json, answer::json, taken_at, taken_by, note, provenance
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
         $7::text[], $8::text[], $9::text[]) with ordinality
         given (line, units, verdict, facts, answer, taken_at, taken_by, note, provenance, place)
       order by place
       returning id
     )
     select id::text from written order by written.id`,
    [
      decisions.map(({ orderLineId }) => orderLineId),
      decisions.map(({ facts }) => facts.line.units ?? 0),
      decisions.map(({ answer }) => answer.verdict),
      decisions.map(({ facts }) => JSON.stringify(facts)),
      decisions.map(({ answer }) => JSON.stringify(answer)),
      decisions.map(({ takenAt }) => takenAt.toISOString()),
      decisions.map(({ takenBy }) => takenBy),
      decisions.map(({ note }) => note),
      decisions.map(({ provenance }) => provenance),
    ],
  );
  return rows.map(({ id }) => id);
}

/** What a decision says of the holds of its line: the rules that hold it, all others do not. */
export interface Holding {
  readonly orderLineId: string;
  readonly clear: boolean;
  readonly rules: readonly { readonly rule: string; readonly reason: string }[];
  readonly at: Date;
  readonly by: string;
}

export interface HoldMoved {
  readonly id: string;
  readonly orderLineId: string;
  readonly orderId: string;
  readonly rule: string;
  readonly reason: string;
  readonly opened: boolean;
}

/**
 * Puts on and clears the holds of rules on locked order lines, and writes whether the lines may go.
 * Holds by hand stay.
 *
 * @returns the holds that were put on or cleared
 */
export async function settleHolds(tx: Tx, holdings: readonly Holding[]): Promise<HoldMoved[]> {
  return await tx.query<HoldMoved>(
    `with given as (
       select * from jsonb_to_recordset($1) as each ("orderLineId" bigint, clear boolean, rules jsonb,
         at timestamptz, by text)
     ), wanted as (
       select "orderLineId", at, by, rule ->> 'rule' as rule, rule ->> 'reason' as reason
       from given, jsonb_array_elements(rules) rule
     ), cleared as (
       update order_line_hold hold set cleared_at = greatest(hold.since, given.at), cleared_by = given.by,
         clear_reason = 'The check no longer holds it.'
       from given where hold.order_line_id = given."orderLineId" and hold.cleared_at is null
         and hold.rule <> 'MANUAL' and not exists (select from wanted
           where wanted."orderLineId" = hold.order_line_id and wanted.rule = hold.rule)
       returning hold.id, hold.order_line_id, hold.rule, hold.clear_reason as reason, false as opened
     ), opened as (
       insert into order_line_hold (order_line_id, rule, reason, since, placed_by)
       select "orderLineId", rule, reason, at, by from wanted order by "orderLineId", rule
       on conflict (order_line_id, rule) where cleared_at is null do nothing
       returning id, order_line_id, rule, reason, true as opened
     ), stood as (
       update order_line line set compliance_status = case
         when jsonb_array_length(given.rules) > 0 or exists (select from order_line_hold hold
           where hold.order_line_id = line.id and hold.rule = 'MANUAL' and hold.cleared_at is null)
           then 'ON_HOLD'
         when given.clear then 'CLEAR' else 'NOT_CHECKED' end
       from given where line.id = given."orderLineId"
         -- by key: the planner takes what comes as JSON for many rows
         and line.id = any(array(select "orderLineId" from given))
     )
     select moved.id::text, moved.order_line_id::text as "orderLineId",
       (select order_id::text from order_line where id = moved.order_line_id) as "orderId",
       moved.rule, moved.reason, moved.opened
     from (select * from cleared union all select * from opened) moved order by moved.id`,
    [JSON.stringify(holdings)],
  );
}
