import type { Tx } from '../database/transaction.ts';

/** Who moves reservations, and since when. */
export interface DrawingsMove {
  readonly actor: string;
  readonly at: Date;
  readonly reason: string | null;
}

/**
 * What decisions about a licence ask of the ledger, in their own transaction. The ledger writes the
 * movements and their events. Keys are those of the database.
 */
export interface Drawings {
  /** Locks the licence's lines until the transaction ends; always before the licence is locked. */
  lock(tx: Tx, licenceId: string): Promise<void>;

  /** Puts every open reservation on hold; after the status is written. @returns which went */
  hold(tx: Tx, licenceId: string, move: DrawingsMove): Promise<string[]>;

  /**
   * Puts the newest reservations of a line on hold until what stays reserved and used is at most
   * the given limits; before the line is changed, and followed by `settle` after it.
   *
   * @returns the allocations that went
   */
  holdNewest(
    tx: Tx,
    lineId: string,
    limits: { readonly units: number | null; readonly value: string | null },
    move: DrawingsMove,
  ): Promise<string[]>;

  /**
   * Brings held reservations back, the oldest first, as far as the lines have room; after the
   * status is written. @returns which came
   */
  unhold(tx: Tx, licenceId: string, move: DrawingsMove): Promise<string[]>;

  /**
   * Makes a licence EXHAUSTED that has nothing left on any line, or ACTIVE again, with the event of
   * it. The others do so by themselves; this is for whoever changed what the lines allow.
   */
  settle(tx: Tx, licenceId: string, move: DrawingsMove): Promise<void>;
}
