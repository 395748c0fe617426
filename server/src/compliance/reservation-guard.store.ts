import { anonymous, provenanceOf } from '../access/viewer.ts';
import { lockForTransaction } from '../database/idempotency.store.ts';
import type { Tx } from '../database/transaction.ts';
import { authorisationMissing } from '../customs/refusals.ts';
import type { Direction } from '../licences/eligibility.ts';
import { transitionRefused } from '../kernel/refusal.ts';
import type { Applied } from '../orders/ledger-book.ts';
import type {
  AskedReservation,
  Examined,
  ReservationGuard,
} from '../orders/reservation-guard.store.ts';
import { type ComplianceAnswer, checkCompliance } from './check.ts';
import { keepDecisions } from './decided.store.ts';
import type { FactSql } from './fact-sql.store.ts';
import type { ComplianceFacts } from './facts.ts';
import { gatherFacts } from './facts.store.ts';
import { partOf, sidesNeeded } from './part.ts';
import { complianceRefused } from './reserve-refusals.ts';
import { counted } from './tally.ts';
import { bindsOn } from './trade-facts.ts';

interface Looked {
  readonly facts: ComplianceFacts;
  readonly answer: ComplianceAnswer;
}

/**
 * Checks reservations under the locks of the ledger, and keeps the decision with each that is made.
 * A refusal carries the whole answer: whoever asked tells of it what the viewer may see.
 */
export class ComplianceGuard implements ReservationGuard<Looked> {
  readonly #sql: FactSql;

  constructor(sql: FactSql) {
    this.#sql = sql;
  }

  async examine(tx: Tx, asked: readonly AskedReservation[]): Promise<readonly Examined<Looked>[]> {
    const held = await heldByHand(tx, asked);
    const before = await this.#gather(tx, asked);
    const buyers = before.flatMap((facts) => (facts && sourced(facts) ? [buyerOf(facts)] : []));
    for (const buyer of [...new Set(buyers)].sort()) {
      await lockForTransaction(tx, `sourcing of ${buyer}`);
    }
    // What others drew for the same buyer is known once they are done.
    const gathered = buyers.length > 0 ? await this.#gather(tx, asked) : before;
    const drawn = new Map<string, number>();
    return asked.map(({ command, units }, index) => {
      const whole = gathered[index];
      if (!whole) throw new Error('an order line that is locked is not there');
      if (held.has(command.orderLine)) {
        return { refusal: transitionRefused('ON_HOLD', 'RESERVED', []) };
      }
      const sides = sidesOf(whole, command.lines);
      // A line that neither party sees, or two of one side: as if there were none.
      if (sides.length < command.lines.length) {
        return { refusal: authorisationMissing(sidesNeeded(whole)) };
      }
      const buyer = buyerOf(whole);
      const facts = after(partOf(whole, units, sides), drawn.get(buyer) ?? 0);
      const answer = checkCompliance(facts);
      if (answer.verdict !== 'CLEAR') return { refusal: complianceRefused(facts, answer) };
      if (sides.includes('IMPORT')) drawn.set(buyer, (drawn.get(buyer) ?? 0) + units);
      return { facts: { facts, answer } };
    });
  }

  async record(
    tx: Tx,
    made: readonly (AskedReservation & { readonly facts: Looked; readonly outcome: Applied })[],
  ): Promise<readonly Readonly<Record<string, string>>[]> {
    const keys = await keepDecisions(
      tx,
      made.map(({ command, facts: { facts, answer } }) => ({
        orderLineId: command.orderLine,
        facts,
        answer,
        takenAt: command.at,
        takenBy: command.actor,
        note: command.reason,
        provenance: provenanceOf({ key: command.actor }),
      })),
    );
    return keys.map((decision) => ({ decision }));
  }

  #gather(tx: Tx, asked: readonly AskedReservation[]) {
    const lines = asked.map(({ command }) => ({
      orderLine: command.orderLine,
      units: null,
      lines: command.lines,
      brief: true,
    }));
    return gatherFacts(tx, anonymous, lines, asked[0]?.command.at ?? new Date(0), this.#sql);
  }
}

/** The sides on which licence lines are drawn, each once. */
function sidesOf({ candidates }: ComplianceFacts, lines: readonly string[]): Direction[] {
  const chosen = candidates.filter(({ line }) => lines.includes(line.id));
  return [...new Set(chosen.map(({ licence }) => licence.direction))];
}

/** Whether what a buyer imports counts for a rule that binds. */
const sourced = ({ sourcingRules, line }: ComplianceFacts): boolean =>
  sourcingRules.some((rule) => bindsOn(rule, line.shipDate));

const buyerOf = ({ line }: ComplianceFacts): string => line.buyer?.id ?? '';

/** The facts once so many chips more were drawn for the same buyer in the same batch. */
function after(facts: ComplianceFacts, units: number): ComplianceFacts {
  if (units === 0) return facts;
  const imported = counted(facts.sourcing.imported, units, facts.chip.figures.tpp);
  return { ...facts, sourcing: { ...facts.sourcing, imported } };
}

/** Keys of the order lines that somebody holds by hand. */
async function heldByHand(tx: Tx, asked: readonly AskedReservation[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select order_line_id::text as id from order_line_hold
     where order_line_id = any($1) and rule = 'MANUAL' and cleared_at is null`,
    [asked.map(({ command }) => command.orderLine)],
  );
  return new Set(rows.map(({ id }) => id));
}
