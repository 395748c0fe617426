import { hasRole, type Viewer } from '../access/viewer.ts';

export type ShipmentAction =
  | 'PLAN_SHIPMENT'
  | 'RECORD_LABORATORY_TEST'
  | 'DISPATCH_SHIPMENT'
  | 'RECORD_ARRIVAL'
  | 'DELIVER_SHIPMENT'
  | 'RETURN_SHIPMENT'
  | 'DRAFT_DECLARATION'
  | 'LODGE_DECLARATION';

/** Whom an order line concerns; keys and codes. */
export interface Concerned {
  readonly buyerId: string;
  readonly vendorId: string;
  /** with any role in the line */
  readonly partyIds: readonly string[];
  /** forwarding agents among them */
  readonly agentIds: readonly string[];
  /** codes of the seats of buyer and vendor and of the destination */
  readonly jurisdictions: readonly string[];
}

/** Whom a shipment concerns. */
export interface Handled {
  readonly lines: readonly Concerned[];
  readonly carrierId: string | null;
  /** whoever is to test it, or did */
  readonly laboratoryIds: readonly string[];
  /** codes of the jurisdictions of its sites and its declarations */
  readonly jurisdictions: readonly string[];
}

/** What is shipped of a line concerns whoever sees its order or has a role in it. */
export function maySeeLine(viewer: Viewer, line: Concerned): boolean {
  const own = viewer.organisationId;
  const party = own !== null && [line.buyerId, line.vendorId, ...line.partyIds].includes(own);
  return party || hasRole(viewer, 'ADMIN') || isAuthorityIn(viewer, line.jurisdictions);
}

/** A line is shipped by its parties and by the broker that is its forwarding agent. */
export function mayShipLine(viewer: Viewer, line: Concerned): boolean {
  const own = viewer.organisationId;
  if (hasRole(viewer, 'ADMIN')) return true;
  if (own === null) return false;
  const trades = hasRole(viewer, 'BUYER', 'VENDOR', 'BROKER');
  const party = own === line.buyerId || own === line.vendorId;
  return (trades && party) || (hasRole(viewer, 'BROKER') && line.agentIds.includes(own));
}

/** The same whom the rows of a shipment are shown to. */
export function maySeeShipment(viewer: Viewer, shipment: Handled): boolean {
  const own = viewer.organisationId;
  const handles =
    own !== null && (own === shipment.carrierId || shipment.laboratoryIds.includes(own));
  return (
    handles ||
    isAuthorityIn(viewer, shipment.jurisdictions) ||
    shipment.lines.some((line) => maySeeLine(viewer, line))
  );
}

/** A shipment is taken on its way and declared by who ships something in it, and by its carrier. */
export function mayMoveShipment(viewer: Viewer, shipment: Handled): boolean {
  const carries =
    hasRole(viewer, 'CARRIER') &&
    viewer.organisationId !== null &&
    viewer.organisationId === shipment.carrierId;
  return carries || shipment.lines.some((line) => mayShipLine(viewer, line));
}

/** A test is recorded by the laboratory that was named for the shipment, for itself. */
export function mayRecordTest(viewer: Viewer, shipment: Handled, laboratoryId: string): boolean {
  const own = viewer.organisationId === laboratoryId;
  const tests = hasRole(viewer, 'LAB') && own && shipment.laboratoryIds.includes(laboratoryId);
  return tests || hasRole(viewer, 'ADMIN');
}

/** A laboratory has no part in what it tests. */
export function isIndependent(
  { lines, carrierId }: Pick<Handled, 'lines' | 'carrierId'>,
  laboratoryId: string,
): boolean {
  const parties = lines.flatMap(({ buyerId, vendorId, partyIds }) => [
    buyerId,
    vendorId,
    ...partyIds,
  ]);
  return laboratoryId !== carrierId && !parties.includes(laboratoryId);
}

function isAuthorityIn(viewer: Viewer, jurisdictions: readonly string[]): boolean {
  return (
    hasRole(viewer, 'AUTHORITY') &&
    jurisdictions.some((code) => viewer.jurisdictions.includes(code))
  );
}
