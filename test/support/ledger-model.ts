/** The ledger of one licence as a few numbers: what the system has to agree with. */
export interface Drawn {
  readonly id: string;
  readonly line: number;
  reserved: number;
  held: number;
  used: number;
}

export class LedgerModel {
  status = 'ACTIVE';
  readonly authorised: number[];
  readonly drawn: Drawn[] = [];

  constructor(authorised: readonly number[]) {
    this.authorised = [...authorised];
  }

  left(line: number): number {
    const own = this.drawn.filter((each) => each.line === line);
    const counted = own.reduce((sum, { reserved, used }) => sum + reserved + used, 0);
    return (this.authorised[line] ?? 0) - counted;
  }

  /** The answer to a reservation, as the kind of its refusal. */
  reserves(line: number, units: number): string {
    if (this.status === 'SUSPENDED' || this.status === 'REVOKED') return 'LicenceNotInForce';
    return units > this.left(line) ? 'QuotaExceeded' : 'done';
  }

  reserve(id: string, line: number, units: number): void {
    this.drawn.push({ id, line, reserved: units, held: 0, used: 0 });
    this.settle();
  }

  steps(drawn: Drawn, kind: 'USE' | 'RELEASE' | 'REVERSE', units: number | null): string {
    const most = this.#from(drawn, kind);
    if (most === 0)
      return kind === 'USE' && drawn.held > 0 ? 'AllocationOnHold' : 'TransitionRefused';
    return (units ?? most) > most ? 'InvalidQuantity' : 'done';
  }

  step(drawn: Drawn, kind: 'USE' | 'RELEASE' | 'REVERSE', units: number | null): void {
    const moved = units ?? this.#from(drawn, kind);
    if (kind === 'REVERSE') drawn.used -= moved;
    else if (drawn.reserved > 0) drawn.reserved -= moved;
    else drawn.held -= moved;
    if (kind === 'USE') drawn.used += moved;
    this.settle();
  }

  #from({ reserved, held, used }: Drawn, kind: 'USE' | 'RELEASE' | 'REVERSE'): number {
    if (kind === 'REVERSE') return used;
    return kind === 'RELEASE' && reserved === 0 ? held : reserved;
  }

  stop(status: 'SUSPENDED' | 'REVOKED'): void {
    this.status = status;
    for (const drawn of this.drawn) this.#hold(drawn);
  }

  /** Oldest first, each that has room. */
  reinstate(): void {
    this.status = 'ACTIVE';
    for (const drawn of this.drawn) {
      if (drawn.held === 0 || drawn.held > this.left(drawn.line)) continue;
      drawn.reserved = drawn.held;
      drawn.held = 0;
    }
    this.settle();
  }

  /** Newest first, until what stays fits. */
  amend(line: number, authorised: number): void {
    this.authorised[line] = authorised;
    for (const drawn of [...this.drawn].reverse()) {
      if (drawn.line === line && this.left(line) < 0) this.#hold(drawn);
    }
    this.settle();
  }

  #hold(drawn: Drawn): void {
    drawn.held += drawn.reserved;
    drawn.reserved = 0;
  }

  used(line: number): number {
    return this.drawn.reduce((sum, each) => sum + (each.line === line ? each.used : 0), 0);
  }

  settle(): void {
    const left = this.authorised.some((_, line) => this.left(line) > 0);
    if (this.status === 'ACTIVE' && !left) this.status = 'EXHAUSTED';
    else if (this.status === 'EXHAUSTED' && left) this.status = 'ACTIVE';
  }
}
