import { type ApplicationAction, mayApplyFor, mayDecideOnLicence } from '../access/policy.ts';
import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { findOptionalReference, findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide } from '../events/decide.ts';
import { appendEvent, type EventType } from '../events/event.store.ts';
import { keyOf } from '../kernel/reference.ts';
import {
  type InvalidReference,
  invalidReference,
  notAuthorised,
  versionStale,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText } from '../kernel/text.ts';
import { roundJurisdiction } from './condition.store.ts';
import { submit, withdraw } from './licence.ts';
import type { LicenceDecided } from './licence.service.ts';
import { isNumberTaken, type LockedLicence, writeStatusChange } from './licence.store.ts';
import {
  type Application,
  type ApplicationInput,
  type LineDraft,
  readApplication,
} from './licence-application.ts';
import {
  codeOfJurisdiction,
  findAuthority,
  findParties,
  insertLicence,
} from './licence-application.store.ts';
import type { NewLine } from './licence-line.store.ts';
import { type LicenceReference, openLicence } from './licence-reference.store.ts';
import { type ApplicationRefusal, type DraftRefusal, licenceNumberTaken } from './refusals.ts';

export interface ApplicationStep {
  readonly idempotencyKey: string;
  readonly licence: LicenceReference;
  readonly expectedVersion: number;
  readonly reason?: string | null;
}

type Decided<Refused> = Promise<Result<LicenceDecided, Refused>>;
type Written = Omit<LicenceDecided, 'replayed'>;

interface Step {
  readonly action: ApplicationAction;
  readonly event: EventType;
  readonly rule: typeof submit;
}

const submission: Step = { action: 'SUBMIT_LICENCE', event: 'LICENCE_SUBMITTED', rule: submit };
const withdrawal: Step = {
  action: 'WITHDRAW_LICENCE',
  event: 'LICENCE_WITHDRAWN',
  rule: withdraw,
};

/** For whom and under whose law a licence is applied for; keys in the database. */
interface Applied {
  readonly licenseeId: string | null;
  readonly jurisdictionId: string;
}

