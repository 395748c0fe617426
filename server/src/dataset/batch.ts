import { DatasetProblem } from './problem.ts';
import { isKeyId, keysIn, type Row } from './row.ts';

/** What became known on one day. */
export interface Batch {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly rows: readonly Row[];
}

/**
 * Sorts rows by the day they became known: when the first of their sources was published, and
 * all that they point to was known. Throws DatasetProblem for keys that are missing, double or
 * of the wrong type.
 */
export function batchesOf(rows: readonly Row[]): Batch[] {
  const byKey = index(rows);
  for (const row of rows) refuseDangling(row, byKey);
  const known = knownDates(byKey);
  const batches = new Map<string, Row[]>();
  for (const row of rows) {
    const date = known(row);
    const batch = batches.get(date);
    if (batch) batch.push(row);
    else batches.set(date, [row]);
  }
  return [...batches]
    .map(([date, each]) => ({ date, rows: each }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

function index(rows: readonly Row[]): ReadonlyMap<string, Row> {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    if (row.key === undefined) continue;
    const other = byKey.get(row.key);
    if (other) throw new DatasetProblem(row.file, row.key, `is a key twice, also in ${other.file}`);
    byKey.set(row.key, row);
  }
  return byKey;
}

function refuseDangling(row: Row, byKey: ReadonlyMap<string, Row>): void {
  for (const source of row.sources) {
    if (byKey.get(source)?.type === 'SourceReport') continue;
    throw new DatasetProblem(
      row.file,
      row.at,
      `names the source ${source}, which is not in sources`,
    );
  }
  for (const cell of Object.values(row.cells)) {
    if (!isKeyId(cell)) continue;
    const target = byKey.get(cell.idOf);
    if (!target) throw new DatasetProblem(row.file, row.at, `names ${cell.idOf}, which is nowhere`);
    if (cell.type === undefined || target.type === cell.type) continue;
    const what = `names ${cell.idOf} as ${cell.type}, and it is ${target.type}`;
    throw new DatasetProblem(row.file, row.at, what);
  }
}

function knownDates(byKey: ReadonlyMap<string, Row>): (row: Row) => string {
  const found = new Map<Row, string>();
  const open = new Set<Row>();
  const ofKey = (key: string): string => {
    const row = byKey.get(key);
    return row ? ofRow(row) : '';
  };
  const ofRow = (row: Row): string => {
    const before = found.get(row);
    if (before !== undefined) return before;
    if (open.has(row)) throw new DatasetProblem(row.file, row.at, 'points back to itself');
    open.add(row);
    const published = row.cells.published_at;
    const said = row.sources.map(ofKey).sort()[0] ?? '';
    const dates = [...keysIn(row).map(ofKey), said];
    if (row.type === 'SourceReport' && typeof published === 'string') dates.push(published);
    const date = dates.sort().at(-1) ?? '';
    open.delete(row);
    found.set(row, date);
    return date;
  };
  return ofRow;
}
