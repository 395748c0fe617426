import { Fault } from './fault.ts';
import { decodeId } from './ids.ts';

/** One way to name a record: its global id, or one of its natural keys. */
export type Reference = Readonly<Partial<Record<'id' | 'name' | 'lei' | 'code', string | null>>>;

/**
 * The database key in a global id that must be of one type.
 *
 * @throws Fault MALFORMED_ID for an id that cannot be read or is of another type
 */
export function keyOf(type: string, id: string): string {
  const found = decodeId(id);
  if (found.type === type) return found.key;
  throw new Fault('MALFORMED_ID', `This is the id of a ${found.type}, where a ${type} is needed.`);
}
