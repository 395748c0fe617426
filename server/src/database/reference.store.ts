import { Fault } from '../kernel/fault.ts';
import { keyOf, type Reference } from '../kernel/reference.ts';
import { type InvalidReference, invalidReference } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { Tx } from './transaction.ts';

/** Records that everybody sees, and their unique columns by which callers may name them. */
const referable = {
  Chip: { table: 'chip', ways: ['name'] },
  Jurisdiction: { table: 'jurisdiction', ways: ['code'] },
  Organisation: { table: 'organisation', ways: ['name', 'lei'] },
} as const;

/**
 * Finds the record that a reference names.
 *
 * @param field where the reference stands in the input
 * @returns its key in the database, or which field names nothing
 * @throws Fault BAD_USER_INPUT unless there is exactly one way, MALFORMED_ID for a bad id
 */
export async function findReference(
  tx: Tx,
  type: keyof typeof referable,
  field: string,
  reference: Reference,
): Promise<Result<string, InvalidReference>> {
  const { table, ways } = referable[type];
  const [way, ...others] = ['id', ...ways].flatMap((name) => {
    const value = reference[name as keyof Reference];
    return typeof value === 'string' ? [{ name, value }] : [];
  });
  if (!way || others.length > 0) {
    throw new Fault('BAD_USER_INPUT', `${field} takes exactly one of id, ${ways.join(', ')}.`);
  }
  const value = way.name === 'id' ? keyOf(type, way.value) : way.value;
  const [row] = await tx.query<{ id: string }>(
    `select id::text from ${table} where ${way.name} = $1`,
    [value],
  );
  return row ? done(row.id) : refused(invalidReference(field, way.value));
}
