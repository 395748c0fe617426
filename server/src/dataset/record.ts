import { readClaimValue, valueEntries } from './claim-value.ts';
import { type Cells, readField, readText } from './field.ts';
import { isEntry } from './figure.ts';
import { DatasetProblem } from './problem.ts';
import type { Cell, Row } from './row.ts';
import type { LinkShape, RecordShape } from './shape.ts';

interface Place {
  readonly file: string;
  /** The record that this one is written in. */
  readonly parent?: {
    readonly key: string;
    readonly type: string;
    readonly column: string;
    readonly list: string;
    readonly index: number;
    readonly sources: readonly string[];
  };
}

/** Reads one record, with those written inside it, into rows. Throws DatasetProblem. */
export function readRecord(shape: RecordShape, entry: unknown, place: Place): Row[] {
  const { file, parent } = place;
  const where = parent ? `${parent.key}, ${parent.list} ${parent.index}` : 'a record';
  if (!isEntry(entry)) throw new DatasetProblem(file, where, 'must be a list of entries');
  const at = typeof entry.key === 'string' ? entry.key : where;
  const say = <Result>(name: string, read: () => Result): Result => {
    try {
      return read();
    } catch (error) {
      if (error instanceof DatasetProblem) throw error;
      const what = error instanceof Error ? error.message : String(error);
      throw new DatasetProblem(file, at, `${name} ${what}`.trim());
    }
  };

  refuseUnknownEntries(shape, entry, file, at, parent !== undefined);
  const sources = say('', () => readSources(shape, entry, parent?.sources));
  const key = say('key', () => readKey(shape, entry, place, sources));
  const cells: Cells = parent ? { [parent.column]: { idOf: parent.key } } : {};
  for (const [name, field] of Object.entries(shape.fields)) {
    for (const [column, cell] of Object.entries(say(name, () => readField(field, entry[name])))) {
      if (cell !== null || !(column in cells)) cells[column] = cell;
    }
  }
  if (shape.ordinal && parent) cells.ordinal = parent.index;
  if (shape.sourceColumn)
    cells[shape.sourceColumn] = { idOf: sources[0] ?? '', type: 'SourceReport' };
  if (shape.isClaim) {
    if (!parent) cells.subject_id = { idOf: say('subject', () => readText(entry.subject)) };
    const subject = parent?.key ?? readText(entry.subject);
    Object.assign(
      cells,
      { subject_type: { typeOf: subject } },
      say('', () => readClaimValue(entry)),
    );
  }
  const row: Row = { table: shape.table, type: shape.type, key, cells, file, at, sources };
  const links = Object.entries(shape.links ?? {}).flatMap(([name, link]) =>
    say(name, () => readLinks(link, row, entry[name])),
  );
  const children = Object.entries(shape.children ?? {}).flatMap(([list, child]) =>
    say(list, () => readList(entry[list])).flatMap((inner, index) =>
      readRecord(child.shape, inner, {
        file,
        parent: { key, type: shape.type, column: child.parent, list, index: index + 1, sources },
      }),
    ),
  );
  return [row, ...links, ...children];
}

function refuseUnknownEntries(
  shape: RecordShape,
  entry: Readonly<Record<string, unknown>>,
  file: string,
  at: string,
  inside: boolean,
): void {
  const known = ['key', ...Object.keys(shape.fields), ...Object.keys(shape.links ?? {})];
  known.push(...Object.keys(shape.children ?? {}));
  if (!shape.isSource && !shape.manySources) known.push('source');
  if (shape.isClaim) known.push(...valueEntries, ...(inside ? [] : ['subject']));
  const stranger = Object.keys(entry).find((name) => !known.includes(name));
  if (stranger === undefined) return;
  throw new DatasetProblem(file, at, `unknown entry ${stranger}; it may hold ${known.join(', ')}`);
}

/** What has a column for its source names it itself; a licence's line, say, rests on the licence's. */
function readSources(
  shape: RecordShape,
  entry: Readonly<Record<string, unknown>>,
  inherited: readonly string[] = [],
): readonly string[] {
  if (shape.isSource) return [];
  if (shape.manySources) {
    const sources = readList(entry.sources).map(readText);
    if (sources.length === 0) throw new Error('has no source');
    return sources;
  }
  if (entry.source !== undefined) return [readText(entry.source)];
  if (shape.sourceColumn || inherited.length === 0) throw new Error('has no source');
  return inherited;
}

function readKey(
  shape: RecordShape,
  entry: Readonly<Record<string, unknown>>,
  { parent }: Place,
  sources: readonly string[],
): string {
  const told = entry.key === undefined ? undefined : readText(entry.key);
  if (told !== undefined && !/^[a-z0-9][a-z0-9./-]*$/.test(told)) {
    throw new Error('must consist of small letters, digits, dots, dashes and slashes');
  }
  if (told !== undefined) return told;
  if (!parent) throw new Error('is missing');
  if (!shape.isClaim) return `${parent.key}/${parent.list}/${parent.index}`;
  const predicate = String(entry.predicate).toLowerCase().replaceAll('_', '-');
  return `${parent.key}/${predicate}/${sources[0]}`;
}

function readLinks(link: LinkShape, row: Row, value: unknown): Row[] {
  return readList(value).flatMap((each) => {
    const own: Cell = { idOf: row.key ?? '' };
    const other: Cell = { idOf: readText(each), type: link.type };
    const linked = (cells: Cells): Row => {
      return { table: link.table, cells, file: row.file, at: row.at, sources: [] };
    };
    const there = linked({ [link.own]: own, [link.other]: other });
    return link.mutual ? [there, linked({ [link.own]: other, [link.other]: own })] : [there];
  });
}

function readList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Error('must be a list');
}
