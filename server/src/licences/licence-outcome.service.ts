import { mayDecideOnLicence } from '../access/policy.ts';
import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { findOptionalReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide } from '../events/decide.ts';
import { appendEvents, type NewEvent } from '../events/event.store.ts';
import { readOptionalDay } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import type { Money } from '../kernel/money.ts';
import { keyOf, type Reference } from '../kernel/reference.ts';
import { type InvalidPeriod, type InvalidReference, versionStale } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText, readText } from '../kernel/text.ts';
import type { InvalidQuantity } from '../chips/quantity.ts';
import { insertCondition, type NewCondition } from './condition.store.ts';
import { answer, type LicenceOutcome, type Validity } from './licence.ts';
import type { LicenceDecided } from './licence.service.ts';
import {
  isNumberTaken,
  type LockedLicence,
  publishLicence,
  writeStatusChange,
  writeTerms,
} from './licence.store.ts';
import { readAmount, readOpenValidity, readValidity } from './licence-application.ts';
import { loadLines, writeOutcomes } from './licence-line.store.ts';
import { answerLines, grants, type LineAnswer } from './licence-outcome.ts';
import { type LicenceReference, openLicence } from './licence-reference.store.ts';
import { licenceNumberTaken, type OutcomeRefusal } from './refusals.ts';

export interface LineOutcomeInput {
  readonly lineId: string;
  readonly outcome: LicenceOutcome;
  readonly authorisedUnits?: number | null;
  readonly authorisedValue?: Money | null;
}

export interface ConditionInput {
  readonly kind: string;
  readonly blocking: boolean;
  readonly description: string;
  readonly owedBy?: Reference | null;
  readonly dueAt?: Date | null;
}

export interface OutcomeInput {
  readonly idempotencyKey: string;
  readonly licence: LicenceReference;
  readonly expectedVersion: number;
  readonly outcome: LicenceOutcome;
  readonly lines?: readonly LineOutcomeInput[] | null;
  readonly conditions?: readonly ConditionInput[] | null;
  readonly number?: string | null;
  readonly reason?: string | null;
  readonly validFrom?: Date | null;
  readonly validTo?: Date | null;
}

const mostConditions = 50;
const action = 'DECIDE_LICENCE';

type Condition = Omit<NewCondition, 'licenceId' | 'approvalRoundId' | 'owedById'> & {
  readonly owedBy: Reference | null;
};
type Written = Omit<LicenceDecided, 'replayed'>;

/**
 * The authority's answer to an application. Throws Fault MALFORMED_ID or BAD_USER_INPUT for an input
 * that cannot be read or contradicts itself, UNAVAILABLE or TIMEOUT from the database.
 */
