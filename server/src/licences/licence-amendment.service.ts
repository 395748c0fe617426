import { mayDecideOnLicence } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide } from '../events/decide.ts';
import { appendEvent } from '../events/event.store.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import { type InvalidPeriod, invalidPeriod, versionStale } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readText } from '../kernel/text.ts';
import type { Drawings } from './drawings.store.ts';
import type { StatusChange, Validity } from './licence.ts';
import type { LicenceDecided } from './licence.service.ts';
import {
  type LockedLicence,
  newestVersionFrom,
  writeStatusChange,
  writeTerms,
} from './licence.store.ts';
import { amend, type FieldChange } from './licence-amendment.ts';
import { readOpenValidity } from './licence-application.ts';
import { findParties, loadParties, type Party, writeParties } from './licence-application.store.ts';
import { insertLines, writeEdit } from './licence-line.store.ts';
import {
  type LineAmendmentInput,
  type LinePlan,
  planLines,
  planRevocation,
} from './licence-line-plan.store.ts';
import { type LicenceReference, openLicence } from './licence-reference.store.ts';
import { type PartyInput, readParties } from './party-input.ts';
import type { AmendmentRefusal } from './refusals.ts';

export interface AmendmentInput {
  readonly idempotencyKey: string;
  readonly licence: LicenceReference;
  readonly expectedVersion: number;
  readonly effectiveAt?: Date | null;
  readonly reason: string;
  readonly validFrom?: Date | null;
  readonly validTo?: Date | null;
  readonly lines?: readonly LineAmendmentInput[] | null;
  readonly parties?: readonly PartyInput[] | null;
}

export interface LineRevocation {
  readonly idempotencyKey: string;
  readonly licenceId: string;
  readonly lineIds: readonly string[];
  readonly reason: string;
  readonly expectedVersion?: number | null;
}

export interface LicenceAmended extends LicenceDecided {
  /** key of the amendment */
  readonly amendmentId: string;
  /** keys of the reservations that went on hold */
  readonly heldAllocationIds: readonly string[];
}

type Written = Omit<LicenceAmended, 'replayed'>;

/** What becomes of a licence besides its version. */
interface Plan {
  readonly change: StatusChange;
  readonly reason: string;
  readonly lines: LinePlan;
  readonly validity: Validity;
  readonly parties: { readonly before: Party[]; readonly after: Party[] } | null;
}

