import type { Viewer } from '../access/viewer.ts';
import { findReferences } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvent, type EventType } from '../events/event.store.ts';
import { readDay, readOptionalDay } from '../kernel/day.ts';
import { encodeId } from '../kernel/ids.ts';
import { keyOf, type Reference } from '../kernel/reference.ts';
import type {
  IdempotencyConflict,
  InvalidPeriod,
  InvalidReference,
  NotAuthorised,
  TransitionRefused,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText, readText } from '../kernel/text.ts';
import {
  type NameTaken,
  nameTaken,
  type RestrictionNotFound,
  restrictionNotFound,
} from './refusals.ts';
import { enforce, lift, type RestrictionState } from './restriction.ts';
import {
  insertRestriction,
  type LockedRestriction,
  lockRestriction,
  writeRestrictionState,
} from './restriction.store.ts';
import {
  aboutRule,
  findOrigin,
  type Origin,
  openLaw,
  openRule,
  provenanceUnder,
} from './trade-rule.service.ts';
import type { RuleAction } from './trade-rule.ts';
import { findNamed } from './trade-rule.store.ts';

export interface RestrictionRecord extends Keyed, Origin {
  readonly name: string;
  readonly description: string;
  readonly jurisdiction: Reference;
  readonly procedure: string;
  readonly licensable: boolean;
  readonly legalReference?: string | null;
  readonly chips?: readonly Reference[] | null;
  readonly parties?: readonly Reference[] | null;
  readonly from?: Date | null;
}

export interface RestrictionDecision extends Keyed {
  readonly restrictionId: string;
  readonly from?: Date | null;
  readonly sourceReportId?: string | null;
}

interface RestrictionDecided {
  /** key in the database, from which an answer is read on */
  readonly restrictionId: string;
}

type Decided<Refused> = Promise<
  Result<RestrictionDecided & { readonly replayed: boolean }, Refused | IdempotencyConflict>
>;
type RecordRefusal = NameTaken | InvalidReference | NotAuthorised;
type ChangeRefusal =
  | RestrictionNotFound
  | TransitionRefused
  | InvalidPeriod
  | InvalidReference
  | NotAuthorised;

interface Step {
  readonly operation: RuleAction;
  readonly event: EventType;
  readonly rule: typeof enforce;
}

const enforcement: Step = {
  operation: 'ENFORCE_RESTRICTION',
  event: 'RESTRICTION_ENFORCED',
  rule: enforce,
};
const lifting: Step = { operation: 'LIFT_RESTRICTION', event: 'RESTRICTION_LIFTED', rule: lift };

/**
 * The life of restrictions. Methods throw Fault MALFORMED_ID or BAD_USER_INPUT for an input that
 * cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class RestrictionService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async record(viewer: Viewer, input: RestrictionRecord): Decided<RecordRefusal> {
    const texts = {
      name: readText('name', input.name, 200),
      description: readText('description', input.description),
      legalReference: readOptionalText('legalReference', input.legalReference),
    };
    const inForceFrom = readOptionalDay('from', input.from);
    const operation: RuleAction = 'RECORD_RESTRICTION';
    return decide<string, RestrictionDecided, RecordRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: (tx) => openLaw(tx, viewer, operation, input.jurisdiction),
      act: async (tx, jurisdictionId) => {
        const origin = await findOrigin(tx, input);
        if (!origin.ok) return origin;
        const chips = await findReferences(tx, 'Chip', 'chips', input.chips);
        if (!chips.ok) return chips;
        const parties = await findReferences(tx, 'Organisation', 'parties', input.parties);
        if (!parties.ok) return parties;
        if (await findNamed(tx, 'restriction', texts.name)) return refused(nameTaken(texts.name));
        const restrictionId = await insertRestriction(tx, {
          ...texts,
          ...origin.value,
          ...{
            jurisdictionId,
            inForceFrom,
            procedure: input.procedure,
            licensable: input.licensable,
          },
          ...{ chips: chips.value, parties: parties.value },
          provenance: provenanceUnder(viewer, origin.value.sourceReportId),
        });
        const state = { status: 'REPORTED', inForceFrom, liftedAt: null } as const;
        await this.#tell(tx, viewer, 'RESTRICTION_RECORDED', restrictionId, { after: state });
        return done({ restrictionId });
      },
    });
  }

  enforce(viewer: Viewer, input: RestrictionDecision): Decided<ChangeRefusal> {
    return this.#change(viewer, input, enforcement);
  }

  lift(viewer: Viewer, input: RestrictionDecision): Decided<ChangeRefusal> {
    return this.#change(viewer, input, lifting);
  }

  async #change(
    viewer: Viewer,
    input: RestrictionDecision,
    { operation, event, rule }: Step,
  ): Decided<ChangeRefusal> {
    const id = keyOf('Restriction', input.restrictionId);
    const from = readOptionalDay('from', input.from);
    const today = readDay('today', this.#parts.clock());
    return decide<LockedRestriction, RestrictionDecided, ChangeRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) =>
        openRule(viewer, operation, await lockRestriction(tx, id), restrictionNotFound),
      act: async (tx, { state }) => {
        const origin = await findOrigin(tx, input);
        if (!origin.ok) return origin;
        const moved = rule(state, { from, today });
        if (!moved.ok) return moved;
        const { sourceReportId } = origin.value;
        await writeRestrictionState(tx, id, moved.value, sourceReportId);
        await this.#tell(tx, viewer, event, id, {
          before: state,
          after: moved.value,
          sourceReportId,
        });
        return done({ restrictionId: id });
      },
    });
  }

  async #tell(
    tx: Tx,
    viewer: Viewer,
    type: EventType,
    id: string,
    told: { before?: RestrictionState; after: RestrictionState; sourceReportId?: string | null },
  ): Promise<void> {
    const { before, after, sourceReportId } = told;
    await appendEvent(tx, {
      type,
      ...aboutRule(viewer, { type: 'Restriction', id }, this.#parts.clock()),
      payload: {
        restriction: encodeId('Restriction', id),
        statusBefore: before?.status ?? null,
        statusAfter: after.status,
        inForceFrom: after.inForceFrom,
        liftedAt: after.liftedAt,
        ...(sourceReportId && { sourceReport: encodeId('SourceReport', sourceReportId) }),
      },
    });
  }
}
