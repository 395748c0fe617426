import type { Refusal } from './refusal.ts';
import { readText } from './text.ts';

/** How a caller's own system names a record. */
export interface ExternalName {
  readonly system: string;
  readonly id: string;
}

export interface ExternalIdTaken extends Refusal<'ExternalIdTaken'> {
  readonly system: string;
  readonly externalId: string;
}

/** @throws Fault BAD_USER_INPUT for a part that is blank or too long */
export function readExternal(
  field: string,
  external: ExternalName | null | undefined,
): ExternalName | null {
  if (!external) return null;
  return {
    system: readText(`${field}.system`, external.system, 100),
    id: readText(`${field}.id`, external.id, 200),
  };
}

export function externalIdTaken({ system, id }: ExternalName): ExternalIdTaken {
  return {
    kind: 'ExternalIdTaken',
    code: 'EXTERNAL_ID_TAKEN',
    message: `Another record has the id ${id} of the system ${system}: every record has its own.`,
    system,
    externalId: id,
  };
}
