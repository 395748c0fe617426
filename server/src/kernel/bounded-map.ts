/** What entries weigh, and how much they may weigh together. */
interface Weight<K, V> {
  readonly of: (key: K, value: V) => number;
  readonly most: number;
}

/** A map that forgets what was used longest ago once it is full. */
export class Bounded<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #most: number;
  readonly #weight: Weight<K, V> | undefined;
  #weighs = 0;

  /** @param most entries kept at most @param weight of them together; the newest is kept whatever it weighs */
  constructor(most: number, weight?: Weight<K, V>) {
    this.#most = most;
    this.#weight = weight;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  set(key: K, value: V): void {
    this.delete(key);
    this.#entries.set(key, value);
    this.#weighs += this.#weight?.of(key, value) ?? 0;
    for (const [oldest] of this.#entries) {
      const light = this.#weight === undefined || this.#weighs <= this.#weight.most;
      if ((this.#entries.size <= this.#most && light) || this.#entries.size === 1) return;
      this.delete(oldest);
    }
  }

  delete(key: K): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#weighs -= this.#weight?.of(key, value) ?? 0;
  }
}
