import { anonymous } from '../../../server/src/access/viewer.ts';
import { checkCompliance } from '../../../server/src/compliance/check.ts';
import { factSqlOf } from '../../../server/src/compliance/fact-sql.reads.ts';
import { gatherFacts } from '../../../server/src/compliance/facts.store.ts';
import { partOf } from '../../../server/src/compliance/part.ts';
import type { PreparedStatement } from '../../../server/src/database/transaction.ts';
import { createSchema } from '../../../server/src/schema.ts';

// The part of the transaction that is about compliance, one reservation at a time: Carnet's own
// statements look at the same facts, and the decision is kept with as many of them.

/** One connection, as its caller runs statements on it. */
export type Run = (statement: PreparedStatement, values: readonly unknown[]) => Promise<object[]>;

const sql = factSqlOf(createSchema().registry);

const keep = {
  name: 'keep the decision',
  text: `with kept as (
      insert into compliance_decision (order_line_id, units, verdict, facts, answer, taken_at, taken_by)
      values ($1, $2, $3, $4, $5, now(), 'raw') returning id, order_line_id
    ), cleared as (
      update order_line set compliance_status = 'CLEAR' where id = $1 and compliance_status <> 'CLEAR'
    )
    insert into event (type, subject_type, subject_id, actor, payload)
    select 'COMPLIANCE_DECIDED', 'OrderLine', order_line_id, 'raw',
      json_build_object('decision', id::text, 'verdict', $3::text) from kept`,
};

/** Looks at the facts of a line under its lock, checks them and keeps the decision. */
export async function decideByHand(
  run: Run,
  orderLine: string,
  lines: readonly string[],
  units: number,
): Promise<void> {
  const db = {
    query: () => Promise.reject(new Error('everything is prepared')),
    prepared: async <Row extends object>(
      statement: PreparedStatement,
      values: readonly unknown[],
    ) => (await run(statement, values)) as Row[],
  };
  const asked = [{ orderLine, units: null, lines, brief: true }];
  const [found] = await gatherFacts(db, anonymous, asked, new Date(), sql);
  if (!found) throw new Error('there is no such line');
  const facts = partOf(found, units, ['EXPORT', 'IMPORT']);
  const answer = checkCompliance(facts);
  if (answer.verdict !== 'CLEAR') throw new Error(`the check says ${answer.verdict}`);
  const values = [orderLine, units, answer.verdict, JSON.stringify(facts), JSON.stringify(answer)];
  await run(keep, values);
}
