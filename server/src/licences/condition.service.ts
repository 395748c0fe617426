import { type DecisionParts, decide } from '../events/decide.ts';
import { type ConditionAction, mayDecideOnLicence, maySeeLicence } from '../access/policy.ts';
import { provenanceOf, type Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { appendEvents, type EventType, type NewEvent } from '../events/event.store.ts';
import { readOptionalDay } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import { keyOf, type Reference } from '../kernel/reference.ts';
import { invalidReference, notAuthorised, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText, readText } from '../kernel/text.ts';
import {
  boundLicences,
  type ConditionOwner,
  findDebtor,
  findOwner,
  hasOpenBlockingCondition,
  insertCondition,
  isSourceReport,
  lockCondition,
  roundJurisdiction,
  writeConditionStatus,
} from './condition.store.ts';
import { type ConditionStatus, moveCondition } from './condition.ts';
import { approveWhenSettled, isFinal } from './licence.ts';
import { type LockedLicence, lockLicence, writeStatusChange } from './licence.store.ts';
import { lockLines } from './licence-line.store.ts';
import {
  approvalRoundNotFound,
  type ConditionRefusal,
  conditionNotFound,
  type ImposeRefusal,
  licenceNotFound,
} from './refusals.ts';

export interface Imposition {
  readonly idempotencyKey: string;
  readonly licenceId?: string | null;
  readonly approvalRoundId?: string | null;
  readonly kind: string;
  readonly blocking: boolean;
  readonly description: string;
  readonly owedBy?: Reference | null;
  readonly dueAt?: Date | null;
}

export interface ConditionDecision {
  readonly idempotencyKey: string;
  readonly conditionId: string;
  readonly evidenceId?: string | null;
  readonly reason?: string | null;
}

export interface ConditionDecided {
  /** key in the database, from which an answer is read on */
  readonly conditionId: string;
  /** of the event of it; null where it is a round's that binds no licence yet */
  readonly eventId: string | null;
  readonly replayed: boolean;
}

type Written = Omit<ConditionDecided, 'replayed'>;
type Decided<Refused> = Promise<Result<ConditionDecided, Refused>>;

type ConditionEvent = Extract<EventType, `CONDITION_${string}`>;

interface Step {
  readonly action: ConditionAction;
  readonly event: ConditionEvent;
  readonly to: ConditionStatus;
}

const satisfaction: Step = {
  action: 'SATISFY_CONDITION',
  event: 'CONDITION_SATISFIED',
  to: 'SATISFIED',
};
const waiver: Step = { action: 'WAIVE_CONDITION', event: 'CONDITION_WAIVED', to: 'WAIVED' };
const breach: Step = {
  action: 'RECORD_CONDITION_BREACH',
  event: 'CONDITION_BREACHED',
  to: 'BREACHED',
};

/** After these nothing may be left that a licence waits for. */
const settling: ReadonlySet<EventType> = new Set([satisfaction.event, waiver.event]);

/**
 * The life of conditions. Once the last blocking one is satisfied or waived, a licence that was
 * approved under conditions is approved. Methods throw Fault MALFORMED_ID or BAD_USER_INPUT for an
 * input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class ConditionService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async impose(viewer: Viewer, input: Imposition): Decided<ImposeRefusal> {
    const owner = readOwner(input);
    const description = readText('description', input.description);
    const dueAt = readOptionalDay('dueAt', input.dueAt);
    const operation: ConditionAction = 'IMPOSE_CONDITION';
    const missing = () =>
      input.licenceId
        ? licenceNotFound(input.licenceId)
        : approvalRoundNotFound(input.approvalRoundId ?? '');
    return decide<LockedLicence[], Written, ImposeRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: (tx) => this.#open<ImposeRefusal>(tx, viewer, owner, operation, missing),
      act: async (tx, licences) => {
        const over = owner.licenceId && licences.find(({ state }) => isFinal(state.status));
        if (over) return refused(transitionRefused(over.state.status, over.state.status, []));
        const debtor = await findDebtor(tx, input.owedBy);
        if (!debtor.ok) return debtor;
        const { kind, blocking } = input;
        const words = { kind, blocking, description, dueAt, provenance: provenanceOf(viewer) };
        const condition = { ...owner, ...words, owedById: debtor.value };
        const conditionId = await insertCondition(tx, condition);
        const type = 'CONDITION_IMPOSED';
        const eventId = await this.#tell(tx, viewer, type, conditionId, licences, description);
        return done({ conditionId, eventId });
      },
    });
  }

  satisfy(viewer: Viewer, input: ConditionDecision): Decided<ConditionRefusal> {
    return this.#decide(viewer, input, satisfaction);
  }

  waive(viewer: Viewer, input: ConditionDecision): Decided<ConditionRefusal> {
    return this.#decide(viewer, input, waiver);
  }

  recordBreach(viewer: Viewer, input: ConditionDecision): Decided<ConditionRefusal> {
    return this.#decide(viewer, input, breach);
  }

  async #decide(
    viewer: Viewer,
    input: ConditionDecision,
    { action, event, to }: Step,
  ): Decided<ConditionRefusal> {
    const id = keyOf('Condition', input.conditionId);
    const { evidenceId } = input;
    const evidence = evidenceId ? keyOf('SourceReport', evidenceId) : null;
    const reason = readOptionalText('reason', input.reason);
    const missing = () => conditionNotFound(input.conditionId);
    return decide<LockedLicence[], Written, ConditionRefusal>(this.#parts, {
      viewer,
      operation: action,
      input,
      open: async (tx) => {
        const owner = await findOwner(tx, id);
        if (!owner) return refused(missing());
        return this.#open<ConditionRefusal>(tx, viewer, owner, action, missing);
      },
      act: async (tx, licences) => {
        if (evidence && evidenceId && !(await isSourceReport(tx, evidence))) {
          return refused(invalidReference('evidenceId', evidenceId));
        }
        const status = await lockCondition(tx, id);
        const moved = status ? moveCondition(status, to) : refused(missing());
        if (!moved.ok) return moved;
        await writeConditionStatus(tx, id, moved.value, evidence);
        const eventId = await this.#tell(tx, viewer, event, id, licences, reason);
        return done({ conditionId: id, eventId });
      },
    });
  }

  /** Locks the licences that a condition binds, for a viewer who may see and decide about it. */
  async #open<Refused>(
    tx: Tx,
    viewer: Viewer,
    owner: ConditionOwner,
    action: ConditionAction,
    missing: () => Refused,
  ): Promise<Result<LockedLicence[], Refused | ReturnType<typeof notAuthorised>>> {
    const bound = await boundLicences(tx, owner);
    await lockLines(tx, bound);
    const licences: LockedLicence[] = [];
    for (const id of bound) {
      const licence = await lockLicence(tx, id);
      if (licence) licences.push(licence);
    }
    const own = owner.licenceId ? licences[0] : undefined;
    const jurisdiction = owner.approvalRoundId
      ? await roundJurisdiction(tx, owner.approvalRoundId)
      : own?.jurisdiction;
    if (!jurisdiction || (own && !maySeeLicence(viewer, own))) return refused(missing());
    // conditions of a round are public
    const subject = own ?? { published: true, jurisdiction, licenseeId: null };
    if (!mayDecideOnLicence(viewer, subject)) return refused(notAuthorised(action));
    return done(licences);
  }

  /**
   * Tells it of every licence that is bound, and approves those that waited for nothing else.
   *
   * @returns key of the event of the first of them
   */
  async #tell(
    tx: Tx,
    viewer: Viewer,
    type: ConditionEvent,
    conditionId: string,
    licences: readonly LockedLicence[],
    reason: string | null,
  ): Promise<string | null> {
    const now = this.#parts.clock();
    const event = { type, actor: viewer.key, occurredAt: now };
    const about = { condition: encodeId('Condition', conditionId), ...(reason ? { reason } : {}) };
    const events: NewEvent[] = [];
    if (licences.length === 0) {
      const round = (await findOwner(tx, conditionId))?.approvalRoundId;
      if (!round) throw new Error(`condition ${conditionId} binds neither licences nor a round`);
      const subject = { type: 'ApprovalRound', id: round };
      events.push({ ...event, type: `ROUND_${type}`, licenceId: null, subject, payload: about });
    }
    for (const { id, state } of licences) {
      const open = !settling.has(type) || (await hasOpenBlockingCondition(tx, id));
      const change = approveWhenSettled(state, { now, open });
      if (change) await writeStatusChange(tx, id, change);
      const { status, version } = change?.after ?? state;
      const payload = { ...about, statusBefore: state.status, statusAfter: status, version };
      events.push({ ...event, licenceId: id, payload });
    }
    const [first = null] = await appendEvents(tx, events);
    return licences.length === 0 ? null : first;
  }
}

function readOwner({ licenceId, approvalRoundId }: Imposition): ConditionOwner {
  if (Boolean(licenceId) === Boolean(approvalRoundId)) {
    throw new Fault('BAD_USER_INPUT', 'Give exactly one of licenceId and approvalRoundId.');
  }
  return {
    licenceId: licenceId ? keyOf('Licence', licenceId) : null,
    approvalRoundId: approvalRoundId ? keyOf('ApprovalRound', approvalRoundId) : null,
  };
}
