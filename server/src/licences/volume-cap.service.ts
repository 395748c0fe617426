import type { Viewer } from '../access/viewer.ts';
import { findReferences } from '../database/reference.store.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import type { FigureValue } from '../evidence/claim.ts';
import type { FigureInput } from '../evidence/claim-value.ts';
import type { ClaimPredicate } from '../evidence/predicate.ts';
import { Fault } from '../kernel/fault.ts';
import { readPeriod } from '../kernel/period.ts';
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
  type VolumeCapNotFound,
  volumeCapNotFound,
} from './refusals.ts';
import { readRuleFigure, settledShare } from './settled-figure.ts';
import {
  findOrigin,
  type Origin,
  openLaw,
  openRule,
  provenanceUnder,
  tellRule,
} from './trade-rule.service.ts';
import { effectiveFields, type RuleAction, type RuleStatus, settleRule } from './trade-rule.ts';
import { findNamed } from './trade-rule.store.ts';
import {
  insertVolumeCap,
  type LockedVolumeCap,
  lockVolumeCap,
  writeVolumeCap,
} from './volume-cap.store.ts';

interface Terms extends Keyed {
  readonly status: RuleStatus;
  readonly metric?: string | null;
  readonly figure?: FigureInput | null;
  readonly effectiveFrom?: Date | null;
  readonly effectiveTo?: Date | null;
  readonly sourceReportId?: string | null;
}

export interface VolumeCapRecord extends Terms, Origin {
  readonly name: string;
  readonly description: string;
  readonly jurisdiction: Reference;
  readonly destinations: readonly Reference[];
  readonly legalReference?: string | null;
}

export interface VolumeCapSettlement extends Terms {
  readonly volumeCapId: string;
}

interface VolumeCapDecided {
  /** key in the database, from which an answer is read on */
  readonly volumeCapId: string;
}

type Decided<Refused> = Promise<
  Result<VolumeCapDecided & { readonly replayed: boolean }, Refused | IdempotencyConflict>
>;
type RecordRefusal = NameTaken | InvalidPeriod | InvalidReference | NotAuthorised;
type SettleRefusal =
  | VolumeCapNotFound
  | TransitionRefused
  | InvalidPeriod
  | InvalidReference
  | NotAuthorised;

/**
 * Caps on what goes to some destinations, measured against what is sold elsewhere. A share that
 * comes with a source report becomes a claim about the cap; one that comes without is decided here,
 * and counts before every claim. Methods throw Fault MALFORMED_ID or BAD_USER_INPUT for an input
 * that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class VolumeCapService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async record(viewer: Viewer, input: VolumeCapRecord): Decided<RecordRefusal> {
    const texts = {
      name: readText('name', input.name, 200),
      description: readText('description', input.description),
      legalReference: readOptionalText('legalReference', input.legalReference),
    };
    if (input.destinations.length === 0) {
      throw new Fault('BAD_USER_INPUT', 'destinations names at least one jurisdiction.');
    }
    const terms = readTerms(input);
    const { status } = input;
    const effective = readPeriod(effectiveFields, input.effectiveFrom, input.effectiveTo);
    const operation: RuleAction = 'RECORD_VOLUME_CAP';
    return decide<string, VolumeCapDecided, RecordRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: (tx) => openLaw(tx, viewer, operation, input.jurisdiction),
      act: async (tx, jurisdictionId) => {
        if (!effective.ok) return effective;
        const origin = await findOrigin(tx, input);
        if (!origin.ok) return origin;
        const to = await findReferences(tx, 'Jurisdiction', 'destinations', input.destinations);
        if (!to.ok) return to;
        if (await findNamed(tx, 'volume_cap', texts.name)) return refused(nameTaken(texts.name));
        const { sourceReportId } = origin.value;
        const id = await insertVolumeCap(tx, {
          ...texts,
          ...origin.value,
          ...{ jurisdictionId, status, ...terms.settled },
          ...{ effective: effective.value, destinations: to.value },
          provenance: provenanceUnder(viewer, sourceReportId),
        });
        await tellRule(tx, viewer, {
          ...{ event: 'VOLUME_CAP_RECORDED', type: 'VolumeCap', id, sourceReportId },
          ...terms,
          ...{
            at: this.#parts.clock(),
            before: null,
            after: { status, effective: effective.value },
          },
        });
        return done({ volumeCapId: id });
      },
    });
  }

  async settle(viewer: Viewer, input: VolumeCapSettlement): Decided<SettleRefusal> {
    const id = keyOf('VolumeCap', input.volumeCapId);
    const terms = readTerms(input);
    const effective = readPeriod(effectiveFields, input.effectiveFrom, input.effectiveTo);
    const operation: RuleAction = 'SETTLE_VOLUME_CAP';
    return decide<LockedVolumeCap, VolumeCapDecided, SettleRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) =>
        openRule(viewer, operation, await lockVolumeCap(tx, id), volumeCapNotFound),
      act: async (tx, { state }) => {
        if (!effective.ok) return effective;
        const origin = await findOrigin(tx, input);
        if (!origin.ok) return origin;
        const asked = { status: input.status, effective: effective.value };
        const moved = settleRule(
          state,
          asked,
          terms.figure !== null || terms.settled.metric !== null,
        );
        if (!moved.ok) return moved;
        const { sourceReportId } = origin.value;
        const settled = { ...terms.settled, sourceReportId };
        await writeVolumeCap(tx, id, moved.value, settled);
        await tellRule(tx, viewer, {
          ...{ event: 'VOLUME_CAP_SETTLED', type: 'VolumeCap', id, sourceReportId },
          ...terms,
          ...{ at: this.#parts.clock(), before: state, after: moved.value },
        });
        return done({ volumeCapId: id });
      },
    });
  }
}

interface ShareOfTerms {
  readonly predicate: ClaimPredicate;
  readonly figure: FigureValue | null;
  /** the ratio of one; null: nothing is decided here */
  readonly settled: { readonly ratio: string | null; readonly metric: string | null };
}

function readTerms({ figure: given, metric, sourceReportId }: Terms): ShareOfTerms {
  const predicate = 'VOLUME_CAP';
  const figure = readRuleFigure(predicate, given);
  const ratio = figure && !sourceReportId ? settledShare(figure) : null;
  return { predicate, figure, settled: { ratio, metric: metric ?? null } };
}
