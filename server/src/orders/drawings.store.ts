import type { Tx } from '../database/transaction.ts';
import type { Drawings, DrawingsMove } from '../licences/drawings.store.ts';
import { centsOf } from '../licences/value.ts';
import type { Step } from './allocation.ts';
import { apply } from './ledger.ts';
import { follow } from './ledger-batch.store.ts';
import type { Line, TakeStep } from './ledger-book.ts';
import { type Carried, closeBook } from './ledger-close.store.ts';
import { openBook } from './ledger-open.store.ts';

/** What decisions about a licence do to what was drawn on it. */
export class LedgerDrawings implements Drawings {
  async lock(tx: Tx, licenceId: string): Promise<void> {
    await tx.query('select from licence_line where licence_id = $1 order by id for update', [
      licenceId,
    ]);
  }

  async hold(tx: Tx, licenceId: string, move: DrawingsMove): Promise<string[]> {
    const { lines, open } = await drawnOn(tx, licenceId, 'drawn.reserved_units > 0');
    return follow(tx, lines, stepsOf('HOLD', open, move), false);
  }

  async holdNewest(
    tx: Tx,
    lineId: string,
    limits: Parameters<Drawings['holdNewest']>[2],
    move: DrawingsMove,
  ): Promise<string[]> {
    const open = await tx.query<{ id: string }>(
      'select id::text from licence_allocation where licence_line_id = $1 and reserved_units > 0 order by licence_allocation.id desc',
      [lineId],
    );
    const steps = stepsOf(
      'HOLD',
      open.map(({ id }) => id),
      move,
    );
    const book = await openBook(tx, [lineId], steps);
    const carried: Carried[] = [];
    for (const command of steps) {
      if (isWithin(book.lines.get(lineId) as Line, limits)) break;
      const outcome = apply(book, command);
      if (outcome.ok) carried.push({ command, outcome: outcome.value });
    }
    await closeBook(tx, book, carried);
    return carried.map(({ command }) => (command as TakeStep).allocation);
  }

  async unhold(tx: Tx, licenceId: string, move: DrawingsMove): Promise<string[]> {
    const { lines, open } = await drawnOn(tx, licenceId, 'drawn.held_units > 0');
    const back = await follow(tx, lines, stepsOf('UNHOLD', open, move), true);
    if (back.length === 0) await this.settle(tx, licenceId, move);
    return back;
  }

  async settle(tx: Tx, licenceId: string, move: DrawingsMove): Promise<void> {
    const { lines } = await drawnOn(tx, licenceId, 'false');
    await closeBook(tx, await openBook(tx, lines, []), [], move);
  }
}

/** Lines of a licence, and the allocations on them that are in a state, the oldest first. */
async function drawnOn(
  tx: Tx,
  licenceId: string,
  state: 'drawn.reserved_units > 0' | 'drawn.held_units > 0' | 'false',
): Promise<{ lines: string[]; open: string[] }> {
  const [row] = await tx.query<{ lines: string[]; open: string[] }>(
    `select array(select id::text from licence_line where licence_id = $1 order by licence_line.id) as lines,
       array(select drawn.id::text from licence_allocation drawn
         join licence_line line on line.id = drawn.licence_line_id and line.licence_id = $1
         where ${state} order by drawn.id) as open`,
    [licenceId],
  );
  return row ?? { lines: [], open: [] };
}

function stepsOf(
  kind: Step,
  allocations: readonly string[],
  { actor, at, reason }: DrawingsMove,
): TakeStep[] {
  const asked = { request: null, actor, at, reason, units: null };
  return allocations.map((allocation) => ({ kind, allocation, ...asked }));
}

function isWithin(
  { reserved, used, value }: Line,
  { units, value: most }: { readonly units: number | null; readonly value: string | null },
): boolean {
  const within = units === null || reserved + used <= units;
  return (
    within && (most === null || value === null || value.reserved + value.used <= centsOf(most))
  );
}
