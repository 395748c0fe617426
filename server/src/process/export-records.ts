/** What of an export has come whole, without the cursors that it was asked for with. */
export interface Whole {
  text: string;
  rows: number;
  /** of the last whole row; none: there is none in it */
  cursor?: string;
}

/** Takes an export as it comes, in pieces that end anywhere, and gives the whole rows. */
export interface Records {
  take(piece: string): Whole;
  /** what came of a row that is not whole */
  rest(): string;
}

const mark = '\uFEFF';

/** Of CSV with the column `__cursor` first. */
export class CsvRecords implements Records {
  #held = '';
  #looked = 0;
  #quoted = false;
  #headed: boolean;

  /** @param headed whether the header line comes first */
  constructor(headed: boolean) {
    this.#headed = headed;
  }

  take(piece: string): Whole {
    this.#held += piece;
    const whole: Whole = { text: '', rows: 0 };
    let begin = 0;
    for (; this.#looked < this.#held.length; this.#looked += 1) {
      const sign = this.#held[this.#looked];
      if (sign === '"') this.#quoted = !this.#quoted;
      if (sign !== '\n' || this.#quoted) continue;
      this.#add(whole, this.#held.slice(begin, this.#looked + 1));
      begin = this.#looked + 1;
    }
    this.#held = this.#held.slice(begin);
    this.#looked = this.#held.length;
    return whole;
  }

  rest(): string {
    return this.#held;
  }

  #add(whole: Whole, record: string): void {
    const comma = record.indexOf(',');
    const cells = record.slice(comma + 1);
    if (this.#headed) {
      this.#headed = false;
      whole.text += mark + cells;
      return;
    }
    // a record of nothing but an empty cell is written with quotes
    whole.text += cells === '\r\n' ? `""${cells}` : cells;
    whole.rows += 1;
    whole.cursor = record.slice(0, comma);
  }
}

// as the server writes it; a cursor has no sign that JSON escapes
const line = /^\{"cursor":"([^"]*)","node":(.*)\}$/s;

/** Of JSON Lines that hold `cursor` and `node`. */
export class JsonRecords implements Records {
  #held = '';

  take(piece: string): Whole {
    const lines = (this.#held + piece).split('\n');
    this.#held = lines.pop() ?? '';
    const whole: Whole = { text: '', rows: lines.length };
    for (const each of lines) {
      const [, cursor = '', node = ''] = line.exec(each) ?? [];
      whole.text += `${node}\n`;
      whole.cursor = cursor;
    }
    return whole;
  }

  rest(): string {
    return this.#held;
  }
}
