import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.ts';
import type { PlannedStatements, Tx } from '../database/transaction.ts';
import { appendEvents, type NewEvent } from '../events/event.store.ts';
import type { Clock } from '../kernel/clock.ts';
import { encodeId } from '../kernel/ids.ts';
import { type ComplianceAnswer, checkCompliance } from './check.ts';
import { followHolds } from './decided.store.ts';
import type { FactSql } from './fact-sql.store.ts';
import { gatherFacts } from './facts.store.ts';
import { factsOfDecision, type Reconsidered, reconsider, type Standing } from './re-evaluation.ts';
import { insertVerdictChanges, lockStandings, type NewVerdict } from './re-evaluation.store.ts';

/** What evaluating again needs. */
export interface Evaluation {
  readonly database: DataSource;
  readonly clock: Clock;
  readonly sql: FactSql;
  /** who brings it about */
  readonly viewer: Viewer;
}

interface Other extends Reconsidered {
  readonly standing: Standing;
  readonly answer: ComplianceAnswer;
}

/** Keys of the lines of which something would be another now. */
export async function othersNow(
  db: PlannedStatements,
  evaluation: Evaluation,
  standings: readonly Standing[],
): Promise<string[]> {
  const others = await evaluate(db, evaluation, standings, evaluation.clock());
  return others.map(({ standing }) => standing.orderLineId);
}

/**
 * Writes down what of the lines would be decided otherwise now, with the holds and events that come
 * of it. Looks again once they are locked: whoever was there before left nothing to do.
 *
 * @returns how many verdicts are others
 */
export async function settleLines(
  tx: Tx,
  evaluation: Evaluation,
  keys: readonly string[],
): Promise<number> {
  const standings = await lockStandings(tx, keys);
  const at = evaluation.clock();
  const others = await evaluate(tx, evaluation, standings, at);
  const by = evaluation.viewer.key;
  const changes = others.flatMap(({ standing, answer, change }): Changed[] => {
    const { orderLineId, decisionId } = standing;
    return change ? [{ ...change, orderLineId, decisionId, answer, at }] : [];
  });
  await insertVerdictChanges(tx, changes);
  const holds = await followHolds(
    tx,
    others.map(({ standing: { orderLineId }, answer }) => ({ orderLineId, answer, at, by })),
  );
  await appendEvents(tx, [...holds, ...changes.map((change) => changeEvent(change, by))]);
  return changes.length;
}

async function evaluate(
  db: PlannedStatements,
  { viewer, sql }: Evaluation,
  standings: readonly Standing[],
  at: Date,
): Promise<Other[]> {
  const asked = standings.map(({ orderLineId: orderLine }) => ({
    ...{ orderLine, units: null, lines: null },
  }));
  const gathered = await gatherFacts(db, viewer, asked, at, sql);
  const others: Other[] = [];
  for (const [place, standing] of standings.entries()) {
    const facts = gathered[place];
    if (!facts) continue;
    const answer = checkCompliance(factsOfDecision(standing, facts));
    const found = reconsider(standing, answer);
    if (found) others.push({ ...found, standing, answer });
    // Others are answered between two lines.
    await breathe();
  }
  return others;
}

interface Changed extends NewVerdict {
  readonly orderLineId: string;
}

function changeEvent(change: Changed, actor: string): NewEvent {
  const { orderLineId, decisionId, before, after, rules, at } = change;
  return {
    type: 'COMPLIANCE_VERDICT_CHANGED',
    licenceId: null,
    subject: { type: 'OrderLine', id: orderLineId },
    actor,
    occurredAt: at,
    payload: {
      orderLine: encodeId('OrderLine', orderLineId),
      decision: encodeId('ComplianceDecision', decisionId),
      before,
      after,
      rules,
    },
  };
}
