import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.ts';
import { statementsOf } from '../database/transaction.ts';
import type { FactSql } from './fact-sql.store.ts';
import { type ShareRow, vendorShares } from './volume-cap-share.store.ts';

/** How near vendors are to the caps on what they ship. */
export class VolumeCapShareService {
  readonly #database: DataSource;
  readonly #sql: FactSql;

  constructor({ database, sql }: { readonly database: DataSource; readonly sql: FactSql }) {
    this.#database = database;
    this.#sql = sql;
  }

  /** @throws Fault UNAVAILABLE or TIMEOUT from the database */
  sharesOf(viewer: Viewer, capId: string): Promise<ShareRow[]> {
    return vendorShares(statementsOf(this.#database), this.#sql, viewer, capId);
  }
}
