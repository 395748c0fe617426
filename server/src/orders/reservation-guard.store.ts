import type { Tx } from '../database/transaction.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Applied, Reserve } from './ledger-book.ts';

/** A reservation that is asked for, in so many chips. */
export interface AskedReservation {
  readonly command: Reserve;
  readonly units: number;
}

/** What a guard says of a reservation: a refusal, or the facts that it will write down. */
export type Examined<Facts> = { readonly refusal: Refusal } | { readonly facts: Facts };

/**
 * Looks at reservations before they are made, and writes down why they could be. It is asked about
 * a whole batch at once and takes a number of statements that does not grow with it.
 */
export interface ReservationGuard<Facts = unknown> {
  /** Called under the locks of licence lines, licences and order lines. @returns in the same order */
  examine(tx: Tx, asked: readonly AskedReservation[]): Promise<readonly Examined<Facts>[]>;

  /**
   * Called for what is made, in the same transaction.
   *
   * @returns in the same order, what is to be kept with the answer (keys of what was written)
   */
  record(
    tx: Tx,
    made: readonly (AskedReservation & { readonly facts: Facts; readonly outcome: Applied })[],
  ): Promise<readonly Readonly<Record<string, string>>[]>;
}
