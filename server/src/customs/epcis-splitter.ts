/** What a text is not: the JSON of an EPCIS document. Its message is for people. */
export class NotEpcis extends Error {}

/** Characters that one event, or a document without its events, may have. */
const LONGEST = 1024 * 1024;

/** Levels of brackets within brackets. */
const DEEPEST = 100;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const isOpening = (code: number): boolean => code === 123 || code === 91;
const isClosing = (code: number): boolean => code === 125 || code === 93;

/**
 * Cuts the text of a document into the texts of its events, exactly as they are written, without
 * ever holding more than one of them. What it cuts is not parsed: whoever reads an event finds out
 * whether it is JSON.
 */
export class EventSplitter {
  #head = '';
  #event = '';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #word = '';
  /** the keys that lead to where we are, of the first two levels */
  readonly #path: string[] = [];
  #inList = false;
  #lists = 0;
  #found = 0;

  /** @returns the events that end in this part of the text; throws NotEpcis */
  push(text: string): string[] {
    const events: string[] = [];
    let from = 0;
    const keep = (to: number): void => {
      if (this.#inList) this.#event += text.slice(from, to);
      else this.#head += text.slice(from, to);
      from = to;
    };
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#inString) this.#string(code, text, at);
      else if (code === QUOTE) {
        this.#inString = true;
        this.#word = '';
      } else if (code === COLON && this.#depth < 3) this.#path[this.#depth] = this.#word;
      else if (isOpening(code)) {
        this.#depth += 1;
        if (this.#depth > DEEPEST) {
          throw new NotEpcis(
            `Brackets may be nested ${DEEPEST} deep; event ${this.#found} has more.`,
          );
        }
        if (this.#opensList(code)) {
          keep(at + 1);
          this.#inList = true;
          this.#lists += 1;
        }
      } else if (isClosing(code)) {
        if (this.#inList && this.#depth === 3) {
          keep(at);
          this.#take(events, true);
          this.#inList = false;
        }
        this.#depth -= 1;
      } else if (code === COMMA && this.#inList && this.#depth === 3) {
        keep(at);
        this.#take(events, false);
        from = at + 1;
      }
    }
    keep(text.length);
    if (this.#head.length > LONGEST || this.#event.length > LONGEST) {
      throw new NotEpcis(
        `An event may be 1 MiB long, and so may what is around them; event ${this.#found} is longer.`,
      );
    }
    return events;
  }

  /** What is around the events, with an empty list in their place; throws NotEpcis. */
  end(): unknown {
    if (this.#lists > 1) throw new NotEpcis('epcisBody.eventList is there twice.');
    return readJson(this.#head, 'The document');
  }

  #string(code: number, text: string, at: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) {
      this.#inString = false;
      return;
    }
    if (this.#depth < 3 && this.#word.length < 20) this.#word += text[at];
  }

  #opensList(code: number): boolean {
    const [, body, list] = this.#path;
    return code === 91 && this.#depth === 3 && body === 'epcisBody' && list === 'eventList';
  }

  #take(events: string[], last: boolean): void {
    const event = this.#event.trim();
    this.#event = '';
    if (last && event === '' && this.#found === 0) return;
    events.push(event);
    this.#found += 1;
  }
}

/** @throws NotEpcis naming what it is that is no JSON */
export function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotEpcis(`${what} is not JSON: check its brackets, commas and quotes.`);
  }
}
