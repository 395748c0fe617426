import {
  type ArgumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  Kind,
  type SelectionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { Fault } from '../../kernel/fault.ts';
import type { RootField } from '../../reads/plan/root.ts';
import type { Question } from './question.ts';

/** The one list at the root of a document, which is taken away. */
export interface ExportedList {
  question: Question;
  /** of the root field, such as `licences` */
  name: string;
  /** of the rows */
  type: GraphQLOutputType;
  /** what is selected from a row */
  selections: readonly SelectionNode[];
  /** arguments of the root field without those of a page */
  args: readonly ArgumentNode[];
  /** the cursor that the document says to begin after */
  after: string | undefined;
  /** the most rows that the document wants */
  most: number;
  /** whether the document wants the cursor of each row */
  cursors: boolean;
  /** instants that the document gives of the past it asks for */
  past: { asOf?: string; recordedAsOf?: string };
}

const ofPage = ['first', 'last', 'after'];
// of the page they are on, which an export has none of
const leftOut = ['totalCount', 'pageInfo', '__typename'];

/** @throws Fault NOT_EXPORTABLE when the document has not exactly one list at its root */
export function listOf(
  schema: GraphQLSchema,
  roots: Map<string, RootField>,
  question: Question,
): ExportedList {
  const { operation, fragments, variables } = question;
  if (operation.operation !== 'query') {
    throw refused(`Only a query can be exported, and this is a ${operation.operation}.`);
  }
  const query = schema.getQueryType() as GraphQLObjectType;
  const collected = collectFields(schema, fragments, variables, query, operation.selectionSet);
  const fields = [...collected.values()].filter(([node]) => node?.name.value !== '__typename');
  const names = fields.map(([node]) => `\`${node?.alias?.value ?? node?.name.value}\``);
  if (fields.length !== 1) {
    throw refused(
      `An export has one list at its root, and this document has ${names.join(', ') || 'none'}: ask for each on its own.`,
    );
  }
  const [nodes] = fields as [readonly FieldNode[]];
  const [node] = nodes as readonly [FieldNode];
  const name = node.name.value;
  if (roots.get(name)?.kind !== 'many') {
    throw refused(
      `\`${name}\` is no list that can be exported: ask for a list such as \`licences { nodes { number } }\`.`,
    );
  }
  const field = query.getFields()[name] as GraphQLField<unknown, unknown>;
  if (!field.args.some((argument) => argument.name === 'recordedAsOf')) {
    throw refused(
      `An export is of one state, and \`${name}\` is known of the present only: ask for its pages as JSON.`,
    );
  }
  const args = valuesOf(field, node, variables);
  const rows = rowsOf(schema, question, getNamedType(field.type) as GraphQLObjectType, nodes);
  return {
    question,
    name,
    ...rows,
    args: node.arguments?.filter((argument) => !ofPage.includes(argument.name.value)) ?? [],
    after: args.after as string | undefined,
    most: mostOf(args),
    past: pastOf(args),
  };
}

function valuesOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  try {
    const values = Object.entries(getArgumentValues(field, node, variables));
    return Object.fromEntries(values.filter(([, value]) => value !== null));
  } catch (error) {
    throw error instanceof GraphQLError ? new Fault('BAD_USER_INPUT', error.message) : error;
  }
}

function mostOf({ first, last }: Record<string, unknown>): number {
  if (last !== undefined) {
    throw refused('An export walks forwards: turn `orderBy` round and use `first` for `last`.');
  }
  if (first === undefined) return Number.POSITIVE_INFINITY;
  if (Number(first) >= 1) return Number(first);
  throw new Fault('PAGE_SIZE', '`first` of an export is the most rows it may have, 1 or more.');
}

function pastOf({ asOf, recordedAsOf }: Record<string, unknown>): ExportedList['past'] {
  return {
    ...(asOf === undefined ? {} : { asOf: instant(asOf) }),
    ...(recordedAsOf === undefined ? {} : { recordedAsOf: instant(recordedAsOf) }),
  };
}

function instant(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

type Rows = Pick<ExportedList, 'type' | 'selections' | 'cursors'>;

/** What is selected from each row, below `nodes` or below `edges.node`. */
function rowsOf(
  schema: GraphQLSchema,
  question: Question,
  connection: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Rows {
  const members = membersOf(schema, question, connection, nodes);
  const others = members.filter(([node]) => !['nodes', 'edges'].includes(nameOf(node)));
  if (members.length - others.length !== 1) {
    throw refused('Select the rows once: the fields of each below `nodes` or `edges { node }`.');
  }
  if (others.length > 0) {
    throw refused(
      `\`${nameOf(others[0]?.[0])}\` does not belong to a row: leave it out and ask for it on its own.`,
    );
  }
  const [rows] = members as [readonly FieldNode[]];
  const name = nameOf(rows[0]);
  if (name === 'nodes') return selected(connection, 'nodes', rows, false);
  const edge = getNamedType(connection.getFields()[name]?.type) as GraphQLObjectType;
  const parts = membersOf(schema, question, edge, rows);
  const found = parts.filter(([node]) => nameOf(node) === 'node');
  if (found.length !== 1) throw refused('Select the rows once, below `edges { node }`.');
  const cursors = parts.some(([node]) => nameOf(node) === 'cursor');
  return selected(edge, 'node', found[0] as readonly FieldNode[], cursors);
}

function membersOf(
  schema: GraphQLSchema,
  { fragments, variables }: Question,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): (readonly FieldNode[])[] {
  const fields = collectSubfields(schema, fragments, variables, type, nodes as FieldNode[]);
  return [...fields.values()].filter(([node]) => !leftOut.includes(nameOf(node)));
}

function selected(
  parent: GraphQLObjectType,
  name: string,
  nodes: readonly FieldNode[],
  cursors: boolean,
): Rows {
  return {
    type: getNamedType(parent.getFields()[name]?.type) as GraphQLOutputType,
    selections: nodes.flatMap((node) => node.selectionSet?.selections ?? []),
    cursors,
  };
}

function nameOf(node: FieldNode | undefined): string {
  return node?.name.value ?? '';
}

function refused(message: string): Fault {
  return new Fault('NOT_EXPORTABLE', message);
}

/** The selection of a row as one node, to be looked through with what it is selected from. */
export function rowNode({ type, selections }: ExportedList) {
  const name = { kind: Kind.NAME, value: String(type) } as const;
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  } as const;
}
