import { hasRole, provenanceOf, type Viewer } from '../access/viewer.ts';
import type { DecisionParts } from '../events/decide.ts';
import { decide, type Keyed } from '../events/decide.ts';
import { type IdempotencyConflict, type NotAuthorised, notAuthorised } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText } from '../kernel/text.ts';
import { mayDecideOnOrder, maySeeOrder, type OrderSubject } from '../orders/order.ts';
import { type OrderNameInput, readOrderName } from '../orders/order-name.ts';
import { orderLineNotFound } from '../orders/refusals.ts';
import { checkCompliance } from './check.ts';
import { keepDecisions } from './decided.store.ts';
import type { FactSql } from './fact-sql.store.ts';
import { gatherFacts } from './facts.store.ts';
import { findLockedLine } from './line.store.ts';

export interface RecordDecisionInput extends Keyed {
  readonly orderLine: OrderNameInput;
  readonly note?: string | null;
}

type OrderLineNotFound = ReturnType<typeof orderLineNotFound>;

interface Recorded {
  /** key in the database, from which an answer is read on */
  readonly decisionId: string;
}

const operation = 'RECORD_COMPLIANCE_DECISION';

/** Checks that are acted upon. */
export class ComplianceDecisionService {
  readonly #parts: DecisionParts & { readonly sql: FactSql };

  constructor(parts: DecisionParts & { readonly sql: FactSql }) {
    this.#parts = parts;
  }

  /**
   * Checks an order line by what is known now, and keeps the answer with its facts.
   *
   * @throws Fault MALFORMED_ID or BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or
   *   TIMEOUT from the database
   */
  record(
    viewer: Viewer,
    input: RecordDecisionInput,
  ): Promise<
    Result<
      Recorded & { readonly replayed: boolean },
      OrderLineNotFound | NotAuthorised | IdempotencyConflict
    >
  > {
    const name = readOrderName('orderLine', 'OrderLine', input.orderLine);
    const note = readOptionalText('note', input.note);
    return decide<string, Recorded, OrderLineNotFound | NotAuthorised>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) => {
        const line = await findLockedLine(tx, viewer, name);
        if (!line || !maySeeOrder(viewer, line)) return refused(orderLineNotFound());
        return mayRecord(viewer, line) ? done(line.id) : refused(notAuthorised(operation));
      },
      act: async (tx, orderLineId) => {
        const { clock, sql } = this.#parts;
        const takenAt = clock();
        const asked = [{ orderLine: orderLineId, units: null, lines: null }];
        const [facts] = await gatherFacts(tx, viewer, asked, takenAt, sql);
        if (!facts) return refused(orderLineNotFound());
        const answer = checkCompliance(facts);
        const about = { takenAt, takenBy: viewer.key, note, provenance: provenanceOf(viewer) };
        const [decisionId] = await keepDecisions(tx, [{ orderLineId, facts, answer, ...about }]);
        if (!decisionId) throw new Error('a decision that was kept gave no key');
        return done({ decisionId });
      },
    });
  }
}

/** Whoever trades for a party to the order, and authorities that it concerns. */
function mayRecord(viewer: Viewer, order: OrderSubject): boolean {
  return mayDecideOnOrder(viewer, order) || hasRole(viewer, 'AUTHORITY');
}
