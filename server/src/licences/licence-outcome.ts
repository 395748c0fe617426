import { Fault } from '../kernel/fault.ts';
import { type InvalidReference, invalidReference } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { LicenceOutcome } from './licence.ts';
import type { Amount } from './licence-application.ts';

/** A line of an application; amounts are those that were asked for. */
export interface AskedLine extends Amount {
  /** key in the database */
  readonly id: string;
}

/** What an authority answers to one line, as it came in. */
export interface LineAnswer extends Amount {
  readonly lineId: string;
  /** key in the database */
  readonly id: string;
  readonly outcome: LicenceOutcome;
}

export interface AnsweredLine extends Amount {
  readonly id: string;
  readonly outcome: LicenceOutcome;
}

export const grants = (outcome: LicenceOutcome): boolean =>
  outcome === 'APPROVED' || outcome === 'CONDITIONALLY_APPROVED';

/**
 * What each line of an application comes to. A line without an answer of its own gets the answer to
 * the whole and what was asked for; of a line that is denied or returned nothing is allowed.
 *
 * @throws Fault BAD_USER_INPUT where the answers contradict each other
 */
export function answerLines(
  lines: readonly AskedLine[],
  whole: LicenceOutcome,
  answers: readonly LineAnswer[],
): Result<AnsweredLine[], InvalidReference> {
  const given = new Map(answers.map((answer) => [answer.id, answer]));
  const twice = answers.findIndex((answer) => given.get(answer.id) !== answer);
  if (twice >= 0) throw contradiction(`lines[${twice}] is answered twice`);
  const strange = answers.findIndex(({ id }) => !lines.some((line) => line.id === id));
  const stranger = answers[strange];
  if (stranger) return refused(invalidReference(`lines[${strange}].lineId`, stranger.lineId));

  const answered = lines.map((line) => answerLine(line, whole, given.get(line.id)));
  if (grants(whole) && !answered.some(({ outcome }) => grants(outcome))) {
    throw contradiction(`outcome is ${whole} and no line is`);
  }
  if (!grants(whole) && answered.some(({ outcome }) => outcome !== whole)) {
    throw contradiction(`outcome is ${whole} and a line has another`);
  }
  const conditional = answered.some(({ outcome }) => outcome === 'CONDITIONALLY_APPROVED');
  if (whole === 'APPROVED' && conditional) {
    throw contradiction('outcome is APPROVED and a line is approved under conditions');
  }
  return done(answered);
}

function answerLine(
  line: AskedLine,
  whole: LicenceOutcome,
  answer: LineAnswer | undefined,
): AnsweredLine {
  const { id } = line;
  const outcome = answer?.outcome ?? whole;
  if (!grants(outcome)) {
    const { value } = line;
    return { id, outcome, units: 0, value: value && { ...value, amount: '0' } };
  }
  const value = answer?.value ?? line.value;
  if (value && line.value && value.currency !== line.value.currency) {
    throw contradiction(`a line was asked for in ${line.value.currency}, not ${value.currency}`);
  }
  return { id, outcome, units: answer?.units ?? line.units, value };
}

function contradiction(what: string): Fault {
  return new Fault('BAD_USER_INPUT', `The answers contradict each other: ${what}.`);
}
