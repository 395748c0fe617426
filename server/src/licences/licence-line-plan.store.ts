import type { InvalidQuantity } from '../chips/quantity.ts';
import { findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import { keyOf } from '../kernel/reference.ts';
import { type InvalidReference, invalidReference } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import {
  type AmendedLine,
  amendLine,
  type FieldChange,
  numbersOf,
  revokeLine,
} from './licence-amendment.ts';
import { type Amount, type LicenceLineInput, readAmount, readLine } from './licence-application.ts';
import { type LineEdit, loadLines, type NewLine, type StoredLine } from './licence-line.store.ts';
import { type BelowDrawn, belowDrawn } from './refusals.ts';
import { amountOf, centsOf } from './value.ts';

/** A change of a line; without `lineId` a new one. */
export interface LineAmendmentInput extends LicenceLineInput {
  readonly lineId?: string | null;
}

/** What becomes of the lines of a licence. */
export interface LinePlan {
  readonly edits: readonly (LineEdit & Pick<AmendedLine, 'hold'>)[];
  readonly added: readonly NewLine[];
  readonly changes: readonly FieldChange[];
}

type PlanRefusal = InvalidReference | InvalidQuantity | BelowDrawn;

/** Lines that one licence can have. */
const mostLines = 1000;

/** @throws Fault BAD_USER_INPUT for a line that is named twice, or cannot be read */
export async function planLines(
  tx: Tx,
  licence: string,
  inputs: readonly LineAmendmentInput[],
): Promise<Result<LinePlan, PlanRefusal>> {
  const lines = await loadLines(tx, licence);
  const edits: LinePlan['edits'][number][] = [];
  const added: NewLine[] = [];
  const changes: FieldChange[] = [];
  let ordinal = lines.at(-1)?.ordinal ?? 0;
  if (lines.length + inputs.length > mostLines) {
    throw new Fault('BAD_USER_INPUT', `A licence has at most ${mostLines} lines.`);
  }
  for (const [index, input] of inputs.entries()) {
    const field = `lines[${index}]`;
    if (typeof input.lineId === 'string') {
      const line = lineNamed(lines, edits, `${field}.lineId`, input.lineId);
      if (!line.ok) return line;
      const edit = await planEdit(tx, field, line.value, input);
      if (!edit.ok) return edit;
      edits.push(edit.value);
      changes.push(...changesOf(line.value, edit.value));
    } else {
      ordinal += 1;
      const line = await planLine(tx, field, ordinal, input);
      if (!line.ok) return line;
      added.push(line.value);
      changes.push({ field: `lines[${ordinal}]`, before: null, after: shownLine(line.value) });
    }
  }
  return done({ edits, added, changes });
}

export async function planRevocation(
  tx: Tx,
  licence: string,
  lineIds: readonly string[],
): Promise<Result<LinePlan, InvalidReference>> {
  const lines = await loadLines(tx, licence);
  const edits: LinePlan['edits'][number][] = [];
  const changes: FieldChange[] = [];
  for (const [index, lineId] of lineIds.entries()) {
    const line = lineNamed(lines, edits, `lineIds[${index}]`, lineId);
    if (!line.ok) return line;
    const edit = { id: line.value.id, revoked: true, ...revokeLine(line.value) };
    edits.push(edit);
    changes.push(...changesOf(line.value, edit));
  }
  return done({ edits, added: [], changes });
}

function lineNamed(
  lines: readonly StoredLine[],
  edits: LinePlan['edits'],
  field: string,
  lineId: string,
): Result<StoredLine, InvalidReference> {
  const id = keyOf('LicenceLine', lineId);
  const line = lines.find((each) => each.id === id);
  if (!line) return refused(invalidReference(field, lineId));
  if (edits.some((edit) => edit.id === id)) {
    throw new Fault('BAD_USER_INPUT', `${field} names a line that was named before.`);
  }
  return done(line);
}

async function planEdit(
  tx: Tx,
  field: string,
  line: StoredLine,
  input: LineAmendmentInput,
): Promise<Result<LinePlan['edits'][number], PlanRefusal>> {
  if (input.licensedBy || input.controlCode) {
    throw new Fault(
      'BAD_USER_INPUT',
      `${field} is a line that is there: its licensedBy and controlCode stay, so add a line instead.`,
    );
  }
  const asked = readAmount(field, input, 0);
  if (!asked.ok) return asked;
  const amended = amendLine(field, line, asked.value);
  if (!amended.ok) return amended;
  if (!input.chip) return done({ id: line.id, ...amended.value });
  const chip = await findReference(tx, 'Chip', `${field}.chip`, input.chip);
  if (!chip.ok) return chip;
  if (line.drawn && chip.value !== line.chipId) {
    const what = 'asks for another chip on a line that was drawn upon';
    return refused(belowDrawn(what, numbersOf(field, line, asked.value)));
  }
  return done({ id: line.id, chipId: chip.value, ...amended.value });
}

async function planLine(
  tx: Tx,
  field: string,
  ordinal: number,
  input: LineAmendmentInput,
): Promise<Result<NewLine, PlanRefusal>> {
  const read = readLine(field, input);
  if (!read.ok) return read;
  const { chip, controlCode, licensedBy, units, value } = read.value;
  const found = chip ? await findReference(tx, 'Chip', `${field}.chip`, chip) : done(null);
  if (!found.ok) return found;
  const authorised = { units, value };
  return done({
    ...{ ordinal, chipId: found.value, controlCode, licensedBy },
    ...{ requested: null, authorised },
  });
}

/** Named by the line's own number, as it is read of a licence. */
function changesOf(line: StoredLine, edit: LineEdit): FieldChange[] {
  const before = { ...shown(line), chip: shownChip(line.chipId) };
  const after = { ...shown(edit), chip: shownChip(edit.chipId ?? line.chipId) };
  return (['authorisedUnits', 'authorisedValue', 'chip'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field: `lines[${line.ordinal}].${field}`,
      before: before[field],
      after: after[field],
    }));
}

const shown = ({ units, value }: Amount) => ({
  authorisedUnits: units,
  authorisedValue: value && `${amountOf(centsOf(value.amount))} ${value.currency}`,
});

const shownChip = (key: string | null) => (key === null ? null : encodeId('Chip', key));

function shownLine({ chipId, controlCode, licensedBy, authorised }: NewLine) {
  const amount = authorised ? shown(authorised) : {};
  return { chip: shownChip(chipId), controlCode, licensedBy, ...amount };
}