/**
 * What an applicant does. Each method throws Fault MALFORMED_ID or BAD_USER_INPUT for an input that
 * cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class LicenceApplicationService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async draft(viewer: Viewer, input: ApplicationInput): Decided<DraftRefusal> {
    const application = readApplication(input);
    if (!application.ok) return application;
    return decide<Applied, Written, DraftRefusal>(this.#parts, {
      viewer,
      operation: 'DRAFT_LICENCE',
      input,
      open: (tx) => openApplication(tx, viewer, input),
      act: (tx, applied) => this.#write(tx, viewer, input, applied, application.value),
    });
  }

  submit(viewer: Viewer, input: ApplicationStep): Decided<ApplicationRefusal> {
    return this.#step(viewer, input, submission);
  }

  withdraw(viewer: Viewer, input: ApplicationStep): Decided<ApplicationRefusal> {
    return this.#step(viewer, input, withdrawal);
  }

  async #write(
    tx: Tx,
    viewer: Viewer,
    input: ApplicationInput,
    applied: Applied,
    application: Application,
  ): Promise<Result<Written, DraftRefusal>> {
    const authority = await findAuthority(tx, input.authority);
    if (!authority.ok) return authority;
    const round = await findRound(tx, input, applied);
    if (!round.ok) return round;
    const destination = await findOptionalReference(
      tx,
      'Jurisdiction',
      'destination',
      input.destination,
    );
    if (!destination.ok) return destination;
    const parties = await findParties(tx, application.parties);
    if (!parties.ok) return parties;
    const lines = await findLines(tx, application.lines);
    if (!lines.ok) return lines;
    const { number } = application;
    const owner = { id: null, authorityId: authority.value };
    if (number && (await isNumberTaken(tx, owner, number))) {
      return refused(licenceNumberTaken(number));
    }
    const licenceId = await insertLicence(tx, {
      ...application,
      ...applied,
      direction: input.direction,
      type: input.type,
      authorityId: authority.value,
      approvalRoundId: round.value,
      destinationId: destination.value,
      parties: parties.value,
      lines: lines.value,
      provenance: provenanceOf(viewer),
    });
    const payload = { statusBefore: null, statusAfter: 'DRAFT', version: 1, reason: null };
    const eventId = await appendEvent(tx, {
      type: 'LICENCE_DRAFTED',
      licenceId,
      actor: viewer.key,
      occurredAt: this.#parts.clock(),
      payload,
    });
    return done({ licenceId, eventId });
  }

  #step(viewer: Viewer, input: ApplicationStep, step: Step): Decided<ApplicationRefusal> {
    const reason = readOptionalText('reason', input.reason);
    return decide<LockedLicence, Written, ApplicationRefusal>(this.#parts, {
      viewer,
      operation: step.action,
      input,
      open: (tx) => openLicence(tx, viewer, input.licence, mayApplyFor, step.action),
      act: async (tx, { id, state }) => {
        if (input.expectedVersion !== state.version) {
          return refused(versionStale(input.expectedVersion, state.version));
        }
        const moved = step.rule(state, { now: this.#parts.clock(), reason });
        if (!moved.ok) return moved;
        const { before, after, at } = moved.value;
        await writeStatusChange(tx, id, moved.value);
        const eventId = await appendEvent(tx, {
          type: step.event,
          licenceId: id,
          actor: viewer.key,
          occurredAt: at,
          payload: {
            statusBefore: before.status,
            statusAfter: after.status,
            version: after.version,
            reason,
          },
        });
        return done({ licenceId: id, eventId });
      },
    });
  }
}

/** Without a licensee it is for the organisation of who asks. A number is the authority's to give. */
async function openApplication(
  tx: Tx,
  viewer: Viewer,
  input: ApplicationInput,
): Promise<Result<Applied, DraftRefusal>> {
  const named = await findOptionalReference(tx, 'Organisation', 'licensee', input.licensee);
  if (!named.ok) return named;
  const licenseeId = named.value ?? viewer.organisationId;
  if (!mayApplyFor(viewer, { licenseeId })) return refused(notAuthorised('DRAFT_LICENCE'));
  const law = await findReference(tx, 'Jurisdiction', 'jurisdiction', input.jurisdiction);
  if (!law.ok) return law;
  const jurisdiction = await codeOfJurisdiction(tx, law.value);
  const subject = { published: false, jurisdiction, licenseeId };
  if (typeof input.number === 'string' && !mayDecideOnLicence(viewer, subject)) {
    return refused(notAuthorised('NUMBER_LICENCE'));
  }
  return done({ licenseeId, jurisdictionId: law.value });
}

async function findRound(
  tx: Tx,
  { approvalRoundId }: ApplicationInput,
  { jurisdictionId }: Applied,
): Promise<Result<string | null, InvalidReference>> {
  if (!approvalRoundId) return done(null);
  const round = keyOf('ApprovalRound', approvalRoundId);
  const code = await roundJurisdiction(tx, round);
  const fits = code !== undefined && code === (await codeOfJurisdiction(tx, jurisdictionId));
  return fits ? done(round) : refused(invalidReference('approvalRoundId', approvalRoundId));
}

async function findLines(
  tx: Tx,
  drafts: readonly LineDraft[],
): Promise<Result<NewLine[], InvalidReference>> {
  const lines: NewLine[] = [];
  for (const [index, draft] of drafts.entries()) {
    const { controlCode, licensedBy, units, value } = draft;
    const chip = await findOptionalReference(tx, 'Chip', `lines[${index}].chip`, draft.chip);
    if (!chip.ok) return chip;
    const requested = { units, value };
    lines.push({
      ...{ ordinal: index + 1, chipId: chip.value, controlCode, licensedBy },
      ...{ requested, authorised: null },
    });
  }
  return done(lines);
}
