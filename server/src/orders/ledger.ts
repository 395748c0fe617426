import type { InvalidQuantity } from '../chips/quantity.ts';
import type { IdempotencyConflict, TransitionRefused } from '../kernel/refusal.ts';
import { idempotencyConflict } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import {
  drawQuota,
  type LineBalance,
  type QuantityUnknown,
  type QuotaExceeded,
} from '../licences/quota.ts';
import { type AllocationUnits, type Step, takeStep } from './allocation.ts';
import { type QuantityOutOfOrder, quantityOutOfOrder } from './refusals.ts';

/** What is asked of the ledger; keys are those of the database. */
export type Command = {
  /** the actor's idempotency key */
  readonly once: string;
  /** SHA-256 of the request, as hex: tells a repetition from another request with the same key */
  readonly body: string;
  readonly actor: string;
} & (
  | {
      readonly kind: 'RESERVE';
      readonly orderLine: string;
      readonly lines: readonly string[];
      readonly units: number;
    }
  | { readonly kind: Step; readonly allocation: string; readonly units: number | null }
);

export interface Line extends LineBalance {
  readonly direction: 'EXPORT' | 'IMPORT';
  /** entries it has had */
  readonly movements: number;
}

/** What an order line may still draw in each direction; of an unknown quantity nothing. */
export type Undrawn = Readonly<Record<Line['direction'], number>>;

export interface Allocation extends AllocationUnits {
  readonly id: string;
  readonly orderLine: string;
  readonly line: string;
  readonly direction: 'EXPORT' | 'IMPORT';
  readonly units: number;
}

export interface Movement {
  readonly line: string;
  readonly ordinal: number;
  readonly allocation: string;
  readonly kind: 'RESERVE' | Step;
  readonly units: number;
  readonly reservedChange: number;
  readonly usedChange: number;
  readonly actor: string;
}

export interface Applied {
  readonly allocations: readonly string[];
}

export type LedgerRefusal =
  | QuotaExceeded
  | QuantityUnknown
  | QuantityOutOfOrder
  | TransitionRefused
  | InvalidQuantity
  | IdempotencyConflict;

export type Outcome = Result<Applied & { readonly replayed: boolean }, LedgerRefusal>;

/** A request that was answered, as it is kept. */
export interface Kept {
  readonly body: string;
  readonly outcome: Applied;
}

/** The part of the ledger that a batch is about, changed by each command in turn. */
export interface Book {
  readonly lines: Map<string, Line>;
  readonly allocations: Map<string, Allocation>;
  /** by order line */
  readonly undrawn: Map<string, Undrawn>;
  /** by `keptBy` */
  readonly kept: Map<string, Kept>;
  /** keys for new allocations */
  readonly keys: string[];
  readonly movements: Movement[];
}

/** Two actors never share an idempotency key. */
export const keptBy = (actor: string, once: string): string => JSON.stringify([actor, once]);

/** Carries out one command on the book, all of it or nothing. */
export function apply(book: Book, command: Command): Outcome {
  const kept = book.kept.get(keptBy(command.actor, command.once));
  if (kept) {
    if (kept.body !== command.body) return refused(idempotencyConflict(command.once));
    return done({ ...kept.outcome, replayed: true });
  }
  const applied = command.kind === 'RESERVE' ? reserve(book, command) : step(book, command);
  if (!applied.ok) return applied;
  book.kept.set(keptBy(command.actor, command.once), {
    body: command.body,
    outcome: applied.value,
  });
  return done({ ...applied.value, replayed: false });
}

function reserve(
  book: Book,
  command: Extract<Command, { kind: 'RESERVE' }>,
): Result<Applied, LedgerRefusal> {
  const { units, lines, orderLine } = command;
  const drawn: [string, Line, LineBalance][] = [];
  for (const key of lines) {
    const line = book.lines.get(key) as Line;
    const limit = book.undrawn.get(orderLine)?.[line.direction] ?? units;
    if (units > limit) return refused(quantityOutOfOrder(units, limit));
    const after = drawQuota(line, units);
    if (!after.ok) return after;
    drawn.push([key, line, after.value]);
  }
  const allocations = drawn.map(([key, line, after]) => {
    const id = book.keys.shift() as string;
    const { direction } = line;
    const places = { reserved: units, held: 0, used: 0, released: 0, reversed: 0 };
    book.allocations.set(id, { id, orderLine, line: key, direction, units, ...places });
    draw(book, orderLine, direction, units);
    enter(book, command, id, key, { ...line, ...after }, units);
    return id;
  });
  return done({ allocations });
}

function step(
  book: Book,
  command: Extract<Command, { kind: Step }>,
): Result<Applied, LedgerRefusal> {
  const allocation = book.allocations.get(command.allocation) as Allocation;
  const line = book.lines.get(allocation.line) as Line;
  const stepped = takeStep(allocation, line, command.kind, command.units);
  if (!stepped.ok) return stepped;
  const { units, line: after, moved } = stepped.value;
  book.allocations.set(allocation.id, { ...allocation, ...units });
  if (command.kind !== 'USE') draw(book, allocation.orderLine, allocation.direction, -moved);
  enter(book, command, allocation.id, allocation.line, { ...line, ...after }, moved);
  return done({ allocations: [allocation.id] });
}

/** Takes from what an order line has left; what is given back comes as a negative number. */
function draw(book: Book, orderLine: string, direction: Line['direction'], units: number): void {
  const left = book.undrawn.get(orderLine);
  if (left) book.undrawn.set(orderLine, { ...left, [direction]: left[direction] - units });
}

/** Changes a line and writes down by which entry. */
function enter(
  book: Book,
  { kind, actor }: Command,
  allocation: string,
  key: string,
  after: Line,
  units: number,
): void {
  const before = book.lines.get(key) as Line;
  const ordinal = before.movements + 1;
  book.lines.set(key, { ...after, movements: ordinal });
  book.movements.push({
    line: key,
    ordinal,
    allocation,
    kind,
    units,
    reservedChange: after.reserved - before.reserved,
    usedChange: after.used - before.used,
    actor,
  });
}
