import type { GraphQLSchema } from 'graphql';
import { columnsOf } from './columns.ts';
import { byteOrderMark, record } from './csv.ts';
import type { ExportedList } from './list.ts';
import type { Edge } from './pages.ts';

export interface TextOptions {
  schema: GraphQLSchema;
  list: ExportedList;
  pages: AsyncIterable<Edge[]>;
  /** whether this is the beginning of the file */
  begins: boolean;
  /** whether each row bears its cursor */
  cursors: boolean;
}

/** The column of a row's cursor; no field has such a name. */
const cursorColumn = '__cursor';

/** An export as text, a page at a time; the first comes with what stands before it. */
export async function* textOf(
  form: 'csv' | 'jsonl',
  options: TextOptions,
): AsyncGenerator<string, void, undefined> {
  const { head, line } = form === 'csv' ? table(options) : lines(options);
  let before = options.begins ? head : '';
  for await (const edges of options.pages) {
    yield before + edges.map(line).join('');
    before = '';
  }
  if (before !== '') yield before;
}

interface Writing {
  head: string;
  line: (edge: Edge) => string;
}

function table({ schema, list, cursors }: TextOptions): Writing {
  const columns = columnsOf(schema, list);
  const headers = [...(cursors ? [cursorColumn] : []), ...columns.map(({ header }) => header)];
  return {
    head: byteOrderMark + record(headers),
    line: ({ cursor, node }) =>
      record([...(cursors ? [cursor] : []), ...columns.map(({ cell }) => cell(node))]),
  };
}

function lines({ cursors }: TextOptions): Writing {
  return {
    head: '',
    line: ({ cursor, node }) => `${JSON.stringify(cursors ? { cursor, node } : node)}\n`,
  };
}
