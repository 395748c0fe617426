import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  type SelectionNode,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { beside, fieldNode, selectionsIn } from './beside.ts';
import { type CellKind, cell } from './csv.ts';
import { type ExportedList, rowNode } from './list.ts';

/** One column of a table: its header, and the text of its cell in a row. */
export interface Column {
  header: string;
  cell: (row: unknown) => string;
}

// what a figure is in a table, whichever of its fields a document asks for
const numbers = ['low', 'central', 'high'];
const words = ['qualifier', 'unit'];
const figureParts = [...numbers, ...words, 'sources'];

/** What is read of a figure for its columns. */
const besideFigure = selectionsIn(
  `{ ${[...numbers, ...words].map((name) => `${beside(name)}: ${name}`).join(' ')}
     ${beside('sources')}: claims { sourceReport { url publisher publishedAt } } }`,
);

export const besideForColumns = (type: GraphQLCompositeType): readonly SelectionNode[] =>
  type.name === 'Figure' ? besideFigure : [];

interface Place {
  schema: GraphQLSchema;
  list: ExportedList;
  /** response keys that lead there */
  path: string[];
}

/**
 * The columns of a list: its fields in the order of the document. A record beside the row is
 * flattened with dotted headers, a figure becomes its parts, a list of records is JSON in a cell.
 */
export function columnsOf(schema: GraphQLSchema, list: ExportedList): Column[] {
  const rows = fieldNode(list.name, { selectionSet: rowNode(list).selectionSet });
  return columnsAt({ schema, list, path: [] }, list.type, [rows]);
}

function columnsAt(place: Place, type: GraphQLOutputType, nodes: readonly FieldNode[]): Column[] {
  const fields = fieldsAt(place, type as GraphQLCompositeType, nodes);
  if (String(type) !== 'Figure') {
    return [...fields].flatMap(([key, field]) => columnsOfField(place, key, field));
  }
  const more = [...fields].filter(([key]) => !figureParts.includes(key));
  return [
    ...numbers.map((name) => column(place, name, 'number', beside(name))),
    ...words.map((name) => column(place, name, 'text', beside(name))),
    sources(place),
    ...more.flatMap(([key, field]) => columnsOfField(place, key, field)),
  ];
}

interface Selected {
  type: GraphQLOutputType;
  nodes: readonly FieldNode[];
}

/** What is selected of a record, by response key: of all the types that it may have. */
function fieldsAt(
  { schema, list }: Place,
  type: GraphQLCompositeType,
  nodes: readonly FieldNode[],
): Map<string, Selected> {
  const { fragments, variables } = list.question;
  const found = new Map<string, Selected>();
  for (const object of isAbstractType(type) ? schema.getPossibleTypes(type) : [type]) {
    const fields = collectSubfields(schema, fragments, variables, object, nodes as FieldNode[]);
    for (const [key, selected] of fields) {
      const all = new Set([...(found.get(key)?.nodes ?? []), ...selected]);
      const name = selected[0]?.name.value ?? '';
      // `__typename` is a field of every type, and of none's list
      const answer = object.getFields()[name]?.type ?? GraphQLString;
      found.set(key, { type: answer, nodes: [...all] });
    }
  }
  return found;
}

function columnsOfField(place: Place, key: string, { type, nodes }: Selected): Column[] {
  const named = getNamedType(type);
  const many = isListType(getNullableType(type));
  if (isCompositeType(named)) {
    if (many || named.name.endsWith('Connection')) return [column(place, key, 'json')];
    return columnsAt({ ...place, path: [...place.path, key] }, named, nodes);
  }
  return [many ? joined(place, key) : column(place, key, kinds[named.name] ?? 'text')];
}

const kinds: Record<string, CellKind> = {
  Int: 'number',
  SafeInt: 'number',
  Decimal: 'number',
  JSON: 'json',
};

/** @param from the response key, where it is not the header's last word */
function column({ path }: Place, key: string, kind: CellKind, from = key): Column {
  const way = [...path, from];
  const header = [...path, key].join('.');
  return { header, cell: (row) => cell(valueAt(row, way), kind) };
}

/** Plain values in one cell. */
function joined({ path }: Place, key: string): Column {
  const way = [...path, key];
  return {
    header: way.join('.'),
    cell: (row) => {
      const values = valueAt(row, way) as unknown[] | null | undefined;
      return cell(values?.join('; '), 'text');
    },
  };
}

interface Claimed {
  sourceReport: { url: string | null; publisher: string; publishedAt: string };
}

/** Where the claims on a figure can be read, the ones that count first, each once. */
function sources({ path }: Place): Column {
  const way = [...path, beside('sources')];
  return {
    header: [...path, 'sources'].join('.'),
    cell: (row) => {
      const claims = valueAt(row, way) as Claimed[] | null | undefined;
      const places = claims?.map(
        ({ sourceReport: { url, publisher, publishedAt } }) => url ?? `${publisher} ${publishedAt}`,
      );
      return cell(places && [...new Set(places)].join('; '), 'text');
    },
  };
}

function valueAt(row: unknown, way: string[]): unknown {
  return way.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
    row,
  );
}
