/** A row of a licence or an order as it was in one state: its fields by their GraphQL names. */
export interface RowState {
  readonly type: string;
  /** key in the database */
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One thing that differs between two states. */
export interface Difference {
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly type: string;
  readonly key: string;
  /** null: the row itself */
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What differs between two states of the rows of one licence or order: rows that came with all that
 * they say, rows that went, and each field of the others. In the order of the rows.
 */
export function differences(before: readonly RowState[], after: readonly RowState[]): Difference[] {
  const old = new Map(before.map((row) => [nameOf(row), row]));
  const kept = new Set(after.map(nameOf));
  return [
    ...after.flatMap((row) => {
      const { type, key } = row;
      const known = old.get(nameOf(row));
      if (known) return changed(known, row);
      return [
        { kind: 'ADDED' as const, type, key, field: null, before: null, after: said(row.fields) },
      ];
    }),
    ...before
      .filter((row) => !kept.has(nameOf(row)))
      .map(({ type, key, fields }) => ({
        kind: 'REMOVED' as const,
        ...{ type, key, field: null, before: said(fields), after: null },
      })),
  ];
}

const nameOf = ({ type, key }: RowState): string => `${type}:${key}`;

function changed(before: RowState, after: RowState): Difference[] {
  const { type, key } = after;
  return Object.entries(after.fields).flatMap(([field, value]): Difference[] => {
    const was = before.fields[field] ?? null;
    if (JSON.stringify(was) === JSON.stringify(value)) return [];
    return [{ kind: 'CHANGED', type, key, field, before: was, after: value }];
  });
}

/** What is not null. */
const said = (fields: RowState['fields']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** A version of a row: who wrote it, by transaction, and its columns. */
export interface Version {
  readonly since: string;
  /** the transaction that ended it; null: it still stands */
  readonly until: string | null;
  readonly columns: Readonly<Record<string, unknown>>;
}

/**
 * The transaction that brought a difference about: the last one that wrote another value into the
 * field's column; of a field that is no column the last one that wrote the row.
 *
 * @param versions of the row, the oldest first: the one that stood before, if any, and all later ones
 */
export function causeOf(
  { kind, field }: Pick<Difference, 'kind' | 'field'>,
  versions: readonly Version[],
): string | null {
  const last = versions.at(-1);
  if (!last) return null;
  if (kind === 'REMOVED') return last.until ?? last.since;
  if (kind === 'ADDED') return versions[0]?.since ?? null;
  const column = (field ?? '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const columns = [column, `${column}_id`, `${column}_units`, `${column}_value`];
  const wrote = versions.findLast((version, place) => {
    const previous = versions[place - 1];
    return (
      previous !== undefined &&
      columns.some(
        (name) => JSON.stringify(version.columns[name]) !== JSON.stringify(previous.columns[name]),
      )
    );
  });
  return (wrote ?? last).since;
}
