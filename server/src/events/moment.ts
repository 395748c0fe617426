/** A state of this database that can be read again, and the instant that `now` means in it. */
export interface Moment {
  /** text of a `pg_snapshot` on the axis of all eras: what `past.<table>(state)` takes */
  readonly state: string;
  /** the last position of the event log that it shows; 0: none */
  readonly position: number;
  /** of the journal's entry: since when it was known, and held here; null before the first entry */
  readonly knownAt: Date | null;
  readonly recordedAt: Date | null;
  /** the instant that was asked for */
  readonly instant: Date;
}

/**
 * A state that shows nothing: transaction ids begin at 3 and a snapshot shows those below its first
 * number, which may not be less than 1.
 */
export const NOTHING = '1:1:';
