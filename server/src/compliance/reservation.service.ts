import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.ts';
import { authorisationMissing } from '../customs/refusals.ts';
import { invalidQuantity } from '../chips/quantity.ts';
import { type Statements, statementsOf } from '../database/transaction.ts';
import type { Clock } from '../kernel/clock.ts';
import { keyOf } from '../kernel/reference.ts';
import { idempotencyConflict, notAuthorised, type Refusal } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { Applied, Request } from '../orders/ledger-book.ts';
import type { LedgerService } from '../orders/ledger.service.ts';
import { mayDecideOnOrder } from '../orders/order.ts';
import { type OrderNameInput, readOrderName } from '../orders/order-name.ts';
import { orderLineNotFound, quantityOutOfOrder } from '../orders/refusals.ts';
import { sideOf } from './candidates.ts';
import { checkCompliance } from './check.ts';
import { type Checked, checkedOf } from './checked.ts';
import type { FactSql } from './fact-sql.store.ts';
import type { ComplianceFacts } from './facts.ts';
import { FactsTogether } from './facts-together.service.ts';
import { openSides, partOf } from './part.ts';
import { findReservable, requestOf } from './reservation.store.ts';
import { type ComplianceRefused, complianceRefused, refusalOf } from './reserve-refusals.ts';
import { seenLicences, seesLicences } from './seen-licences.store.ts';
import { asSeen } from './sight.ts';

export interface ReserveInput {
  readonly orderLine: OrderNameInput;
  /** chips; absent: what is not drawn yet */
  readonly units?: number | null;
  /** global ids of licence lines; absent: determined */
  readonly exportLineId?: string | null;
  readonly importLineId?: string | null;
  readonly idempotencyKey: string;
}

/** Keys in the database, from which an answer is read on. */
export interface Reserved {
  readonly allocationIds: readonly string[];
  readonly decisionId: string | null;
  readonly orderLineId: string;
  readonly replayed: boolean;
}

interface ServiceParts {
  readonly database: DataSource;
  readonly clock: Clock;
  readonly sql: FactSql;
  /** its guard is a ComplianceGuard */
  readonly ledger: LedgerService;
}

const operation = 'RESERVE_FOR_ORDER_LINE';
/** How often other licences are looked for when those that were found were drawn meanwhile. */
const ATTEMPTS = 3;

/** Reservations of both sides of an order line, or of neither. */
export class ReservationService {
  readonly #parts: ServiceParts;

