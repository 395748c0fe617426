import { statusByBalance } from '../licences/exhaustion.ts';
import type { LicenceStatus } from '../licences/licence.ts';
import { hasLeft } from '../licences/quota.ts';
import type { Book, Command, Line, Movement } from './ledger-book.ts';

const types = {
  RESERVE: 'LICENCE_LINE_RESERVED',
  USE: 'LICENCE_LINE_USED',
  RELEASE: 'LICENCE_LINE_RELEASED',
  REVERSE: 'LICENCE_LINE_REVERSED',
  HOLD: 'LICENCE_LINE_HELD',
  UNHOLD: 'LICENCE_LINE_UNHELD',
} as const;

/** An event of the ledger as it is written. */
export interface LedgerEvent {
  readonly type: (typeof types)[Command['kind']] | 'LICENCE_EXHAUSTED' | 'LICENCE_REOPENED';
  readonly licenceId: string;
  readonly subject: { readonly type: 'Licence' | 'LicenceLine'; readonly id: string };
  readonly actor: string;
  readonly occurredAt: Date;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One event a movement, but one a line for what goes on hold or comes back together. */
export function movementEvents(book: Book): LedgerEvent[] {
  const groups: Movement[][] = [];
  for (const movement of book.movements) {
    const { kind } = movement.command;
    const together =
      (kind === 'HOLD' || kind === 'UNHOLD') &&
      groups.find(([first]) => first?.line === movement.line && first.command.kind === kind);
    if (together) together.push(movement);
    else groups.push([movement]);
  }
  return groups.map((group) => eventOf(book, group));
}

function eventOf(book: Book, group: readonly Movement[]): LedgerEvent {
  const { line, command, after } = group[group.length - 1] as Movement;
  const { authorised, reserved, used } = after;
  return {
    type: types[command.kind],
    licenceId: (book.lines.get(line) as Line).terms.licenceId,
    subject: { type: 'LicenceLine', id: line },
    actor: command.actor,
    occurredAt: command.at,
    payload: {
      units: group.reduce((sum, { units }) => sum + units, 0),
      reserved,
      used,
      available: authorised === null ? null : authorised - reserved - used,
      allocations: group.map(({ allocation }) => allocation),
      reason: command.reason,
    },
  };
}

export interface Turned {
  readonly licenceId: string;
  readonly from: LicenceStatus;
  readonly to: LicenceStatus;
  readonly version: number;
}

/** The licences whose status changes with what their lines have left. */
export function turnedLicences(book: Book): Turned[] {
  const turned: Turned[] = [];
  for (const [licenceId, { state, leftElsewhere }] of book.licences) {
    const own = [...book.lines.values()].filter(({ terms }) => terms.licenceId === licenceId);
    const to = statusByBalance(
      state,
      leftElsewhere || own.some((line) => !line.denied && hasLeft(line)),
    );
    if (to) turned.push({ licenceId, from: state.status, to, version: state.version });
  }
  return turned;
}

export function turnEvent(
  { licenceId, from, to, version }: Turned,
  { actor, at }: Pick<Command, 'actor' | 'at'>,
): LedgerEvent {
  return {
    type: to === 'ACTIVE' ? 'LICENCE_REOPENED' : 'LICENCE_EXHAUSTED',
    licenceId,
    subject: { type: 'Licence', id: licenceId },
    actor,
    occurredAt: at,
    payload: { statusBefore: from, statusAfter: to, version, reason: null },
  };
}