/**
 * The next versions of licences that were approved. Methods throw Fault MALFORMED_ID or
 * BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class LicenceAmendmentService {
  readonly #parts: DecisionParts & { readonly drawings: Drawings };

  constructor(parts: DecisionParts & { readonly drawings: Drawings }) {
    this.#parts = parts;
  }

  async amend(
    viewer: Viewer,
    input: AmendmentInput,
  ): Promise<Result<LicenceAmended, AmendmentRefusal>> {
    const reason = readText('reason', input.reason);
    const given = input.parties ? readParties('parties', input.parties) : null;
    if (!input.lines?.length && !given && !input.validFrom && !input.validTo) {
      throw new Fault('BAD_USER_INPUT', 'Give what changes: validFrom, validTo, lines or parties.');
    }
    const action = 'AMEND_LICENCE';
    return decide<LockedLicence, Written, AmendmentRefusal>(this.#parts, {
      viewer,
      operation: action,
      input,
      open: (tx) => openLicence(tx, viewer, input.licence, mayDecideOnLicence, action),
      act: async (tx, licence) => {
        const change = this.#next(licence, input.expectedVersion);
        if (!change.ok) return change;
        const { at: now } = change.value;
        const at = await effectiveAt(tx, licence.id, input.effectiveAt ?? now, now);
        if (!at.ok) return at;
        const validity = readOpenValidity(input, licence.validity, now);
        if (!validity.ok) return validity;
        const lines = await planLines(tx, licence.id, input.lines ?? []);
        if (!lines.ok) return lines;
        const after = given && (await findParties(tx, given));
        if (after && !after.ok) return after;
        const parties = after && { before: await loadParties(tx, licence.id), after: after.value };
        return done(
          await this.#write(tx, viewer, licence, {
            change: { ...change.value, at: at.value },
            ...{ reason, lines: lines.value, validity: validity.value, parties },
          }),
        );
      },
    });
  }

  /** Revokes lines of a licence and leaves the others; what was used of them stays used. */
  async revokeLines(
    viewer: Viewer,
    input: LineRevocation,
  ): Promise<Result<LicenceAmended, AmendmentRefusal>> {
    const reason = readText('reason', input.reason);
    if (input.lineIds.length === 0) {
      throw new Fault('BAD_USER_INPUT', 'lineIds names a line, or is left out.');
    }
    const action = 'REVOKE_LICENCE';
    const licence = { id: input.licenceId };
    return decide<LockedLicence, Written, AmendmentRefusal>(this.#parts, {
      viewer,
      operation: action,
      input,
      open: (tx) => openLicence(tx, viewer, licence, mayDecideOnLicence, action),
      act: async (tx, subject) => {
        const change = this.#next(subject, input.expectedVersion);
        if (!change.ok) return change;
        const lines = await planRevocation(tx, subject.id, input.lineIds);
        if (!lines.ok) return lines;
        const plan = { change: change.value, reason, lines: lines.value, parties: null };
        const { validity } = subject;
        return done(await this.#write(tx, viewer, subject, { ...plan, validity }));
      },
    });
  }

  #next({ state, validity }: LockedLicence, expected: number | null | undefined) {
    if (typeof expected === 'number' && expected !== state.version) {
      return refused(versionStale(expected, state.version));
    }
    return amend(state, { now: this.#parts.clock() }, validity);
  }

  /** The ledger comes down before a line does, and goes up after it. */
  async #write(tx: Tx, viewer: Viewer, licence: LockedLicence, plan: Plan): Promise<Written> {
    const { drawings } = this.#parts;
    const { change, reason, lines, validity, parties } = plan;
    const { before, after } = change;
    const move = { actor: viewer.key, at: this.#parts.clock(), reason };
    const held: string[] = [];
    for (const { id, hold } of lines.edits) {
      if (hold) held.push(...(await drawings.holdNewest(tx, id, hold, move)));
    }
    for (const edit of lines.edits) await writeEdit(tx, edit);
    await insertLines(tx, licence.id, lines.added);
    if (parties) await writeParties(tx, licence.id, parties.after);
    await writeTerms(tx, licence.id, { ...validity, number: licence.number });
    const changes = [
      ...changedDays(licence.validity, validity),
      ...lines.changes,
      ...(parties
        ? [{ field: 'parties', before: named(parties.before), after: named(parties.after) }]
        : []),
    ];
    const amendmentId = await writeStatusChange(tx, licence.id, change, changes, reason);
    const eventId = await appendEvent(tx, {
      type: 'LICENCE_AMENDED',
      licenceId: licence.id,
      actor: viewer.key,
      occurredAt: move.at,
      payload: {
        statusBefore: before.status,
        statusAfter: after.status,
        version: after.version,
        reason,
      },
    });
    await drawings.settle(tx, licence.id, move);
    if (before.status === 'ACTIVE' || before.status === 'EXHAUSTED') {
      await drawings.unhold(tx, licence.id, move);
    }
    return { licenceId: licence.id, eventId, amendmentId, heldAllocationIds: held };
  }
}

/** A version begins when it is made, or earlier: not before the one that it follows. */
async function effectiveAt(
  tx: Tx,
  id: string,
  at: Date,
  now: Date,
): Promise<Result<Date, InvalidPeriod>> {
  const newest = await newestVersionFrom(tx, id);
  if (at <= now && (newest === null || at >= newest || at.getTime() === now.getTime())) {
    return done(at);
  }
  const [from, to] = newest === null || at > now ? [at, now] : [newest, at];
  const period = { from: from.toISOString(), to: to.toISOString() };
  const why = `is ${at.toISOString()}: a version begins after the one before it, and not later than now`;
  return refused(invalidPeriod('effectiveAt', why, period));
}

function changedDays(before: Validity, after: Validity): FieldChange[] {
  return (['validFrom', 'validTo'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

const named = (parties: readonly Party[]) =>
  parties.map(({ role, organisationId }) => ({
    role,
    organisation: encodeId('Organisation', organisationId),
  }));
