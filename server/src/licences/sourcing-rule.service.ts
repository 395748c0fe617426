import type { Viewer } from '../access/viewer.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import type { FigureValue } from '../evidence/claim.ts';
import type { FigureInput } from '../evidence/claim-value.ts';
import type { ClaimPredicate } from '../evidence/predicate.ts';
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
import { readText } from '../kernel/text.ts';
import {
  type NameTaken,
  nameTaken,
  type SourcingRuleNotFound,
  sourcingRuleNotFound,
} from './refusals.ts';
import {
  readRuleFigure,
  type SettledFigure,
  settledShare,
  settledUnits,
} from './settled-figure.ts';
import {
  insertSourcingRule,
  type LockedSourcingRule,
  lockSourcingRule,
  writeSourcingRule,
} from './sourcing-rule.store.ts';
import {
  findOrigin,
  type Origin,
  openLaw,
  openRule,
  provenanceUnder,
  tellRule,
} from './trade-rule.service.ts';
import {
  effectiveFields,
  type RuleAction,
  type RuleStatus,
  type SourcingBasis,
  settleRule,
} from './trade-rule.ts';
import { findNamed } from './trade-rule.store.ts';

interface Terms extends Keyed {
  readonly status: RuleStatus;
  readonly figure?: FigureInput | null;
  readonly effectiveFrom?: Date | null;
  readonly effectiveTo?: Date | null;
  readonly sourceReportId?: string | null;
}

export interface SourcingRuleRecord extends Terms, Origin {
  readonly name: string;
  readonly description: string;
  readonly jurisdiction: Reference;
  readonly basis: SourcingBasis;
  readonly metric: string;
}

export interface SourcingRuleSettlement extends Terms {
  readonly sourcingRuleId: string;
}

interface SourcingRuleDecided {
  /** key in the database, from which an answer is read on */
  readonly sourcingRuleId: string;
}

type Decided<Refused> = Promise<
  Result<SourcingRuleDecided & { readonly replayed: boolean }, Refused | IdempotencyConflict>
>;
type RecordRefusal = NameTaken | InvalidPeriod | InvalidReference | NotAuthorised;
type SettleRefusal =
  | SourcingRuleNotFound
  | TransitionRefused
  | InvalidPeriod
  | InvalidReference
  | NotAuthorised;

const predicates: Readonly<Record<SourcingBasis, ClaimPredicate>> = {
  RATIO: 'DOMESTIC_RATIO',
  ABSOLUTE: 'DOMESTIC_QUOTA',
};

/**
 * Rules that tie imports to domestic purchases. A figure that comes with a source report becomes a
 * claim about the rule; one that comes without is decided here, and counts before every claim.
 * Methods throw Fault MALFORMED_ID or BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE
 * or TIMEOUT from the database.
 */
export class SourcingRuleService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async record(viewer: Viewer, input: SourcingRuleRecord): Decided<RecordRefusal> {
    const name = readText('name', input.name, 200);
    const description = readText('description', input.description);
    const { basis, metric, status } = input;
    const terms = readTerms(basis, input);
    const effective = readPeriod(effectiveFields, input.effectiveFrom, input.effectiveTo);
    const operation: RuleAction = 'RECORD_SOURCING_RULE';
    return decide<string, SourcingRuleDecided, RecordRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: (tx) => openLaw(tx, viewer, operation, input.jurisdiction),
      act: async (tx, jurisdictionId) => {
        if (!effective.ok) return effective;
        const origin = await findOrigin(tx, input);
        if (!origin.ok) return origin;
        if (await findNamed(tx, 'sourcing_rule', name)) return refused(nameTaken(name));
        const { sourceReportId } = origin.value;
        const id = await insertSourcingRule(tx, {
          ...{ name, description, jurisdictionId, basis, metric, status },
          ...origin.value,
          ...terms.settled,
          effective: effective.value,
          provenance: provenanceUnder(viewer, sourceReportId),
        });
        await tellRule(tx, viewer, {
          ...{ event: 'SOURCING_RULE_RECORDED', type: 'SourcingRule', id, sourceReportId },
          ...terms,
          ...{
            at: this.#parts.clock(),
            before: null,
            after: { status, effective: effective.value },
          },
        });
        return done({ sourcingRuleId: id });
      },
    });
  }

  async settle(viewer: Viewer, input: SourcingRuleSettlement): Decided<SettleRefusal> {
    const id = keyOf('SourcingRule', input.sourcingRuleId);
    const operation: RuleAction = 'SETTLE_SOURCING_RULE';
    const effective = readPeriod(effectiveFields, input.effectiveFrom, input.effectiveTo);
    return decide<LockedSourcingRule, SourcingRuleDecided, SettleRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) =>
        openRule(viewer, operation, await lockSourcingRule(tx, id), sourcingRuleNotFound),
      act: async (tx, { basis, state }) => {
        if (!effective.ok) return effective;
        const terms = readTerms(basis, input);
        const origin = await findOrigin(tx, input);
        if (!origin.ok) return origin;
        const asked = { status: input.status, effective: effective.value };
        const moved = settleRule(state, asked, terms.figure !== null);
        if (!moved.ok) return moved;
        const { sourceReportId } = origin.value;
        await writeSourcingRule(tx, id, moved.value, terms.settled, sourceReportId);
        await tellRule(tx, viewer, {
          ...{ event: 'SOURCING_RULE_SETTLED', type: 'SourcingRule', id, sourceReportId },
          ...terms,
          ...{ at: this.#parts.clock(), before: state, after: moved.value },
        });
        return done({ sourcingRuleId: id });
      },
    });
  }
}

interface FigureOfTerms {
  readonly predicate: ClaimPredicate;
  readonly figure: FigureValue | null;
  readonly settled: SettledFigure;
}

function readTerms(
  basis: SourcingBasis,
  { figure: given, sourceReportId }: Pick<Terms, 'figure' | 'sourceReportId'>,
): FigureOfTerms {
  const predicate = predicates[basis];
  const figure = readRuleFigure(predicate, given);
  const exact = sourceReportId ? null : figure;
  const settled = {
    ratio: exact && basis === 'RATIO' ? settledShare(exact) : null,
    units: exact && basis === 'ABSOLUTE' ? settledUnits(exact) : null,
  };
  return { predicate, figure, settled };
}
