/** Wakes a loop that waits. A ring while nobody waits is kept for the next wait; more are one. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /**
   * Waits for a ring, at most `patience` milliseconds, or until `signal` aborts. One waits at a time.
   *
   * @returns whether it rang
   */
  async wait(patience: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patience);
        const wake = () => {
          clearTimeout(timer);
          resolve();
        };
        this.#wake = wake;
        signal.addEventListener('abort', wake, { once: true });
      }).finally(() => {
        if (this.#wake) signal.removeEventListener('abort', this.#wake);
        this.#wake = undefined;
      });
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
