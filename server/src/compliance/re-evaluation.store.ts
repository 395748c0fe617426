import type { Statements, Tx } from '../database/transaction.ts';
import type { EventType } from '../events/event.store.ts';
import type { ComplianceAnswer } from './check.ts';
import type { Reconsidered, Standing } from './re-evaluation.ts';

/** Lines of which something has yet to leave or to be let in, and what was last said about each. */
const standings = (which: string): string => `
  select line.id::text as "orderLineId", decision.id::text as "decisionId", decision.units,
    coalesce(since.after, decision.verdict) as verdict,
    (select json_agg(json_build_object('rule', said ->> 'rule', 'verdict', said ->> 'verdict'))
      from json_array_elements(coalesce(since.answer, decision.answer) -> 'rules') said) as rules,
    array(select rule::text from order_line_hold
      where order_line_id = line.id and cleared_at is null) as holds,
    line.compliance_status as compliance
  from order_line line
  join purchase_order whole on whole.id = line.order_id
  cross join lateral (select own.id, own.units, own.verdict, own.answer from compliance_decision own
    where own.order_line_id = line.id order by own.id desc limit 1) decision
  left join lateral (select change.after, change.answer from compliance_verdict_change change
    where change.compliance_decision_id = decision.id order by change.id desc limit 1) since on true
  where ${which} and whole.status not in ('CLOSED', 'CANCELLED')
    and (line.shipped_units < coalesce(line.units, line.shipped_units + 1)
      or exists (select from licence_allocation drawn where drawn.order_line_id = line.id
        and drawn.reserved_units + drawn.held_units > 0))
  order by line.id`;

interface StandingRow extends Omit<Standing, 'units'> {
  readonly units: string;
}

const standingOf = (row: StandingRow): Standing => ({ ...row, units: Number(row.units) });

/** The lines that follow a key, the lowest first. */
export async function standingsAfter(
  db: Statements,
  after: string,
  most: number,
): Promise<Standing[]> {
  const rows = await db.query<StandingRow>(`${standings('line.id > $1')} limit $2`, [after, most]);
  return rows.map(standingOf);
}

/** Locks lines, then their orders against change, and tells how they stand. */
export async function lockStandings(tx: Tx, keys: readonly string[]): Promise<Standing[]> {
  await tx.query('select from order_line where id = any($1) order by id for update', [keys]);
  await tx.query(
    `select from purchase_order where id in (select order_id from order_line where id = any($1))
     order by id for share`,
    [keys],
  );
  return (await tx.query<StandingRow>(standings('line.id = any($1)'), [keys])).map(standingOf);
}

/** Another verdict than the one before it. */
export interface NewVerdict extends NonNullable<Reconsidered['change']> {
  readonly decisionId: string;
  readonly answer: ComplianceAnswer;
  readonly at: Date;
}

export async function insertVerdictChanges(tx: Tx, changes: readonly NewVerdict[]): Promise<void> {
  await tx.query(
    `insert into compliance_verdict_change (compliance_decision_id, before, after, rules, answer, changed_at)
     select decision, before, after, string_to_array(rules, ' '), answer::json, at
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
       with ordinality given (decision, before, after, rules, answer, at, place)
     order by place`,
    [
      changes.map(({ decisionId }) => decisionId),
      changes.map(({ before }) => before),
      changes.map(({ after }) => after),
      changes.map(({ rules }) => rules.join(' ')),
      changes.map(({ answer }) => JSON.stringify(answer)),
      changes.map(({ at }) => at.toISOString()),
    ],
  );
}

/** Events after which every line stands as before: no rule looks at what they tell of. */
const elsewhere: readonly EventType[] = [
  'COMPLIANCE_DECIDED',
  'COMPLIANCE_VERDICT_CHANGED',
  'SOURCE_REPORT_RECORDED',
  'LICENCE_DRAFTED',
  'ORDER_DRAFTED',
  'ORDER_CONFIRMED',
  'ORDER_CLOSED',
  'ORDER_HELD',
  'CUSTOMS_EVENT_CAPTURED',
  'CUSTOMS_EVENT_CORRECTED',
  'DECLARATION_DRAFTED',
  'DECLARATION_LODGED',
  'DECLARATION_CONTROLLED',
];

/**
 * Whether something happened between two places of the log that a rule may look at.
 *
 * @param actor whose own clearing of holds is none of it
 */
export async function concernsLines(
  db: Statements,
  after: number,
  until: number,
  actor: string,
): Promise<boolean> {
  const [row] = await db.query<{ concerns: boolean }>(
    `select exists (select from event_position place join event on event.id = place.event_id
       where place.position > $1 and place.position <= $2 and event.type <> all($3)
         and not (event.type = 'ORDER_CLEARED' and event.actor = $4)) as concerns`,
    [after, until, elsewhere, actor],
  );
  return row?.concerns === true;
}
