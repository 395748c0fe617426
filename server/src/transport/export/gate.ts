import { Fault } from '../../kernel/fault.ts';

/** Lets some through at a time; the others wait in the order they came. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /** @param width how many are let through at a time */
  constructor(width: number) {
    this.#free = width;
  }

  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

/** How many exports run, of each key and of all. */
export class Places {
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(
    readonly ofKey: number,
    readonly ofAll: number,
  ) {}

  /**
   * Takes a place and gives the function that leaves it, which may be called again.
   * @throws Fault EXPORT_LIMIT when there is none
   */
  take(key: string): () => void {
    const own = this.#taken.get(key) ?? 0;
    if (own >= this.ofKey) {
      throw new Fault(
        'EXPORT_LIMIT',
        `${this.ofKey} exports of this key are running, as many as may at once: wait until one has ended, or end one.`,
      );
    }
    if (this.#all >= this.ofAll) {
      throw new Fault(
        'EXPORT_LIMIT',
        `${this.ofAll} exports are running on this server, as many as may at once: try again later.`,
      );
    }
    this.#taken.set(key, own + 1);
    this.#all += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#all -= 1;
      const others = (this.#taken.get(key) ?? 1) - 1;
      if (others > 0) this.#taken.set(key, others);
      else this.#taken.delete(key);
    };
  }
}
