/**
 * The decisions of a generator, taken from a list of numbers. Where the list ends every
 * decision is the first one, so a shorter list or smaller numbers give a simpler result.
 */
export class Choices {
  readonly #numbers: readonly number[];
  #place = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A whole number from 0 to `most`. */
  upTo(most: number): number {
    const number = this.#numbers[this.#place] ?? 0;
    this.#place += 1;
    return number % (most + 1);
  }

  oneOf<T>(items: readonly [T, ...T[]]): T;
  oneOf<T>(items: readonly T[]): T | undefined;
  oneOf<T>(items: readonly T[]): T | undefined {
    return items[this.upTo(Math.max(0, items.length - 1))];
  }

  /** True once in so many times. */
  onceIn(times: number): boolean {
    return this.upTo(times - 1) === times - 1;
  }
}
