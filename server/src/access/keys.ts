import type { Statements } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import { findViewer, hashOfKey, looksLikeKey } from './keys.store.ts';
import { anonymous, type Viewer } from './viewer.ts';

/** How long an answer is believed, in milliseconds: a revocation is noticed within it. */
const BELIEVED = 1000;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly viewer: Promise<Viewer | undefined>;
  readonly until: number;
}

/** Finds out who asks, from the `Authorization` header. */
export class Keys {
  readonly #db: Statements;
  readonly #now: () => number;
  readonly #remembered = new Map<string, Remembered>();

  /** @param now milliseconds that never run backwards */
  constructor(db: Statements, now: () => number = () => performance.now()) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * @param header as it came; without one the viewer is anonymous
   * @throws Fault UNAUTHENTICATED for a header that is no `Bearer` with a key that is known and not
   *   revoked
   */
  async viewerOf(header: string | undefined): Promise<Viewer> {
    if (header === undefined) return anonymous;
    const key = /^Bearer +(\S+) *$/i.exec(header)?.[1];
    const viewer = key && looksLikeKey(key) ? await this.#find(hashOfKey(key)) : undefined;
    if (viewer) return viewer;
    throw new Fault(
      'UNAUTHENTICATED',
      'This key is unknown or was revoked: send "Authorization: Bearer <key>", or no such header to read what is public.',
    );
  }

  #find(hash: Buffer): Promise<Viewer | undefined> {
    const name = hash.toString('base64');
    const known = this.#remembered.get(name);
    if (known && known.until > this.#now()) return known.viewer;
    const viewer = findViewer(this.#db, hash);
    this.#remember(name, viewer);
    const forget = () => this.#forget(name, viewer);
    // Guesses must not push out those who have a key.
    viewer.then((found) => found ?? forget(), forget);
    return viewer;
  }

  #remember(name: string, viewer: Promise<Viewer | undefined>): void {
    // Deleted first, so that the order of the map is the order of age.
    this.#remembered.delete(name);
    this.#remembered.set(name, { viewer, until: this.#now() + BELIEVED });
    if (this.#remembered.size <= MOST_REMEMBERED) return;
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined) this.#remembered.delete(oldest);
  }

  #forget(name: string, viewer: Promise<Viewer | undefined>): void {
    if (this.#remembered.get(name)?.viewer === viewer) this.#remembered.delete(name);
  }
}
