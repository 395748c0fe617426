import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { Fault } from '../kernel/fault.ts';
import { keyOf } from '../kernel/reference.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { DeclarationName } from './declaration-access.service.ts';
import { readReference } from './declaration-input.ts';
import { declarationNotFound, shipmentNotFound } from './refusals.ts';
import { declarationWith, shipmentOf } from './shipment-lock.store.ts';

/** Whether a viewer sees the row of a type with a key. */
export type Sees = (tx: Tx, viewer: Viewer, type: string, id: string) => Promise<boolean>;

/** What events are said to be about. */
export interface LinkInput {
  readonly shipmentId?: string | null;
  readonly declaration?: DeclarationName | null;
}

/** Keys in the database. */
export interface Link {
  readonly shipmentId: string | null;
  readonly declarationId: string | null;
}

export type LinkRefusal = ReturnType<typeof shipmentNotFound | typeof declarationNotFound>;

/**
 * Finds what events are about, of what the viewer sees. What is about a declaration is about its
 * shipment too.
 *
 * @throws Fault BAD_USER_INPUT unless a declaration is named in exactly one way, MALFORMED_ID
 */
export async function findLink(
  tx: Tx,
  viewer: Viewer,
  sees: Sees,
  { shipmentId, declaration }: LinkInput,
): Promise<Result<Link, LinkRefusal>> {
  const shipment = typeof shipmentId === 'string' ? keyOf('Shipment', shipmentId) : null;
  if (shipment !== null && !(await sees(tx, viewer, 'Shipment', shipment))) {
    return refused(shipmentNotFound());
  }
  if (!declaration) return done({ shipmentId: shipment, declarationId: null });
  const id = await declarationKey(tx, declaration);
  if (id === undefined || !(await sees(tx, viewer, 'Declaration', id))) {
    return refused(declarationNotFound());
  }
  const declared = (await shipmentOf(tx, id)) ?? null;
  if (shipment !== null && shipment !== declared) return refused(declarationNotFound());
  return done({ shipmentId: declared, declarationId: id });
}

async function declarationKey(
  tx: Tx,
  { id, reference }: DeclarationName,
): Promise<string | undefined> {
  const named = readReference('declaration.reference', reference);
  if (typeof id === 'string' && !named) return keyOf('Declaration', id);
  if (named && typeof id !== 'string') return declarationWith(tx, named);
  throw new Fault('BAD_USER_INPUT', 'declaration takes exactly one of id, reference.');
}
