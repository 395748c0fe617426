import type { FastifyRequest } from 'fastify';
import { hasRole, type Viewer } from '../access/viewer.ts';
import { Fault } from '../kernel/fault.ts';
import type { ReadRequest } from '../reads/engine.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';

/**
 * Whether a request asks how it is answered.
 * @throws Fault FORBIDDEN to those who may not know
 */
export function isToExplain({ headers }: FastifyRequest, viewer: Viewer): boolean {
  if (headers['x-carnet-explain'] !== '1') return false;
  if (hasRole(viewer, 'ADMIN', 'ANALYST')) return true;
  throw new Fault(
    'FORBIDDEN',
    'X-Carnet-Explain is for administrators and analysts: send their key, or leave the header out.',
  );
}

/**
 * JSON of the statement and its plan, where that was asked for. What PostgreSQL expects of rows
 * tells something of those that are hidden: only administrators, who see all, learn it.
 */
export async function explanationOf(
  { reads, viewer, explains }: Pick<ReadContext, 'reads' | 'viewer' | 'explains'>,
  read: ReadRequest,
): Promise<string | undefined> {
  if (!explains || read.operation.operation !== 'query') return undefined;
  try {
    return await reads.explain(read, hasRole(viewer, 'ADMIN'));
  } catch (error) {
    // what is wrong with the request, its answer says
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
