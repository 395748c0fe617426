/**
 * What has been opened and must be closed again. Whatever opens something adds its closing
 * here; `run` closes in reverse order, so a thing outlives what was built on it.
 */
export class Closing {
  readonly #closers: { name: string; close: () => Promise<void> | void }[] = [];
  readonly #controller = new AbortController();
  #running: Promise<void> | undefined;

  /** Aborted as soon as closing is asked for: long steps should give up. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  add(name: string, close: () => Promise<void> | void): void {
    this.#closers.push({ name, close });
  }

  /** Asks long steps to give up, without closing anything yet. */
  abort(): void {
    this.#controller.abort(new Error('Carnet is stopping'));
  }

  /**
   * Closes everything, once, however often it is called. A closer that fails or takes longer
   * than `patience` milliseconds is told to `complain` and does not keep the others open.
   */
  run(patience: number, complain: (line: string) => void): Promise<void> {
    this.abort();
    this.#running ??= this.#closeAll(patience, complain);
    return this.#running;
  }

  async #closeAll(patience: number, complain: (line: string) => void): Promise<void> {
    for (let next = this.#closers.pop(); next; next = this.#closers.pop()) {
      const { name, close } = next;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('it took too long')), patience);
      });
      await Promise.race([(async () => close())(), late])
        .catch((error) => complain(`${name} did not close: ${error.message}`))
        .finally(() => clearTimeout(timer));
    }
  }
}
