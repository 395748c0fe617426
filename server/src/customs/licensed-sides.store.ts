import type { Tx } from '../database/transaction.ts';
import type { Direction } from '../licences/eligibility.ts';

/** On which sides an order line needs a licence. */
export type LicensedSides = Readonly<Record<Direction, boolean>>;

/**
 * What customs ask of those who know the rules of licensing. What cannot be told counts as needed.
 */
export interface Licensing {
  /** @param orderLines keys in the database. @returns by key */
  sidesOf(
    tx: Tx,
    orderLines: readonly string[],
    at: Date,
  ): Promise<ReadonlyMap<string, LicensedSides>>;
}

/** Writes that lines of a shipment need a licence after all. */
export async function markLicensed(
  tx: Tx,
  lines: readonly { readonly id: string; readonly sides: LicensedSides }[],
): Promise<void> {
  await tx.query(
    `update shipment_line set export_licensed = export_licensed or line.export,
       import_licensed = import_licensed or line.import
     from jsonb_to_recordset($1) as line (id bigint, export boolean, import boolean)
     where shipment_line.id = line.id`,
    [
      JSON.stringify(
        lines.map(({ id, sides }) => ({ id, export: sides.EXPORT, import: sides.IMPORT })),
      ),
    ],
  );
}
