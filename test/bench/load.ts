import type { Closing } from '../../server/src/kernel/closing.ts';
import { Child } from './child.ts';

/** In a body: replaced by another number in each request, so that no two are the same. */
export const fresh = '@@@@@@@@@@@@@@@@';

/** What is sent: bodies of POST requests, picked at random. */
export interface Load {
  url: string;
  /** of the caller, where the server asks for one */
  key?: string;
  bodies: string[];
  connections: number;
  seconds: number;
}

/** What came back. Times are in milliseconds. */
export interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

/** Sends requests from a process of its own, so that sending is not measured as serving. */
export class LoadGenerator {
  readonly #child: Child;

  constructor(closing: Closing) {
    this.#child = new Child('load-generator.ts', [], closing);
  }

  /** @throws when an answer is anything but a 200 with `data` */
  run(load: Load): Promise<Measured> {
    return this.#child.ask<Measured>(load);
  }
}
