import type { Tx } from '../database/transaction.ts';
import type { Direction } from '../licences/eligibility.ts';
import type { DeclarationStatus } from './declaration.ts';
import type { LicensedSides } from './licensed-sides.store.ts';
import type { Progress, ShipmentState, ShipmentStatus } from './shipment.ts';
import type { Handled } from './shipment-rights.ts';
import { loadShippable, type ShippableLine } from './shipped-line.store.ts';

/** A part of an order line that is shipped; chips. */
export interface ShippedLine {
  readonly id: string;
  readonly units: number;
  readonly declared: Readonly<Record<Direction, number>>;
  /** on which sides it needs a licence */
  readonly licensed: LicensedSides;
  readonly exportAccepted: number;
  readonly importReleased: number;
  readonly order: ShippableLine;
}

export interface DeclaredLine {
  readonly id: string;
  readonly shippedLineId: string;
  readonly units: number;
  readonly released: number;
  readonly allocationId: string | null;
}

/** A declaration as far as its rules look at it. */
export interface Declared {
  readonly id: string;
  readonly direction: Direction;
  readonly status: DeclarationStatus;
  readonly version: number;
  readonly jurisdictionId: string;
  /** code */
  readonly jurisdiction: string;
  readonly declarantId: string | null;
  readonly reference: { readonly scheme: string; readonly value: string } | null;
  /** since when it has its status */
  readonly since: Date;
  readonly lines: readonly DeclaredLine[];
}

/** A shipment with everything that decisions about it look at. */
export interface LoadedShipment extends Omit<Handled, 'lines'> {
  readonly id: string;
  readonly state: ShipmentState;
  readonly progress: Progress;
  readonly carrierId: string | null;
  readonly originId: string | null;
  /** jurisdictions of its sites */
  readonly originSeatId: string | null;
  /** since when it has its status */
  readonly since: Date;
  readonly lines: readonly ShippedLine[];
  readonly declarations: readonly Declared[];
}

type Counts = Record<
  'units' | 'exportDeclared' | 'importDeclared' | 'exportAccepted' | 'importReleased',
  number
>;

interface ShipmentRow {
  status: ShipmentStatus;
  statusBeforeHold: ShipmentStatus | null;
  version: number;
  carrierId: string | null;
  originId: string | null;
  originSeatId: string | null;
  laboratoryIds: string[];
  jurisdictions: string[];
  tested: boolean;
  since: Date;
  lines: ({ id: string; orderLineId: string; exported: boolean; imported: boolean } & Counts)[];
  declarations: (Omit<Declared, 'since'> & { since: string })[];
}

/** Loads a shipment; lock it first to decide on what is loaded. */
export async function loadShipment(tx: Tx, id: string): Promise<LoadedShipment | undefined> {
  const [row] = await tx.query<ShipmentRow>(
    `select s.status, s.status_before_hold as "statusBeforeHold", s.version, s.carrier_id::text as "carrierId",
       s.origin_id::text as "originId",
       (select jurisdiction_id::text from site where id = s.origin_id) as "originSeatId",
       array(select s.laboratory_id::text where s.laboratory_id is not null union
         select laboratory_id::text from laboratory_test where shipment_id = s.id) as "laboratoryIds",
       array(select code from jurisdiction where id in (
         select jurisdiction_id from site where id in (s.origin_id, s.destination_id)
         union select jurisdiction_id from declaration where shipment_id = s.id)) as jurisdictions,
       coalesce((select result = 'PASSED' from laboratory_test where shipment_id = s.id
         order by tested_at desc, id desc limit 1), false) as tested,
       (select since from shipment_status where shipment_id = s.id order by id desc limit 1) as since,
       (select coalesce(json_agg(json_build_object('id', id::text, 'orderLineId', order_line_id::text,
          'units', units, 'exported', export_licensed, 'imported', import_licensed, 'exportDeclared', export_declared_units, 'importDeclared', import_declared_units,
          'exportAccepted', export_accepted_units, 'importReleased', import_released_units) order by id), '[]')
        from shipment_line where shipment_id = s.id) as lines,
       (select coalesce(json_agg(json_build_object('id', d.id::text, 'direction', d.direction,
          'status', d.status, 'version', d.version, 'jurisdictionId', d.jurisdiction_id::text,
          'jurisdiction', (select code from jurisdiction where id = d.jurisdiction_id),
          'declarantId', d.declarant_id::text,
          'reference', (select json_build_object('scheme', d.reference_scheme, 'value', d.reference_value)
            where d.reference_value is not null),
          'since', (select since from declaration_status where declaration_id = d.id order by id desc limit 1),
          'lines', (select json_agg(json_build_object('id', id::text, 'shippedLineId', shipment_line_id::text,
              'units', units, 'released', released_units, 'allocationId', allocation_id::text) order by id)
            from declaration_line where declaration_id = d.id)) order by d.id), '[]')
        from declaration d where d.shipment_id = s.id) as declarations
     from shipment s where s.id = $1`,
    [id],
  );
  if (!row) return undefined;
  const { status, statusBeforeHold, version, lines, declarations, tested, ...rest } = row;
  const orders = await loadShippable(
    tx,
    lines.map(({ orderLineId }) => orderLineId),
  );
  const declared = declarations.map((each) => ({ ...each, since: new Date(each.since) }));
  return {
    ...rest,
    id,
    state: { status, statusBeforeHold, version },
    progress: progressOf(lines, declared, tested),
    declarations: declared,
    lines: lines.map((line) => ({
      id: line.id,
      units: line.units,
      declared: { EXPORT: line.exportDeclared, IMPORT: line.importDeclared },
      licensed: { EXPORT: line.exported, IMPORT: line.imported },
      exportAccepted: line.exportAccepted,
      importReleased: line.importReleased,
      order: orders.get(line.orderLineId) as ShippableLine,
    })),
  };
}

function progressOf(
  lines: readonly Counts[],
  declarations: readonly Declared[],
  tested: boolean,
): Progress {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const lost = declarations
    .filter(({ status }) => status === 'SEIZED')
    .flatMap((each) => each.lines);
  const isHeld = (side: Direction) =>
    declarations.some(
      ({ direction, status }) => direction === side && (status === 'HELD' || status === 'DETAINED'),
    );
  return {
    units: sum(lines.map(({ units }) => units)),
    tested,
    exportAccepted: sum(lines.map(({ exportAccepted }) => exportAccepted)),
    importReleased: sum(lines.map(({ importReleased }) => importReleased)),
    seized: sum(lost.map(({ units, released }) => units - released)),
    held: { EXPORT: isHeld('EXPORT'), IMPORT: isHeld('IMPORT') },
  };
}

/** Whom a shipment concerns, as its rights look at it. */
export function handledOf({ lines, ...shipment }: LoadedShipment): Handled {
  return { ...shipment, lines: lines.map(({ order }) => order) };
}
