import type { Tx } from '../database/transaction.ts';
import type { LicenceOutcome } from './licence.ts';
import type { DrawnLine } from './licence-amendment.ts';
import type { Amount, LicensedBy } from './licence-application.ts';

/**
 * Locks the lines of licences until the transaction ends, the lowest key first. Always before the
 * licences: whoever draws on a line holds it while asking how its licence stands.
 */
export async function lockLines(tx: Tx, licences: readonly string[]): Promise<void> {
  await tx.query(
    'select from licence_line where licence_id = any($1) order by licence_line.id for update',
    [licences],
  );
}

/** A line as it is; keys are those of the database. */
export interface StoredLine extends DrawnLine {
  readonly id: string;
  readonly ordinal: number;
  readonly chipId: string | null;
  readonly requested: Amount;
  /** whether the ledger has an entry on it */
  readonly drawn: boolean;
}

interface LineRow {
  id: string;
  ordinal: number;
  chip: string | null;
  licensed_by: LicensedBy;
  authorised: string | null;
  requested: string | null;
  reserved: string;
  used: string;
  authorised_value: string | null;
  requested_value: string | null;
  reserved_value: string;
  used_value: string;
  currency: string | null;
  tolerance: string;
  drawn: boolean;
}

/** The lines of a licence, in their order. Call it in a statement after they are locked. */
export async function loadLines(tx: Tx, licence: string): Promise<StoredLine[]> {
  const rows = await tx.query<LineRow>(
    `select id::text, ordinal, chip_id::text as chip, licensed_by, authorised_units::text as authorised,
       requested_units::text as requested, reserved_units::text as reserved, used_units::text as used,
       authorised_value::text as authorised_value, requested_value::text as requested_value,
       reserved_value::text as reserved_value, used_value::text as used_value, currency,
       value_tolerance::text as tolerance, movements > 0 as drawn
     from licence_line where licence_id = $1 order by ordinal`,
    [licence],
  );
  return rows.map((row) => ({
    id: row.id,
    ordinal: row.ordinal,
    chipId: row.chip,
    licensedBy: row.licensed_by,
    ...amountOf(row.authorised, row.authorised_value, row.currency),
    requested: amountOf(row.requested, row.requested_value, row.currency),
    reserved: Number(row.reserved),
    used: Number(row.used),
    reservedValue: row.reserved_value,
    usedValue: row.used_value,
    tolerance: row.tolerance,
    drawn: row.drawn,
  }));
}

function amountOf(units: string | null, amount: string | null, currency: string | null): Amount {
  return {
    units: units === null ? null : Number(units),
    value: amount === null || currency === null ? null : { amount, currency },
  };
}

export interface NewLine {
  readonly ordinal: number;
  readonly chipId: string | null;
  readonly controlCode: string | null;
  readonly licensedBy: LicensedBy;
  /** what is asked for in an application; else null */
  readonly requested: Amount | null;
  /** what is allowed; null before an application is answered */
  readonly authorised: Amount | null;
}

/** Writes lines; what is allowed on them may be exceeded as the tolerance of the licence has it. */
export async function insertLines(
  tx: Tx,
  licence: string,
  lines: readonly NewLine[],
): Promise<void> {
  await tx.query(
    `insert into licence_line (licence_id, ordinal, chip_id, control_code, licensed_by,
       requested_units, requested_value, authorised_units, authorised_value, currency, value_tolerance)
     select licence.id, given.*, case when given.authorised_value is null then 0 else ${toleranceOf('given.licensed_by')} end
     from jsonb_to_recordset($2) as given (ordinal integer, chip_id bigint, control_code text,
       licensed_by text, requested_units bigint, requested_value numeric, authorised_units bigint,
       authorised_value numeric, currency text)
     join licence on licence.id = $1`,
    [licence, JSON.stringify(lines.map(lineRow))],
  );
}

/** By how much the value drawn may exceed the authorised one; SQL beside a row `licence`. */
const toleranceOf = (licensedBy: string): string => `coalesce((
  select value_ratio from licence_tolerance allowed
  where allowed.jurisdiction_id = licence.jurisdiction_id and allowed.licence_type = licence.type
    and allowed.licensed_by = ${licensedBy}), 0)`;

function lineRow({ ordinal, chipId, controlCode, licensedBy, requested, authorised }: NewLine) {
  return {
    ordinal,
    chip_id: chipId,
    control_code: controlCode,
    licensed_by: licensedBy,
    requested_units: requested?.units ?? null,
    requested_value: requested?.value?.amount ?? null,
    authorised_units: authorised?.units ?? null,
    authorised_value: authorised?.value?.amount ?? null,
    currency: (authorised?.value ?? requested?.value)?.currency ?? null,
  };
}

export interface LineAuthority extends Amount {
  readonly id: string;
}

/** Writes what the authority answered, with the tolerance of the licence's type at that moment. */
export async function writeOutcomes(
  tx: Tx,
  licence: string,
  lines: readonly (LineAuthority & { readonly outcome: LicenceOutcome })[],
): Promise<void> {
  await tx.query(
    `update licence_line line set outcome = given.outcome, authorised_units = given.units,
       authorised_value = given.value, currency = coalesce(given.currency, line.currency),
       value_tolerance = case when given.value is null then 0 else ${toleranceOf('line.licensed_by')} end
     from licence, jsonb_to_recordset($2) as given (id bigint, outcome text, units bigint,
       value numeric, currency text)
     where licence.id = $1 and line.id = given.id`,
    [licence, JSON.stringify(lines.map((line) => ({ ...amountRow(line), outcome: line.outcome })))],
  );
}

export interface LineEdit extends LineAuthority {
  /** another chip; absent: the same */
  readonly chipId?: string;
  /** nothing more may be drawn, by whatever tolerance */
  readonly revoked?: boolean;
}

/** Writes what a line allows from now on. */
export async function writeEdit(tx: Tx, edit: LineEdit): Promise<void> {
  const { id, units, value, currency } = amountRow(edit);
  await tx.query(
    `update licence_line set authorised_units = $2, authorised_value = $3,
       currency = coalesce($4, currency), chip_id = coalesce($5, chip_id),
       value_tolerance = case when $6 then 0 else value_tolerance end
     where id = $1`,
    [id, units, value, currency, edit.chipId ?? null, edit.revoked ?? false],
  );
}

function amountRow({ id, units, value }: LineAuthority) {
  return { id, units, value: value?.amount ?? null, currency: value?.currency ?? null };
}
