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
  SourceReport: { table: 'source_report', ways: [] },
} as const;

type Referable = keyof typeof referable;

/** Most records that one field names. */
const MOST = 100;

/**
 * Finds the record that a reference names.
 *
 * @param field where the reference stands in the input
 * @returns its key in the database, or which field names nothing
 * @throws Fault BAD_USER_INPUT unless there is exactly one way, MALFORMED_ID for a bad id
 */
export async function findReference(
  tx: Tx,
  type: Referable,
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

/** As `findReference`, where nothing may be named; absent is null. */
export async function findOptionalReference(
  tx: Tx,
  type: Referable,
  field: string,
  reference: Reference | null | undefined,
): Promise<Result<string | null, InvalidReference>> {
  return reference ? findReference(tx, type, field, reference) : done(null);
}

/**
 * As `findReference`, for a list: each record once, in the order of the list.
 *
 * @throws Fault BAD_USER_INPUT also for more than 100 of them
 */
export async function findReferences(
  tx: Tx,
  type: Referable,
  field: string,
  references: readonly Reference[] | null | undefined,
): Promise<Result<string[], InvalidReference>> {
  if ((references?.length ?? 0) > MOST) {
    throw new Fault('BAD_USER_INPUT', `${field} holds at most ${MOST} of them.`);
  }
  const found = new Set<string>();
  for (const [place, reference] of (references ?? []).entries()) {
    const key = await findReference(tx, type, `${field}[${place}]`, reference);
    if (!key.ok) return key;
    found.add(key.value);
  }
  return done([...found]);
}
