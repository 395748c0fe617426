import { type LicenceAction, mayDecideOnLicence } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { statementsOf, type Tx } from '../database/transaction.ts';
import { untilNumbered } from '../events/arrival.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvent, type EventType } from '../events/event.store.ts';
import { keyOf } from '../kernel/reference.ts';
import { notAuthorised, versionStale } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText, readText } from '../kernel/text.ts';
import type { Drawings } from './drawings.store.ts';
import { findLicence, type LicenceReference } from './licence-reference.store.ts';
import {
  activate,
  type LicenceRule,
  reinstate,
  revoke,
  type StatusChange,
  suspend,
} from './licence.ts';
import { type LockedLicence, publishLicence, writeStatusChange } from './licence.store.ts';
import { type LicenceRefusal, licenceNotFound } from './refusals.ts';

export interface LicenceDecision {
  /** global id */
  readonly licenceId: string;
  readonly reason: string;
  readonly idempotencyKey: string;
  /** refuse when the licence is at another version */
  readonly expectedVersion?: number | null;
}

export interface LicenceActivation {
  readonly licence: LicenceReference;
  readonly reason?: string | null;
  readonly idempotencyKey: string;
  readonly expectedVersion: number;
}

/** A decision as it was asked for, its texts read. */
interface Asked extends Keyed {
  readonly reason: string | null;
  readonly expectedVersion?: number | null;
}

export interface LicenceDecided {
  /** keys in the database, from which an answer is read on */
  readonly licenceId: string;
  readonly eventId: string;
  /** it was decided by an earlier request with the same idempotency key */
  readonly replayed: boolean;
}

interface Act {
  readonly action: LicenceAction;
  readonly event: EventType;
  readonly rule: LicenceRule;
  /** what becomes of its reservations; none: they stay as they are */
  readonly drawn?: 'hold' | 'unhold';
}

const suspension: Act = {
  action: 'SUSPEND_LICENCE',
  event: 'LICENCE_SUSPENDED',
  rule: suspend,
  drawn: 'hold',
};
const reinstatement: Act = {
  action: 'REINSTATE_LICENCE',
  event: 'LICENCE_REINSTATED',
  rule: reinstate,
  drawn: 'unhold',
};
const activation: Act = { action: 'ACTIVATE_LICENCE', event: 'LICENCE_ACTIVATED', rule: activate };
const revocation: Act = {
  action: 'REVOKE_LICENCE',
  event: 'LICENCE_REVOKED',
  rule: revoke,
  drawn: 'hold',
};

interface LicenceParts extends DecisionParts {
  readonly drawings: Drawings;
}

/**
 * What an authority decides about a licence. Each method throws Fault MALFORMED_ID or
 * BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class LicenceService {
  readonly #parts: LicenceParts;

  constructor(parts: LicenceParts) {
    this.#parts = parts;
  }

  suspend(viewer: Viewer, input: LicenceDecision): Promise<Result<LicenceDecided, LicenceRefusal>> {
    return this.#decideOn(viewer, input, suspension);
  }

  reinstate(
    viewer: Viewer,
    input: LicenceDecision,
  ): Promise<Result<LicenceDecided, LicenceRefusal>> {
    return this.#decideOn(viewer, input, reinstatement);
  }

  revoke(viewer: Viewer, input: LicenceDecision): Promise<Result<LicenceDecided, LicenceRefusal>> {
    return this.#decideOn(viewer, input, revocation);
  }

  async activate(
    viewer: Viewer,
    input: LicenceActivation,
  ): Promise<Result<LicenceDecided, LicenceRefusal>> {
    const asked = { ...input, reason: readOptionalText('reason', input.reason) };
    return this.#decide(viewer, input.licence, asked, activation);
  }

  /** Waits for the moment from which a decision's event can be read; two seconds at most. */
  async eventArrived({ eventId }: Pick<LicenceDecided, 'eventId'>): Promise<void> {
    await untilNumbered(statementsOf(this.#parts.database), eventId);
  }

  async #decideOn(
    viewer: Viewer,
    input: LicenceDecision,
    act: Act,
  ): Promise<Result<LicenceDecided, LicenceRefusal>> {
    const asked = { ...input, reason: readText('reason', input.reason) };
    return this.#decide(viewer, { id: input.licenceId }, asked, act);
  }

  #decide(
    viewer: Viewer,
    reference: LicenceReference,
    asked: Asked,
    act: Act,
  ): Promise<Result<LicenceDecided, LicenceRefusal>> {
    const { drawings } = this.#parts;
    return decide<LockedLicence, Omit<LicenceDecided, 'replayed'>, LicenceRefusal>(this.#parts, {
      viewer,
      operation: act.action,
      input: asked,
      open: async (tx) => {
        if (act.drawn && reference.id) await drawings.lock(tx, keyOf('Licence', reference.id));
        const licence = await findLicence(tx, viewer, reference);
        if (!licence) return refused(licenceNotFound(reference.id ?? reference.number ?? ''));
        return mayDecideOnLicence(viewer, licence)
          ? done(licence)
          : refused(notAuthorised(act.action));
      },
      act: (tx, licence) => this.#change(tx, viewer, licence, asked, act),
    });
  }

  async #change(
    tx: Tx,
    viewer: Viewer,
    licence: LockedLicence,
    { reason, expectedVersion }: Asked,
    { rule, event, drawn }: Act,
  ): Promise<Result<Omit<LicenceDecided, 'replayed'>, LicenceRefusal>> {
    const { version } = licence.state;
    if (expectedVersion !== null && expectedVersion !== undefined && expectedVersion !== version) {
      return refused(versionStale(expectedVersion, version));
    }
    const decision = rule(licence.state, { now: this.#parts.clock(), reason }, licence.validity);
    if (!decision.ok) return decision;
    const { before, after, at } = decision.value;
    await writeStatusChange(tx, licence.id, decision.value);
    const eventId = await appendEvent(tx, {
      type: event,
      licenceId: licence.id,
      actor: viewer.key,
      occurredAt: at,
      payload: {
        statusBefore: before.status,
        statusAfter: after.status,
        version: after.version,
        reason,
      },
    });
    if (after.status === 'ACTIVE' && !licence.published) {
      await this.#publish(tx, viewer, licence.id, decision.value);
    }
    const move = { actor: viewer.key, at, reason };
    if (drawn) await this.#parts.drawings[drawn](tx, licence.id, move);
    return done({ licenceId: licence.id, eventId });
  }

  /** What is in force is seen by everybody, from now on. */
  async #publish(tx: Tx, viewer: Viewer, id: string, { after, at }: StatusChange): Promise<void> {
    const payload = { statusBefore: null, statusAfter: after.status, version: after.version };
    const event = { licenceId: id, actor: viewer.key, occurredAt: at, payload };
    const eventId = await appendEvent(tx, { ...event, type: 'LICENCE_PUBLISHED' });
    await publishLicence(tx, id, eventId);
  }
}
