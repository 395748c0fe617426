import type { Tx } from '../database/transaction.ts';
import type { Drawings } from '../licences/drawings.store.ts';

/** What decisions about a licence do to what was drawn on it. */
export class LedgerDrawings implements Drawings {
  async lock(tx: Tx, licenceId: string): Promise<void> {
    await tx.query('select from licence_line where licence_id = $1 order by id for update', [
      licenceId,
    ]);
  }

  async hold(): Promise<string[]> {
    return [];
  }

  async holdNewest(): Promise<string[]> {
    return [];
  }

  async unhold(): Promise<string[]> {
    return [];
  }

  async settle(): Promise<void> {}
}
