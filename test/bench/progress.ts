import { clearLine, cursorTo } from 'node:readline';

const width = 30;

/** Says how far a run is: a bar on a terminal, otherwise a line at every tenth. */
export class Progress {
  readonly #steps: number;
  #done = 0;

  constructor(steps: number) {
    this.#steps = steps;
  }

  step(what: string): void {
    this.#done += 1;
    const share = this.#done / this.#steps;
    if (process.stdout.isTTY) {
      const full = Math.round(share * width);
      const bar = '█'.repeat(full) + '░'.repeat(width - full);
      this.#clear();
      process.stdout.write(`  ${bar} ${this.#done}/${this.#steps} ${what}`);
    } else if (Math.floor(share * 10) > Math.floor(((this.#done - 1) / this.#steps) * 10)) {
      console.log(`  ${this.#done}/${this.#steps} ${what}`);
    }
  }

  end(): void {
    if (process.stdout.isTTY) this.#clear();
  }

  #clear(): void {
    cursorTo(process.stdout, 0);
    clearLine(process.stdout, 0);
  }
}
