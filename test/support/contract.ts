/** `docs/contract.md` as data: what it says is served, and what it says will be. */
export interface Contract {
  readonly fields: readonly FieldEntry[];
  readonly rows: readonly RowEntry[];
  /** Examples that stand for no one entry. */
  readonly examples: readonly LooseExample[];
  /** Places that look like an entry and cannot be read as one. */
  readonly unreadable: readonly string[];
}

export type Status = 'available' | 'planned';
export type Operation = 'Query' | 'Mutation' | 'Subscription';

/** A heading such as `### Query.chip, Query.chips — available` and what stands below it. */
export interface FieldEntry {
  readonly line: number;
  readonly operation: Operation;
  readonly names: readonly string[];
  readonly status: Status;
  /** The type of each name, in the same order. */
  readonly answers: readonly string[];
  readonly refuses: readonly string[];
  readonly arguments: readonly ListedArgument[];
  readonly example: string | null;
}

/** One argument, or field of a mutation's input; without a `field` it belongs to all names. */
export interface ListedArgument {
  readonly field: string | null;
  readonly name: string;
  readonly type: string;
  readonly planned: boolean;
}

/** A line of a table whose second column is `status`; `kind` is the head of its first column. */
export interface RowEntry {
  readonly line: number;
  readonly kind: string;
  readonly names: readonly string[];
  readonly status: Status;
  /** By the head of the column. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface LooseExample {
  readonly line: number;
  readonly status: Status;
  readonly text: string;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

const ENTRY = /^### ((?:(?:Query|Mutation|Subscription)\.\w+(?:, )?)+) — (available|planned)$/;
const ENTRY_LIKE = /^#+ .*\b(?:Query|Mutation|Subscription)\.\w/;
const RULE = /^\|(?:-+\|)+$/;
const STATUS = /^(?:available|planned)$/;

/** Reads the contract. Never throws: what it cannot read is listed in `unreadable`. */
export function parseContract(markdown: string): Contract {
  const fields: Writable<FieldEntry>[] = [];
  const rows: RowEntry[] = [];
  const examples: LooseExample[] = [];
  const unreadable: string[] = [];
  let entry: Writable<FieldEntry> | null = null;
  let head: string[] | null = null;

  const lines = markdown.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const number = index + 1;
    if (line.startsWith('```')) {
      const end = lines.indexOf('```', index + 1);
      const text = lines.slice(index + 1, end).join('\n');
      const [language, mark] = line.slice(3).split(' ');
      if (end < 0) unreadable.push(`line ${number}: the example has no end`);
      else if (language === 'graphql' && entry?.example === null) entry.example = text;
      else if (language === 'graphql' && entry) {
        unreadable.push(`line ${number}: the entry has an example already`);
      } else if (language === 'graphql') {
        examples.push({ line: number, status: mark === 'planned' ? 'planned' : 'available', text });
      }
      index = end < 0 ? lines.length : end;
    } else if (line.startsWith('#')) {
      entry = readHeading(line, number);
      if (entry) fields.push(entry);
      else if (ENTRY_LIKE.test(line)) unreadable.push(`line ${number}: ${line}`);
    } else if (line.startsWith('|')) {
      const cells = cellsOf(line);
      if (RULE.test(line)) continue;
      if (head === null) head = cells;
      else if (isArgumentHead(head)) entry?.arguments.push(...readArguments(cells));
      else if (head[1] === 'status') {
        const row = readRow(head, cells, number);
        if (row) rows.push(row);
        else unreadable.push(`line ${number}: ${line}`);
      }
      continue;
    } else if (entry && line.startsWith('Answers: ')) {
      entry.answers = codes(line);
    } else if (entry && line.startsWith('Refuses: ')) {
      entry.refuses = codes(line);
    }
    head = null;
  }
  return { fields, rows, examples, unreadable };
}

function readHeading(text: string, line: number): Writable<FieldEntry> | null {
  const [, list, status] = ENTRY.exec(text) ?? [];
  if (!list) return null;
  const paths = list.split(', ').map((path) => path.split('.'));
  const operation = paths[0]?.[0] as Operation;
  if (paths.some(([other]) => other !== operation)) return null;
  return {
    line,
    operation,
    names: paths.map(([, name]) => name ?? ''),
    status: status as Status,
    answers: [],
    refuses: [],
    arguments: [],
    example: null,
  };
}

const isArgumentHead = (head: readonly string[]): boolean =>
  head[0] === 'argument' || head[0] === 'field of `input`';

function readArguments(cells: readonly string[]): ListedArgument[] {
  const [type = ''] = codes(cells[1] ?? '');
  const planned = (cells[2] ?? '').startsWith('planned');
  return codes(cells[0] ?? '').map((path) => {
    const [first = '', second] = path.split('.');
    return { field: second ? first : null, name: second ?? first, type, planned };
  });
}

function readRow(head: readonly string[], cells: readonly string[], line: number): RowEntry | null {
  const names = codes(cells[0] ?? '');
  const status = cells[1] ?? '';
  if (names.length === 0 || !STATUS.test(status) || cells.length !== head.length) return null;
  const byHead = Object.fromEntries(head.map((name, column) => [name, cells[column] ?? '']));
  return { line, kind: head[0] ?? '', names, status: status as Status, cells: byHead };
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, line.endsWith('|') ? -1 : undefined)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** What stands between backticks. */
export function codes(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}
