import type { Provenance } from '../access/viewer.ts';
import { lockForTransaction } from '../database/idempotency.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { Money } from '../kernel/money.ts';
import type { Direction } from '../licences/eligibility.ts';
import type { Share } from './crossing.ts';
import type { DeclarationState } from './declaration.ts';
import type { DeclarationReference } from './declaration-input.ts';
import type { Occasion } from './occasion.ts';

export interface NewDeclarationLine {
  readonly shippedLineId: string;
  readonly units: number;
  readonly allocationId: string | null;
  readonly commodityCode: string | null;
  readonly value: Money | null;
  readonly originId: string | null;
}

export interface NewDeclaration {
  readonly shipmentId: string;
  readonly direction: Direction;
  readonly reference: DeclarationReference | null;
  readonly office: string;
  readonly authorityId: string | null;
  readonly jurisdictionId: string;
  readonly procedureCode: string | null;
  readonly declarantId: string | null;
  readonly provenance: Provenance;
  readonly lines: readonly NewDeclarationLine[];
}

/** @returns the declaration's key */
export async function insertDeclaration(
  tx: Tx,
  declaration: NewDeclaration,
  { actor, at }: Occasion,
): Promise<string> {
  const { reference } = declaration;
  const [row] = await tx.query<{ id: string }>(
    `with drafted as (
       insert into declaration (shipment_id, direction, status, reference_scheme, reference_value, office,
         authority_id, jurisdiction_id, procedure_code, declarant_id, provenance)
       values ($1, $2, 'DRAFT', $3, $4, $5, $6, $7, $8, $9, $10) returning id
     ), lines as (
       insert into declaration_line (declaration_id, shipment_line_id, allocation_id, units, commodity_code,
         value, currency, origin_id)
       select drafted.id, line."shippedLineId", line."allocationId", line.units, line."commodityCode",
         line.amount, line.currency, line."originId"
       from drafted, jsonb_to_recordset($11) as line ("shippedLineId" bigint, "allocationId" bigint,
         units bigint, "commodityCode" text, amount numeric, currency text, "originId" bigint)
     ), status as (
       insert into declaration_status (declaration_id, status, since, actor)
       select id, 'DRAFT', $12, $13 from drafted
     )
     select id::text from drafted`,
    [
      declaration.shipmentId,
      declaration.direction,
      reference?.scheme ?? null,
      reference?.value ?? null,
      declaration.office,
      declaration.authorityId,
      declaration.jurisdictionId,
      declaration.procedureCode,
      declaration.declarantId,
      declaration.provenance,
      JSON.stringify(declaration.lines.map(({ value, ...line }) => ({ ...line, ...value }))),
      at.toISOString(),
      actor,
    ],
  );
  if (!row) throw new Error('an inserted declaration gave no key');
  return row.id;
}

/** What an office said beside the status. */
export interface OfficeWords {
  readonly nativeStatus: { readonly scheme: string; readonly code: string } | null;
  readonly controlType: string | null;
  /** of a lodging only */
  readonly reference: DeclarationReference | null;
}

/** Writes what a locked declaration has become. */
export async function writeDeclarationState(
  tx: Tx,
  id: string,
  { status, version }: DeclarationState,
  { actor, at, reason }: Occasion,
  { nativeStatus, controlType, reference }: OfficeWords,
): Promise<void> {
  await tx.query(
    `with entered as (
       insert into declaration_status (declaration_id, status, since, reason, control_type, native_scheme,
         native_code, actor)
       values ($1, $2, $4, $5, $6, $7, $8, $9)
     )
     update declaration set status = $2, version = $3, status_reason = $5,
       control_type = coalesce($6, control_type), native_scheme = coalesce($7, native_scheme),
       native_code = coalesce($8, native_code), lodged_at = case when $2 = 'LODGED' then $4 else lodged_at end,
       reference_scheme = coalesce($10, reference_scheme), reference_value = coalesce($11, reference_value)
     where id = $1`,
    [
      id,
      status,
      version,
      at.toISOString(),
      reason,
      controlType,
      nativeStatus?.scheme ?? null,
      nativeStatus?.code ?? null,
      actor,
      reference?.scheme ?? null,
      reference?.value ?? null,
    ],
  );
}

/** A share of an allocation that a declared line uses. */
export interface LineShare extends Share {
  readonly declaredLineId: string;
}

/** Writes down what declared lines used; the ledger has to have used it before. */
export async function insertUses(tx: Tx, uses: readonly LineShare[]): Promise<void> {
  await tx.query(
    `insert into declaration_use (declaration_line_id, allocation_id, units)
     select "declaredLineId", "allocationId", units from jsonb_to_recordset($1)
       as used ("declaredLineId" bigint, "allocationId" bigint, units bigint)`,
    [JSON.stringify(uses)],
  );
}

/** Marks what a declaration used as given back. @returns what it was */
export async function reverseUses(tx: Tx, declarationId: string, at: Date): Promise<Share[]> {
  const rows = await tx.query<{ allocationId: string; licenceLineId: string; units: string }>(
    `update declaration_use set reversed_at = $2
     from declaration_line line, licence_allocation drawn
     where line.id = declaration_use.declaration_line_id and line.declaration_id = $1
       and drawn.id = declaration_use.allocation_id and declaration_use.reversed_at is null
     returning drawn.id::text as "allocationId", drawn.licence_line_id::text as "licenceLineId",
       declaration_use.units::text as units`,
    [declarationId, at.toISOString()],
  );
  return rows.map((row) => ({ ...row, units: Number(row.units) }));
}

/** Adds to what is released of declared lines. */
export async function addReleased(
  tx: Tx,
  shares: readonly { readonly id: string; readonly units: number }[],
): Promise<void> {
  await tx.query(
    `update declaration_line set released_units = released_units + share.units
     from jsonb_to_recordset($1) as share (id bigint, units bigint) where declaration_line.id = share.id`,
    [JSON.stringify(shares)],
  );
}

/** Counts anew what is declared, accepted and released of the lines of a locked shipment. */
export async function recount(tx: Tx, shipmentId: string): Promise<void> {
  await tx.query(
    `update shipment_line set export_declared_units = counted.exported,
       export_accepted_units = counted.accepted, import_declared_units = counted.imported,
       import_released_units = counted.released
     from (
       select line.id,
         coalesce(sum(part.units) filter (where stated.direction = 'EXPORT' and live), 0) as exported,
         coalesce(sum(part.units) filter (where stated.direction = 'EXPORT' and live
           and stated.status <> 'LODGED'), 0) as accepted,
         coalesce(sum(case when live then part.units else part.released_units end)
           filter (where stated.direction = 'IMPORT'), 0) as imported,
         coalesce(sum(part.released_units) filter (where stated.direction = 'IMPORT'), 0) as released
       from shipment_line line
       left join declaration_line part on part.shipment_line_id = line.id
       left join declaration stated on stated.id = part.declaration_id
       cross join lateral (select stated.status not in ('DRAFT', 'REJECTED', 'INVALIDATED', 'REFUSED') as live) counts
       where line.shipment_id = $1 group by line.id) counted
     where shipment_line.id = counted.id`,
    [shipmentId],
  );
}

/** Whether a reference stands for a declaration. Whoever asks waits here for others who do. */
export async function isReferenceTaken(
  tx: Tx,
  { scheme, value }: DeclarationReference,
): Promise<boolean> {
  await lockForTransaction(tx, `declaration ${scheme} ${value}`);
  const rows = await tx.query(
    'select from declaration where reference_scheme = $1 and reference_value = $2',
    [scheme, value],
  );
  return rows.length > 0;
}