  readonly #facts: FactsTogether;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
    this.#facts = new FactsTogether(parts);
  }

  /**
   * Checks an order line and reserves what it needs on the licences that serve: of each side the one
   * that ends first, unless the caller chose.
   *
   * @throws Fault MALFORMED_ID or BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or
   *   TIMEOUT from the database
   */
  async reserve(viewer: Viewer, input: ReserveInput): Promise<Result<Reserved, Refusal>> {
    const name = readOrderName('orderLine', 'OrderLine', input.orderLine);
    const chosen = [input.exportLineId, input.importLineId].flatMap((id) =>
      id ? [keyOf('LicenceLine', id)] : [],
    );
    const { idempotencyKey, ...body } = input;
    const request = requestOf(operation, idempotencyKey, body);
    const db = statementsOf(this.#parts.database);
    const line = await findReservable(db, viewer, name, request);
    if (!line) return refused(orderLineNotFound());
    if (!mayDecideOnOrder(viewer, line)) return refused(notAuthorised(operation));
    if (line.kept) {
      if (line.kept.body !== request.body) return refused(idempotencyConflict(request.key));
      return done(reservedOf(line.id, line.kept.outcome, true));
    }
    const units = input.units ?? null;
    if (units !== null && (!Number.isSafeInteger(units) || units < 1)) {
      return refused(invalidQuantity('units', units));
    }
    const lines = chosen.length > 0 ? chosen : null;
    return await this.#attempt(db, viewer, { orderLine: line.id, units, lines, request });
  }

  async #attempt(
    db: Statements,
    viewer: Viewer,
    wanted: Wanted,
    attempt = 1,
  ): Promise<Result<Reserved, Refusal>> {
    const { clock, ledger } = this.#parts;
    const { orderLine, request } = wanted;
    // Whoever says all of it is not asked twice: the ledger's guard checks it.
    const drawing =
      wanted.units !== null && wanted.lines?.length === 2
        ? done({ lines: wanted.lines, units: wanted.units })
        : await this.#determine(wanted);
    if (!drawing.ok) return this.#told(db, viewer, drawing.refusal, wanted);
    const { lines, units } = drawing.value;
    const about = { request, actor: viewer.key, at: clock(), reason: null };
    const outcome = await ledger.decide(lines, {
      kind: 'RESERVE',
      orderLine,
      lines,
      units,
      ...about,
    });
    if (outcome.ok) return done(reservedOf(orderLine, outcome.value, outcome.value.replayed));
    const { refusal } = outcome;
    const drawnMeanwhile = refusal.kind === 'QuotaExceeded' || refusal.kind === 'ComplianceRefused';
    if (wanted.lines === null && drawnMeanwhile && attempt < ATTEMPTS) {
      return await this.#attempt(db, viewer, wanted, attempt + 1);
    }
    if (ofLicence.has(refusal.kind) && !(await seesLicences(db, viewer, lines, this.#parts.sql))) {
      return refused(authorisationMissing(['EXPORT', 'IMPORT']));
    }
    return this.#told(db, viewer, refusal, wanted);
  }

  /** On which licence lines how many chips are to be drawn, if the check lets them through. */
  async #determine({ orderLine, lines, units }: Wanted): Promise<Result<Drawing, Refusal>> {
    const whole = await this.#facts.of({ orderLine, units: null, lines, brief: true });
    if (!whole) return refused(orderLineNotFound());
    const part = partWanted(whole, units);
    if (!part.ok) return part;
    const { facts, sides, units: asked } = part.value;
    const answer = checkCompliance(facts);
    if (answer.verdict !== 'CLEAR') return refused(complianceRefused(facts, answer));
    const next = sides.flatMap((side) => sideOf(facts, side).next?.candidate.line.id ?? []);
    return done({ lines: next, units: asked });
  }

  /** A refusal as the viewer may be told of it. */
  async #told(
    db: Statements,
    viewer: Viewer,
    refusal: Refusal,
    { lines }: Wanted,
  ): Promise<Result<Reserved, Refusal>> {
    if (refusal.kind !== 'ComplianceRefused') return refused(refusal);
    const { facts, answer } = refusal as ComplianceRefused;
    const keys = [...new Set(facts.candidates.map(({ licence }) => licence.id))];
    const licences = await seenLicences(db, viewer, keys, this.#parts.sql);
    const telling = refusalOf({ facts, answer }, licences, lines !== null);
    if (telling.kind !== 'ComplianceRefused') return refused(telling);
    const { kind, code, message } = telling;
    const check: Checked = checkedOf(asSeen(answer, facts, { viewer, licences }));
    return refused({ kind, code, message, ...{ check } });
  }
}

/** Refusals of the ledger that tell something of a licence. */
const ofLicence: ReadonlySet<string> = new Set([
  ...['QuotaExceeded', 'QuantityUnknown', 'CurrencyMismatch', 'LicenceNotInForce'],
  ...['ChipMismatch', 'PartyMismatch', 'JurisdictionMismatch', 'OutsideValidity'],
  ...['ConditionUnsatisfied'],
]);

interface Drawing {
  /** keys of licence lines */
  readonly lines: readonly string[];
  readonly units: number;
}

interface Wanted {
  readonly orderLine: string;
  readonly units: number | null;
  readonly lines: readonly string[] | null;
  readonly request: Request;
}

/** The part that is to be drawn now, and on which sides. */
function partWanted(whole: ComplianceFacts, units: number | null) {
  const open = openSides(whole);
  const sides = [...open.keys()];
  const limit = sides.length > 0 ? Math.min(...open.values()) : 0;
  const most = sides.length > 0 || whole.line.drawn.length > 0 ? limit : (whole.line.units ?? 0);
  const wanted = units ?? most;
  if (wanted < 1 || wanted > most) return refused(quantityOutOfOrder(Math.max(wanted, 1), most));
  return done({ facts: partOf(whole, wanted, sides), sides, units: wanted });
}

function reservedOf(
  orderLineId: string,
  { allocations, notes }: Applied,
  replayed: boolean,
): Reserved {
  return { allocationIds: allocations, decisionId: notes?.decision ?? null, orderLineId, replayed };
}