export class LicenceOutcomeService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async decide(
    viewer: Viewer,
    input: OutcomeInput,
  ): Promise<Result<LicenceDecided, OutcomeRefusal>> {
    const answers = readAnswers(input);
    if (!answers.ok) return answers;
    const conditions = readConditions(viewer, input);
    const number = readOptionalText('number', input.number, 100);
    const reason = readOptionalText('reason', input.reason);
    if (!grants(input.outcome) && (number || conditions.length > 0)) {
      throw new Fault('BAD_USER_INPUT', 'What is not approved takes no number and no conditions.');
    }
    return decide<LockedLicence, Written, OutcomeRefusal>(this.#parts, {
      viewer,
      operation: action,
      input,
      open: (tx) => openLicence(tx, viewer, input.licence, mayDecideOnLicence, action),
      act: async (tx, licence) => {
        const { version } = licence.state;
        if (input.expectedVersion !== version) {
          return refused(versionStale(input.expectedVersion, version));
        }
        const now = this.#parts.clock();
        const moved = answer(licence.state, input.outcome, { now, reason });
        if (!moved.ok) return moved;
        const asked = (await loadLines(tx, licence.id)).map(({ id, requested }) => ({
          id,
          ...requested,
        }));
        const lines = answerLines(asked, input.outcome, answers.value);
        if (!lines.ok) return lines;
        const validity = validityOf(input, licence.validity, now);
        if (!validity.ok) return validity;
        if (number && (await isNumberTaken(tx, licence, number))) {
          return refused(licenceNumberTaken(number));
        }
        const debtors = await findDebtors(tx, conditions);
        if (!debtors.ok) return debtors;

        const terms = { ...validity.value, number: number ?? licence.number };
        await writeOutcomes(tx, licence.id, lines.value);
        await writeTerms(tx, licence.id, terms);
        await writeStatusChange(tx, licence.id, moved.value, changedTerms(licence, terms));
        const { before, after } = moved.value;
        const base = { licenceId: licence.id, actor: viewer.key, occurredAt: now };
        const told = { statusAfter: after.status, version: after.version };
        const events: NewEvent[] = [
          {
            ...base,
            type: 'LICENCE_DECIDED',
            payload: {
              ...told,
              statusBefore: before.status,
              reason,
              outcome: input.outcome,
              lines: lines.value.map(({ id, outcome }) => ({
                line: encodeId('LicenceLine', id),
                outcome,
              })),
            },
          },
        ];
        for (const [place, { owedBy, ...condition }] of conditions.entries()) {
          const owedById = debtors.value[place] ?? null;
          const owner = { licenceId: licence.id, approvalRoundId: null };
          const id = await insertCondition(tx, { ...condition, ...owner, owedById });
          const about = {
            condition: encodeId('Condition', id),
            reason: condition.description,
          };
          const payload = { ...about, ...told, statusBefore: after.status };
          events.push({ ...base, type: 'CONDITION_IMPOSED', payload });
        }
        const publishing = grants(input.outcome) && !licence.published;
        const payload = { ...told, statusBefore: null, reason: null };
        if (publishing) events.push({ ...base, type: 'LICENCE_PUBLISHED', payload });
        const keys = await appendEvents(tx, events);
        if (publishing) await publishLicence(tx, licence.id, keys.at(-1) ?? '');
        return done({ licenceId: licence.id, eventId: keys[0] ?? '' });
      },
    });
  }
}

function readAnswers({ lines }: OutcomeInput): Result<LineAnswer[], InvalidQuantity> {
  const answers: LineAnswer[] = [];
  for (const [index, line] of (lines ?? []).entries()) {
    const { lineId, outcome } = line;
    const amount = readAmount(`lines[${index}]`, line, 1);
    if (!amount.ok) return amount;
    answers.push({ lineId, id: keyOf('LicenceLine', lineId), outcome, ...amount.value });
  }
  return done(answers);
}

function readConditions(viewer: Viewer, { conditions }: OutcomeInput): Condition[] {
  if ((conditions?.length ?? 0) > mostConditions) {
    throw new Fault('BAD_USER_INPUT', `conditions holds at most ${mostConditions} of them.`);
  }
  return (conditions ?? []).map(({ kind, blocking, description, owedBy, dueAt }, index) => ({
    kind,
    blocking,
    description: readText(`conditions[${index}].description`, description),
    owedBy: owedBy ?? null,
    dueAt: readOptionalDay(`conditions[${index}].dueAt`, dueAt),
    provenance: provenanceOf(viewer),
  }));
}

/** What is approved must not be over; without days of its own it holds as it was applied for. */
function validityOf(
  input: OutcomeInput,
  applied: Validity,
  now: Date,
): Result<Validity, InvalidPeriod> {
  return grants(input.outcome)
    ? readOpenValidity(input, applied, now)
    : readValidity(input, applied);
}

async function findDebtors(
  tx: Tx,
  conditions: readonly Condition[],
): Promise<Result<(string | null)[], InvalidReference>> {
  const found: (string | null)[] = [];
  for (const [index, { owedBy }] of conditions.entries()) {
    const field = `conditions[${index}].owedBy`;
    const debtor = await findOptionalReference(tx, 'Organisation', field, owedBy);
    if (!debtor.ok) return debtor;
    found.push(debtor.value);
  }
  return done(found);
}

function changedTerms(licence: LockedLicence, terms: Validity & { number: string | null }) {
  const before = { number: licence.number, ...licence.validity };
  return (['number', 'validFrom', 'validTo'] as const)
    .filter((field) => before[field] !== terms[field])
    .map((field) => ({ field, before: before[field], after: terms[field] }));
}
