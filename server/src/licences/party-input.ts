import { Fault } from '../kernel/fault.ts';
import type { Reference } from '../kernel/reference.ts';

/** An organisation and its role. */
export interface PartyInput {
  role: string;
  organisation: Reference;
}

const mostParties = 20;

/** @throws Fault BAD_USER_INPUT for more than 20 of them */
export function readParties(
  field: string,
  parties: readonly PartyInput[] | null | undefined,
): readonly PartyInput[] {
  if ((parties?.length ?? 0) <= mostParties) return parties ?? [];
  throw new Fault('BAD_USER_INPUT', `${field} holds at most ${mostParties} parties.`);
}
