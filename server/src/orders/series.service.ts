import type { DataSource } from 'typeorm';
import { findOptionalReference, findReference } from '../database/reference.store.ts';
import { transaction } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import type { Reference } from '../kernel/reference.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';

/** What a series is about, by keys in the database. */
export interface SeriesSubject {
  readonly chipId: string;
  readonly destinationId: string | null;
}

/** Finds what a series is about. */
export class SeriesService {
  readonly #database: DataSource;

  constructor({ database }: { readonly database: DataSource }) {
    this.#database = database;
  }

  /** @throws Fault BAD_USER_INPUT, MALFORMED_ID for what names nothing; UNAVAILABLE or TIMEOUT */
  async find(chip: Reference, destination: Reference | null | undefined): Promise<SeriesSubject> {
    return await transaction(this.#database, async (tx) => ({
      chipId: found(await findReference(tx, 'Chip', 'chip', chip)),
      destinationId: found(
        await findOptionalReference(tx, 'Jurisdiction', 'destination', destination),
      ),
    }));
  }
}

function found<Key>(result: Result<Key, Refusal>): Key {
  if (!result.ok) throw new Fault('BAD_USER_INPUT', result.refusal.message);
  return result.value;
}
