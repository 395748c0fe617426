/** Where progress is drawn: a terminal gets a bar, anything else lines. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 30;
/** Without a terminal a line is enough this often. */
const EVERY = 10;

/** Shows how far a piece of work is. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #screen: Screen;
  readonly #log: (line: string) => void;

  constructor(what: string, total: number, screen: Screen, log: (line: string) => void) {
    this.#what = what;
    this.#total = total;
    this.#screen = screen;
    this.#log = log;
  }

  /** @param detail what was done last, as the day of a batch */
  show(done: number, detail: string): void {
    const last = done === this.#total;
    if (!this.#screen.isTTY) {
      if (last || done % EVERY === 0)
        this.#log(`${this.#what}: ${done} of ${this.#total} (${detail})`);
      return;
    }
    const filled = Math.round((done / this.#total) * WIDTH);
    const bar = '#'.repeat(filled).padEnd(WIDTH, '.');
    this.#screen.write(
      `\r${this.#what} [${bar}] ${done}/${this.#total} ${detail}${last ? '\n' : ''}`,
    );
  }
}
