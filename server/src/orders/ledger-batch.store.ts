import type { Tx } from '../database/transaction.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { done, type Result } from '../kernel/result.ts';
import { apply, keep, keptFor, unitsAsked } from './ledger.ts';
import type { Applied, Book, Command, Outcome, Reserve } from './ledger-book.ts';
import { type Carried, closeBook } from './ledger-close.store.ts';
import { openBook } from './ledger-open.store.ts';
import type { LedgerRefusal } from './ledger-refusals.ts';
import type { AskedReservation, Examined, ReservationGuard } from './reservation-guard.store.ts';

type Questioned = ReadonlyMap<Command, AskedReservation & { readonly said: Examined<unknown> }>;

/** Carries out each command by itself: what one is refused for leaves the others. */
export async function carryOut(
  tx: Tx,
  lines: readonly string[],
  commands: readonly Command[],
  guard?: ReservationGuard,
): Promise<Outcome[]> {
  const book = await openBook(tx, lines, commands);
  const questioned = guard ? await question(tx, book, commands, guard) : new Map();
  const outcomes = commands.map((command) => {
    const said = questioned.get(command)?.said;
    return apply(book, command, said && 'refusal' in said ? said.refusal : undefined);
  });
  const carried = commands.flatMap((command, index): Carried[] => {
    const outcome = outcomes[index];
    return outcome?.ok && !outcome.value.replayed ? [{ command, outcome: outcome.value }] : [];
  });
  const noted = guard ? await note(tx, carried, questioned, guard) : carried;
  for (const { command, outcome } of noted) keep(book, command, outcome);
  await closeBook(tx, book, noted, noted.at(-1)?.command);
  return outcomes.map((outcome, index) => {
    const kept = keptFor(book, commands[index] as Command);
    return outcome.ok && kept
      ? done({ ...kept.outcome, replayed: outcome.value.replayed })
      : outcome;
  });
}

/**
 * Carries out commands of somebody who has a transaction of their own, all of them or none; guards
 * are not asked. Before it, nothing may be locked that comes after order lines.
 *
 * @param lines keys of the licence lines that the commands are about
 */
export async function drawWithin(
  tx: Tx,
  lines: readonly string[],
  commands: readonly Command[],
): Promise<Result<readonly Applied[], LedgerRefusal | Refusal>> {
  const book = await openBook(tx, lines, commands);
  const carried: Carried[] = [];
  for (const command of commands) {
    const outcome = apply(book, command);
    if (!outcome.ok) return outcome;
    carried.push({ command, outcome: outcome.value });
  }
  await closeBook(tx, book, carried, carried.at(-1)?.command);
  return done(carried.map(({ outcome }) => outcome));
}

/**
 * Takes steps of allocations that come with a decision on their licence. What a line has no room
 * for stays where it is.
 *
 * @param settles whether licences are exhausted or reopened by it
 * @returns the allocations that were moved
 */
export async function follow(
  tx: Tx,
  lines: readonly string[],
  commands: readonly Command[],
  settles: boolean,
): Promise<string[]> {
  const book = await openBook(tx, lines, commands);
  const carried = commands.flatMap((command): Carried[] => {
    const outcome = apply(book, command);
    return outcome.ok ? [{ command, outcome: outcome.value }] : [];
  });
  await closeBook(tx, book, carried, settles ? carried.at(-1)?.command : undefined);
  return carried.flatMap(({ outcome }) => outcome.allocations);
}

async function question(
  tx: Tx,
  book: Book,
  commands: readonly Command[],
  guard: ReservationGuard,
): Promise<Questioned> {
  const asked = commands
    .filter((command): command is Reserve => command.kind === 'RESERVE' && !keptFor(book, command))
    .map((command) => ({ command, units: unitsAsked(book, command) }));
  if (asked.length === 0) return new Map();
  const said = await guard.examine(tx, asked);
  return new Map(
    asked.map((one, index) => [one.command, { ...one, said: said[index] as Examined<unknown> }]),
  );
}

async function note(
  tx: Tx,
  carried: readonly Carried[],
  questioned: Questioned,
  guard: ReservationGuard,
): Promise<Carried[]> {
  const made = carried.flatMap(({ command, outcome }) => {
    const { said, ...asked } = questioned.get(command) ?? {};
    return said && 'facts' in said && 'command' in asked
      ? [{ ...asked, facts: said.facts, outcome }]
      : [];
  });
  if (made.length === 0) return [...carried];
  const notes = await guard.record(tx, made);
  const byCommand = new Map(made.map(({ command }, index) => [command as Command, notes[index]]));
  return carried.map(({ command, outcome }) => {
    const own = byCommand.get(command);
    return { command, outcome: own ? { ...outcome, notes: own } : outcome };
  });
}
