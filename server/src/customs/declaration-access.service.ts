import { mayDecideUnderLaw } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import { keyOf } from '../kernel/reference.ts';
import { type NotAuthorised, notAuthorised } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { type DeclarationStatus, deciderOf } from './declaration.ts';
import { type DeclarationReference, readReference } from './declaration-input.ts';
import { declarationNotFound } from './refusals.ts';
import {
  type Declared,
  handledOf,
  type LoadedShipment,
  loadShipment,
} from './shipment-facts.store.ts';
import { declarationWith, lockShipment, shipmentOf } from './shipment-lock.store.ts';
import { mayMoveShipment, maySeeShipment } from './shipment-rights.ts';

/** One way to name a declaration. */
export interface DeclarationName {
  readonly id?: string | null;
  readonly reference?: DeclarationReference | null;
}

/** A declaration with the shipment that it is about, both locked. */
export interface OpenDeclaration {
  readonly declaration: Declared;
  readonly shipment: LoadedShipment;
}

/**
 * Finds and locks a declaration, for who may bring it into a status.
 *
 * @param action what it is called where the viewer may not
 * @throws Fault BAD_USER_INPUT unless there is exactly one way, MALFORMED_ID for a bad id
 */
export async function openDeclaration(
  tx: Tx,
  viewer: Viewer,
  name: DeclarationName,
  to: DeclarationStatus,
  action: string,
): Promise<Result<OpenDeclaration, ReturnType<typeof declarationNotFound> | NotAuthorised>> {
  const id = await findKey(tx, name);
  const shipmentId = id && (await shipmentOf(tx, id));
  if (!shipmentId) return refused(declarationNotFound());
  await lockShipment(tx, shipmentId);
  const shipment = await loadShipment(tx, shipmentId);
  const declaration = shipment?.declarations.find((each) => each.id === id);
  if (!shipment || !declaration) return refused(declarationNotFound());
  const own = viewer.organisationId !== null && viewer.organisationId === declaration.declarantId;
  const stated = aboutOnly(shipment, declaration);
  if (!own && !maySeeShipment(viewer, stated)) return refused(declarationNotFound());
  const may =
    deciderOf(to) === 'AUTHORITY'
      ? mayDecideUnderLaw(viewer, declaration.jurisdiction)
      : mayMoveShipment(viewer, stated);
  return may ? done({ declaration, shipment }) : refused(notAuthorised(action));
}

async function findKey(tx: Tx, { id, reference }: DeclarationName): Promise<string | undefined> {
  const named = readReference('declaration.reference', reference);
  if (typeof id === 'string' && !named) return keyOf('Declaration', id);
  if (named && typeof id !== 'string') return declarationWith(tx, named);
  throw new Fault('BAD_USER_INPUT', 'declaration takes exactly one of id, reference.');
}

/** Whom a declaration concerns: of goods that travel together those that are on it. */
function aboutOnly(shipment: LoadedShipment, { lines }: Declared) {
  const stated = new Set(lines.map(({ shippedLineId }) => shippedLineId));
  return handledOf({ ...shipment, lines: shipment.lines.filter(({ id }) => stated.has(id)) });
}
