import { connect, type Socket } from 'node:net';

const blankLine = Buffer.from('\r\n\r\n');
const wanted = Buffer.from('{"data":');

/** One keep-alive connection that sends the next request when it has the whole answer. */
export class ClosedLoop {
  readonly #next: () => Buffer;
  readonly #end: number;
  readonly #times: number[] = [];
  #sent = 0;
  /** bytes of the answer still to come */
  #missing = 0;
  #head: Buffer = Buffer.alloc(0);

  /**
   * @param next gives the request to send
   * @param end when to send no more, by `performance.now()`
   */
  constructor(next: () => Buffer, end: number) {
    this.#next = next;
    this.#end = end;
  }

  /** The time each request took, in milliseconds. @throws when an answer is not as it should be */
  run(host: string, port: number): Promise<number[]> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true });
      socket.on('connect', () => this.#send(socket));
      socket.on('data', (chunk) => {
        try {
          this.#take(chunk, socket);
        } catch (error) {
          socket.destroy(error as Error);
        }
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(this.#times));
    });
  }

  #send(socket: Socket): void {
    const next = this.#next();
    this.#sent = performance.now();
    socket.write(next);
  }

  #take(chunk: Buffer, socket: Socket): void {
    if (this.#missing === 0) {
      this.#head = this.#head.length > 0 ? Buffer.concat([this.#head, chunk]) : chunk;
      const bodyAt = this.#head.indexOf(blankLine) + blankLine.length;
      if (bodyAt < blankLine.length || this.#head.length < bodyAt + wanted.length) return;
      this.#missing = bodyLength(this.#head, bodyAt) - (this.#head.length - bodyAt);
      this.#head = Buffer.alloc(0);
    } else {
      this.#missing -= chunk.length;
    }
    if (this.#missing > 0) return;
    const now = performance.now();
    this.#times.push(now - this.#sent);
    if (now < this.#end) this.#send(socket);
    else socket.end();
  }
}

function bodyLength(answer: Buffer, bodyAt: number): number {
  const head = answer.toString('latin1', 0, bodyAt);
  const [, length] = /^content-length: *(\d+)/im.exec(head) ?? [];
  const isAnswer = answer.subarray(bodyAt, bodyAt + wanted.length).equals(wanted);
  if (length === undefined || !head.startsWith('HTTP/1.1 200') || !isAnswer) {
    throw new Error(`no answer to count:\n${answer.toString('utf8', 0, 500)}`);
  }
  return Number(length);
}
