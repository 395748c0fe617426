import type { Provenance } from '../access/viewer.ts';
import { lockForTransaction } from '../database/idempotency.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { ExternalName } from '../kernel/external-id.ts';
import type { LicensedSides } from './licensed-sides.store.ts';
import type { Occasion } from './occasion.ts';
import type { ShipmentState } from './shipment.ts';

export interface NewShipment {
  readonly external: ExternalName | null;
  /** the organisation whose system names it so */
  readonly scopeId: string | null;
  readonly carrierId: string | null;
  readonly laboratoryId: string | null;
  readonly originId: string | null;
  readonly destinationId: string | null;
  readonly provenance: Provenance;
  readonly lines: readonly {
    readonly orderLineId: string;
    readonly units: number;
    readonly licensed: LicensedSides;
  }[];
}

/**
 * Whether the organisation has given the id to another shipment. Whoever asks waits here for others
 * who do, until the transaction ends.
 */
export async function isShipmentNameTaken(
  tx: Tx,
  { system, id }: ExternalName,
  scopeId: string | null,
): Promise<boolean> {
  await lockForTransaction(tx, 'external ids of shipments');
  const rows = await tx.query(
    `select from shipment where external_system = $1 and external_id = $2
       and external_scope_id is not distinct from $3::bigint`,
    [system, id, scopeId],
  );
  return rows.length > 0;
}

/** @returns the shipment's key */
export async function insertShipment(
  tx: Tx,
  shipment: NewShipment,
  { actor, at }: Occasion,
): Promise<string> {
  const { external } = shipment;
  const [row] = await tx.query<{ id: string }>(
    `with planned as (
       insert into shipment (external_system, external_id, external_scope_id, status, carrier_id,
         laboratory_id, origin_id, destination_id, provenance)
       values ($1, $2, $3, 'PLANNED', $4, $5, $6, $7, $8) returning id
     ), lines as (
       insert into shipment_line (shipment_id, order_line_id, units, export_licensed, import_licensed)
       select planned.id, line."orderLineId", line.units, line."EXPORT", line."IMPORT"
       from planned, jsonb_to_recordset($9) as line ("orderLineId" bigint, units bigint,
         "EXPORT" boolean, "IMPORT" boolean)
     ), status as (
       insert into shipment_status (shipment_id, status, since, actor)
       select id, 'PLANNED', $10, $11 from planned
     )
     select id::text from planned`,
    [
      external?.system ?? null,
      external?.id ?? null,
      external ? shipment.scopeId : null,
      shipment.carrierId,
      shipment.laboratoryId,
      shipment.originId,
      shipment.destinationId,
      shipment.provenance,
      JSON.stringify(shipment.lines.map(({ licensed, ...line }) => ({ ...line, ...licensed }))),
      at.toISOString(),
      actor,
    ],
  );
  if (!row) throw new Error('an inserted shipment gave no key');
  return row.id;
}

/** Writes the steps that a locked shipment took, one after the other. */
export async function writeShipmentSteps(
  tx: Tx,
  id: string,
  steps: readonly ShipmentState[],
  { actor, at, reason }: Occasion,
): Promise<void> {
  for (const { status, statusBeforeHold, version } of steps) {
    await tx.query(
      `with entered as (
         insert into shipment_status (shipment_id, status, since, reason, actor) values ($1, $2, $5, $6, $7)
       )
       update shipment set status = $2, status_before_hold = $3, version = $4, status_reason = $6 where id = $1`,
      [id, status, statusBeforeHold, version, at.toISOString(), reason, actor],
    );
  }
}

/** @returns the test's key */
export async function insertTest(
  tx: Tx,
  test: {
    readonly shipmentId: string;
    readonly laboratoryId: string;
    readonly result: string;
    readonly testedAt: Date;
    readonly report: string | null;
    readonly provenance: Provenance;
  },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into laboratory_test (shipment_id, laboratory_id, result, tested_at, report, provenance)
     values ($1, $2, $3, $4, $5, $6) returning id::text`,
    [
      test.shipmentId,
      test.laboratoryId,
      test.result,
      test.testedAt.toISOString(),
      test.report,
      test.provenance,
    ],
  );
  if (!row) throw new Error('an inserted test gave no key');
  return row.id;
}

/** The key of a site that is there. */
export async function isSite(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query('select from site where id = $1', [id]);
  return rows.length > 0;
}
