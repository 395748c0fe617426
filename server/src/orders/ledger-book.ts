import type { Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { Direction, DrawFacts, LicenceTerms } from '../licences/eligibility.ts';
import type { LicenceState } from '../licences/licence.ts';
import type { LineBalance, UnitPrice } from '../licences/quota.ts';
import type { AllocationUnits, Step } from './allocation.ts';
import type { LedgerRefusal } from './ledger-refusals.ts';
import type { OrderStatus } from './order.ts';

/** What makes a command one request, however often it is sent. */
export interface Request {
  /** as `RESERVE_FOR_ORDER_LINE` */
  readonly operation: string;
  /** the actor's idempotency key */
  readonly key: string;
  /** SHA-256 of the request, as hex: tells a repetition from another request with the same key */
  readonly body: string;
}

interface Asked {
  /** null: whoever sends the command sees to it that it is carried out once */
  readonly request: Request | null;
  readonly actor: string;
  readonly at: Date;
  readonly reason: string | null;
}

/** Keys are those of the database. */
export interface Reserve extends Asked {
  readonly kind: 'RESERVE';
  readonly orderLine: string;
  /** licence lines, at most one for each direction */
  readonly lines: readonly string[];
  /** chips; null: what the order line has not drawn yet */
  readonly units: number | null;
}

export interface TakeStep extends Asked {
  readonly kind: Step;
  readonly allocation: string;
  /** chips; null: all that the step can take */
  readonly units: number | null;
}

/** What is asked of the ledger. */
export type Command = Reserve | TakeStep;

/** A licence line with who may draw on it and what is left of it. */
export interface Line extends LineBalance {
  readonly terms: LicenceTerms;
  /** whether its authority left it out: it has nothing left, whatever is not known of it */
  readonly denied: boolean;
  /** entries it has had */
  readonly movements: number;
}

export interface Licence {
  readonly state: LicenceState;
  /** whether lines of it that are not in the book have anything left */
  readonly leftElsewhere: boolean;
}

/** What an order line may still draw in each direction; of an unknown quantity nothing. */
export type Undrawn = Readonly<Record<Direction, number>>;

export interface OrderLine {
  readonly status: OrderStatus;
  readonly undrawn: Undrawn;
  /** null: it names none */
  readonly price: UnitPrice | null;
  /** `days` has the day of shipping only */
  readonly draw: DrawFacts;
}

export interface Allocation extends AllocationUnits {
  readonly id: string;
  readonly orderLine: string;
  readonly line: string;
  readonly direction: Direction;
  readonly units: number;
  /** of one chip, in hundred-millionths; null: the line counts no value */
  readonly unitValue: bigint | null;
}

export interface Movement {
  readonly line: string;
  readonly ordinal: number;
  readonly allocation: string;
  readonly command: Command;
  readonly units: number;
  readonly before: LineBalance;
  readonly after: LineBalance;
}

/** What a command came to, as it is kept for repetitions of the request. */
export interface Applied {
  /** keys, in the order of the lines */
  readonly allocations: readonly string[];
  /** what the guard of reservations wants kept with it */
  readonly notes?: Readonly<Record<string, string>>;
}

export type Outcome = Result<Applied & { readonly replayed: boolean }, LedgerRefusal | Refusal>;

/** The part of the ledger that a batch is about, changed by each command in turn. */
export interface Book {
  readonly lines: Map<string, Line>;
  readonly licences: ReadonlyMap<string, Licence>;
  readonly orderLines: Map<string, OrderLine>;
  readonly allocations: Map<string, Allocation>;
  /** by `keptBy` */
  readonly kept: Map<string, { readonly body: string; readonly outcome: Applied }>;
  /** keys for new allocations */
  readonly keys: string[];
  readonly movements: Movement[];
}

/** Two actors, and two operations of one, never share an idempotency key. */
export const keptBy = (actor: string, { operation, key }: Omit<Request, 'body'>): string =>
  JSON.stringify([actor, operation, key]);
