import type { Closing } from '../../server/src/kernel/closing.ts';
import { Child, type Runtime } from './child.ts';
import type { Addresses } from './peers/serving.ts';

/** A server under measurement, in a process of its own. */
export class Contestant {
  readonly name: string;
  readonly #child: Child;
  #addresses: Addresses = {};

  private constructor(name: string, child: Child) {
    this.name = name;
    this.#child = child;
  }

  /**
   * Resolves when it serves.
   *
   * @param module where it is, in the folder of the peers
   * @throws when it does not come up
   */
  static async start(
    name: string,
    databaseUrl: string,
    closing: Closing,
    { module = `${name}.ts`, runtime }: { module?: string; runtime?: Runtime } = {},
  ): Promise<Contestant> {
    const child = new Child(`peers/${module}`, [databaseUrl], closing, runtime);
    const contestant = new Contestant(name, child);
    contestant.#addresses = await contestant.#child.next<Addresses>();
    return contestant;
  }

  urlOf(caseName: string): string {
    const url = this.#addresses[caseName] ?? this.#addresses.every;
    if (url === undefined) throw new Error(`${this.name} does not serve ${caseName}`);
    return url;
  }

  /** The most resident memory of its process since this was asked last, in megabytes. */
  async memory(): Promise<number> {
    const { memory } = await this.#child.ask<{ memory: number }>({});
    return memory / 1e6;
  }

  stop(): Promise<void> {
    return this.#child.end();
  }

  /** The text of its answer. @throws when it answers with anything but 200 */
  async answer(caseName: string, body: string, key?: string): Promise<string> {
    const response = await fetch(this.urlOf(caseName), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key && { authorization: `Bearer ${key}` }),
      },
      body,
    });
    const text = await response.text();
    if (response.status === 200) return text;
    throw new Error(`${this.name} answers ${response.status} to ${body}: ${text.slice(0, 300)}`);
  }
}
