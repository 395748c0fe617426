import type { LicenceStatus } from '../../server/src/licences/licence.ts';

/** A reservation, in the order in which they were made. */
export interface Held {
  units: number;
  place: 'RESERVED' | 'ON_HOLD' | 'USED' | 'RELEASED';
}

/** One licence of one line, as it ought to be. */
export class LicenceModel {
  status: LicenceStatus = 'DRAFT';
  suspended: LicenceStatus | null = null;
  version = 1;
  published = false;
  authorised: number | null = null;
  over = false;
  readonly drawn: Held[] = [];

  sum(place: Held['place']): number {
    return this.drawn
      .filter((each) => each.place === place)
      .reduce((sum, { units }) => sum + units, 0);
  }

  get room(): number {
    return (this.authorised ?? 0) - this.sum('RESERVED') - this.sum('USED');
  }

  /** Takes a step of its life, unless it is not one of those that lead on. @returns whether it did */
  move(from: readonly LicenceStatus[], to: LicenceStatus): boolean {
    if (!from.includes(this.status)) return false;
    this.suspended = to === 'SUSPENDED' ? this.status : null;
    this.status = to;
    this.version += 1;
    return true;
  }

  hold(most = 0): void {
    for (const each of [...this.drawn].reverse()) {
      if (this.sum('RESERVED') + this.sum('USED') <= most) break;
      if (each.place === 'RESERVED') each.place = 'ON_HOLD';
    }
  }

  unhold(): void {
    for (const each of this.drawn) {
      if (each.place === 'ON_HOLD' && each.units <= this.room) each.place = 'RESERVED';
    }
  }

  settle(): void {
    if (this.status === 'ACTIVE' && this.room === 0) this.status = 'EXHAUSTED';
    else if (this.status === 'EXHAUSTED' && this.room > 0) this.status = 'ACTIVE';
  }

  /** What the database shows of it. */
  shown() {
    return {
      status: this.status,
      version: this.version,
      published: this.published,
      authorised: this.authorised,
      reserved: this.sum('RESERVED'),
      used: this.sum('USED'),
      drawn: this.drawn.map(({ place }) => place),
    };
  }
}
