import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { findOptionalReference, findReferences } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvent, type EventType } from '../events/event.store.ts';
import { readDay } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import { keyOf, type Reference } from '../kernel/reference.ts';
import type {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  TransitionRefused,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readText } from '../kernel/text.ts';
import { moveRound, type RoundStatus } from './approval-round.ts';
import {
  type AnnouncedRound,
  announceRound,
  insertRound,
  type LockedRound,
  lockRound,
  lockRoundNumbered,
  writeRoundStatus,
} from './approval-round.store.ts';
import {
  type ApprovalRoundNotFound,
  approvalRoundNotFound,
  type NameTaken,
  nameTaken,
} from './refusals.ts';
import { aboutRule, openLaw, openRule } from './trade-rule.service.ts';
import { findNamed } from './trade-rule.store.ts';

export interface RoundOpening extends Keyed {
  readonly name: string;
  readonly jurisdiction: Reference;
  readonly authority?: Reference | null;
  readonly ordinal: number;
  readonly announcedAt: Date;
  readonly candidates?: readonly Reference[] | null;
  readonly criteriaKnown: boolean;
}

export interface RoundClosing extends Keyed {
  readonly approvalRoundId: string;
}

interface RoundDecided {
  /** key in the database, from which an answer is read on */
  readonly approvalRoundId: string;
}

type Decided<Refused> = Promise<
  Result<RoundDecided & { readonly replayed: boolean }, Refused | IdempotencyConflict>
>;
type OpenRefusal = NameTaken | TransitionRefused | InvalidReference | NotAuthorised;
type CloseRefusal = ApprovalRoundNotFound | TransitionRefused | NotAuthorised;

interface ToldRound {
  readonly name: string;
  /** the name under which it was expected */
  readonly nameBefore?: string;
  readonly statusBefore: RoundStatus | null;
  readonly statusAfter: RoundStatus;
}

const MOST_ROUNDS = 1_000_000;

/**
 * The life of approval rounds. Methods throw Fault MALFORMED_ID or BAD_USER_INPUT for an input that
 * cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class ApprovalRoundService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  /** Announces a round, or the one of that number that was expected until now. */
  async open(viewer: Viewer, input: RoundOpening): Decided<OpenRefusal> {
    const { ordinal, criteriaKnown } = input;
    if (!(ordinal >= 1 && ordinal <= MOST_ROUNDS)) {
      throw new Fault('BAD_USER_INPUT', `ordinal lies between 1 and ${MOST_ROUNDS}.`);
    }
    const name = readText('name', input.name, 200);
    const announcedAt = readDay('announcedAt', input.announcedAt);
    const operation = 'OPEN_APPROVAL_ROUND';
    return decide<string, RoundDecided, OpenRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: (tx) => openLaw(tx, viewer, operation, input.jurisdiction),
      act: async (tx, jurisdictionId) => {
        const authority = await findOptionalReference(
          tx,
          'Organisation',
          'authority',
          input.authority,
        );
        if (!authority.ok) return authority;
        const waiting = await findReferences(tx, 'Organisation', 'candidates', input.candidates);
        if (!waiting.ok) return waiting;
        return this.#announce(tx, viewer, {
          ...{ name, jurisdictionId, ordinal, announcedAt, criteriaKnown },
          authorityId: authority.value,
          candidates: waiting.value,
          provenance: provenanceOf(viewer),
        });
      },
    });
  }

  async close(viewer: Viewer, input: RoundClosing): Decided<CloseRefusal> {
    const id = keyOf('ApprovalRound', input.approvalRoundId);
    const operation = 'CLOSE_APPROVAL_ROUND';
    const missing = () => approvalRoundNotFound(input.approvalRoundId);
    return decide<LockedRound, RoundDecided, CloseRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) => openRule(viewer, operation, await lockRound(tx, id), missing),
      act: async (tx, { name, status }) => {
        const moved = moveRound(status, 'CLOSED');
        if (!moved.ok) return moved;
        await writeRoundStatus(tx, id, moved.value);
        await this.#tell(tx, viewer, 'ROUND_CLOSED', id, {
          ...{ name, statusBefore: status, statusAfter: moved.value },
        });
        return done({ approvalRoundId: id });
      },
    });
  }

  async #announce(
    tx: Tx,
    viewer: Viewer,
    round: AnnouncedRound,
  ): Promise<Result<RoundDecided, OpenRefusal>> {
    // the lock on names lets one round be announced at a time
    const named = await findNamed(tx, 'approval_round', round.name);
    const expected = await lockRoundNumbered(tx, round.jurisdictionId, round.ordinal);
    if (named && named !== expected?.id) return refused(nameTaken(round.name));
    const moved = expected ? moveRound(expected.status, 'ANNOUNCED') : done(null);
    if (!moved.ok) return moved;
    if (expected) await announceRound(tx, expected.id, round);
    const id = expected?.id ?? (await insertRound(tx, round));
    await this.#tell(tx, viewer, 'ROUND_OPENED', id, {
      name: round.name,
      ...(expected && { nameBefore: expected.name }),
      ...{ statusBefore: expected?.status ?? null, statusAfter: 'ANNOUNCED' },
    });
    return done({ approvalRoundId: id });
  }

  async #tell(tx: Tx, viewer: Viewer, type: EventType, id: string, told: ToldRound): Promise<void> {
    const approvalRound = encodeId('ApprovalRound', id);
    await appendEvent(tx, {
      type,
      ...aboutRule(viewer, { type: 'ApprovalRound', id }, this.#parts.clock()),
      payload: { approvalRound, ...told },
    });
  }
}
