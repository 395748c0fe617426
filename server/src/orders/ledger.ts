import { dayOf } from '../kernel/day.ts';
import { invalidQuantity } from '../chips/quantity.ts';
import { idempotencyConflict, type Refusal, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { type Direction, holdsOn, mayDraw } from '../licences/eligibility.ts';
import { drawQuota, type LineBalance } from '../licences/quota.ts';
import { outsideValidity } from '../licences/refusals.ts';
import { takeStep } from './allocation.ts';
import {
  type Allocation,
  type Applied,
  type Book,
  type Command,
  keptBy,
  type Line,
  type OrderLine,
  type Outcome,
  type Request,
  type Reserve,
  type TakeStep,
} from './ledger-book.ts';
import type { LedgerRefusal } from './ledger-refusals.ts';
import { quantityOutOfOrder } from './refusals.ts';

/**
 * Carries out one command on the book, all of it or nothing.
 *
 * @param objection what a guard has against it; what is there already is answered all the same
 */
export function apply(book: Book, command: Command, objection?: Refusal): Outcome {
  const kept = keptFor(book, command);
  if (kept) {
    const { key, body } = command.request as Request;
    return kept.body === body
      ? done({ ...kept.outcome, replayed: true })
      : refused(idempotencyConflict(key));
  }
  if (objection) return refused(objection);
  const applied = command.kind === 'RESERVE' ? reserve(book, command) : step(book, command);
  if (!applied.ok) return applied;
  keep(book, command, applied.value);
  return done({ ...applied.value, replayed: false });
}

/** What the same request, or another with its key, came to. */
export function keptFor(book: Book, { actor, request }: Command) {
  return request ? book.kept.get(keptBy(actor, request)) : undefined;
}

export function keep(book: Book, { actor, request }: Command, outcome: Applied): void {
  if (request) book.kept.set(keptBy(actor, request), { body: request.body, outcome });
}

/** Chips that a reservation is about: what was asked, or what the order line has not drawn yet. */
export function unitsAsked(book: Book, { units, orderLine, lines }: Reserve): number {
  if (units !== null) return units;
  const { undrawn } = book.orderLines.get(orderLine) as OrderLine;
  return Math.min(...lines.map((key) => undrawn[directionOf(book, key)]));
}

/** Orders of which something can still be reserved. */
const open: ReadonlySet<string> = new Set(['PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED']);

function reserve(book: Book, command: Reserve): Result<Applied, LedgerRefusal> {
  const ordered = book.orderLines.get(command.orderLine) as OrderLine;
  if (!open.has(ordered.status)) {
    return refused(transitionRefused(ordered.status, 'RESERVED', []));
  }
  const units = unitsAsked(book, command);
  if (command.units === null && units < 1) return refused(quantityOutOfOrder(1, units));
  if (!Number.isSafeInteger(units) || units < 1) return refused(invalidQuantity('units', units));
  const days = [dayOf(command.at), ...ordered.draw.days];
  const drawn: [string, Line, LineBalance][] = [];
  for (const key of command.lines) {
    const line = book.lines.get(key) as Line;
    const serves = mayDraw(line.terms, { ...ordered.draw, days });
    if (!serves.ok) return serves;
    const limit = ordered.undrawn[line.terms.direction];
    if (units > limit) return refused(quantityOutOfOrder(units, limit));
    const after = drawQuota(line, units, ordered.price);
    if (!after.ok) return refused({ ...after.refusal, licenceLineId: key });
    drawn.push([key, line, after.value]);
  }
  const allocations = drawn.map(([key, line, after]) => {
    const id = book.keys.shift() as string;
    const { direction } = line.terms;
    const places = { reserved: units, held: 0, used: 0, released: 0, reversed: 0 };
    const unitValue = line.value && ordered.price ? ordered.price.unitValue : null;
    const about = { id, orderLine: command.orderLine, line: key, direction, units, unitValue };
    book.allocations.set(id, { ...about, ...places });
    draw(book, command.orderLine, direction, units);
    enter(book, command, id, key, after, units);
    return id;
  });
  return done({ allocations });
}

function step(book: Book, command: TakeStep): Result<Applied, LedgerRefusal> {
  const allocation = book.allocations.get(command.allocation) as Allocation;
  const { terms, ...line } = book.lines.get(allocation.line) as Line;
  const stepped = takeStep(allocation, line, {
    step: command.kind,
    asked: command.units,
    unitValue: allocation.unitValue,
    licenceId: terms.licenceId,
  });
  if (!stepped.ok) {
    const { refusal } = stepped;
    if (refusal.kind !== 'QuotaExceeded') return refused(refusal);
    return refused({ ...refusal, licenceLineId: allocation.line });
  }
  const today = dayOf(command.at);
  if (command.kind === 'USE' && !holdsOn(terms.validity, today)) {
    return refused(outsideValidity(today, terms.validity));
  }
  const { units, line: after, moved } = stepped.value;
  book.allocations.set(allocation.id, { ...allocation, ...units });
  if (command.kind === 'RELEASE' || command.kind === 'REVERSE') {
    draw(book, allocation.orderLine, allocation.direction, -moved);
  }
  enter(book, command, allocation.id, allocation.line, after, moved);
  return done({ allocations: [allocation.id] });
}

function directionOf(book: Book, line: string): Direction {
  return (book.lines.get(line) as Line).terms.direction;
}

/** Takes from what an order line has left; what is given back comes as a negative number. */
function draw(book: Book, key: string, direction: Direction, units: number): void {
  const line = book.orderLines.get(key);
  if (!line) return;
  const undrawn = { ...line.undrawn, [direction]: line.undrawn[direction] - units };
  book.orderLines.set(key, { ...line, undrawn });
}

/** Changes a line and writes down by which entry. */
function enter(
  book: Book,
  command: Command,
  allocation: string,
  key: string,
  after: LineBalance,
  units: number,
): void {
  const before = book.lines.get(key) as Line;
  const ordinal = before.movements + 1;
  book.lines.set(key, { ...before, ...after, movements: ordinal });
  book.movements.push({ line: key, ordinal, allocation, command, units, before, after });
}
