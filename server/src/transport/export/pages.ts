import {
  type ArgumentNode,
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
  type VariableNode,
} from 'graphql';
import { factsOf } from '../../access/viewer.ts';
import { Fault } from '../../kernel/fault.ts';
import type { ReadContext } from '../../reads/schema/resolvers.ts';
import { fieldNode, selectionsIn, withBeside } from './beside.ts';
import type { Gate } from './gate.ts';
import { type ExportedList, rowNode } from './list.ts';

/** A row, and the cursor after which the next one begins. */
export interface Edge {
  cursor: string;
  node: unknown;
}

export interface Walk {
  list: ExportedList;
  context: ReadContext;
  gate: Gate;
  /** the cursor to begin after */
  after: string | undefined;
  /** rows at most */
  most: number;
  /** the state that all pages are read in; none: the document names it */
  recordedAsOf: string | undefined;
  /** what is read beside what was asked for */
  more?: (type: GraphQLCompositeType) => readonly SelectionNode[];
}

// as large as a page may be
const largest = 200;

const variables = { after: '__after', size: '__first', state: '__recordedAsOf' };

/**
 * The rows of a list, page after page: nothing is read before it is wanted, and no connection is
 * held in between. A page that takes too long, or may cost too much, is asked for
 * again in smaller parts.
 * @throws Fault
 */
export async function* pagesOf(walk: Walk): AsyncGenerator<Edge[], void, undefined> {
  const read = reading(walk);
  let { after, most: left } = walk;
  let size = largest;
  while (left > 0) {
    const wanted = Math.min(size, left);
    const edges = await read(after, wanted).catch((error: unknown) => {
      if (wanted === 1 || !isTooMuch(error) || walk.context.signal?.aborted) throw error;
      size = Math.ceil(wanted / 8);
      return undefined;
    });
    if (!edges) continue;
    left -= edges.length;
    after = edges.at(-1)?.cursor;
    if (edges.length > 0) yield edges;
    if (edges.length < wanted) return;
  }
}

/** How many rows the whole list has, whatever its page. */
export async function countOf(walk: Walk): Promise<number> {
  const operation = operationOf(walk, selectionsIn('{ totalCount }'));
  const rows = await answerOf(walk, operation, walk.list.question.fragments, {});
  return (rows as { totalCount: number }).totalCount;
}

function reading(walk: Walk): (after: string | undefined, size: number) => Promise<Edge[]> {
  const { schema } = walk.context.reads;
  const { fragments: asked } = walk.list.question;
  const more = walk.more ?? (() => []);
  const node = withBeside(schema, rowNode(walk.list), more);
  const fragments = Object.fromEntries(
    Object.entries(asked).map(([name, fragment]) => [name, withBeside(schema, fragment, more)]),
  );
  const edges = fieldNode('edges', {
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [fieldNode('cursor'), fieldNode('node', { selectionSet: node.selectionSet })],
    },
  });
  const operation = operationOf(walk, [edges]);
  return async (after, size) => {
    const values = { [variables.size]: size, ...(after && { [variables.after]: after }) };
    const rows = await answerOf(walk, operation, fragments, values);
    return (rows as { edges: Edge[] }).edges;
  };
}

/** The document with nothing but its list, a page of it at a time, in one state. */
function operationOf(
  { list, recordedAsOf }: Walk,
  selections: readonly SelectionNode[],
): OperationDefinitionNode {
  const definitions = [
    ...(list.question.operation.variableDefinitions ?? []),
    ...[definition(variables.after, 'Cursor'), definition(variables.size, 'Int')],
  ];
  const args = [
    ...list.args,
    ...[argument('after', variables.after), argument('first', variables.size)],
  ];
  if (recordedAsOf !== undefined) {
    definitions.push(definition(variables.state, 'DateTime'));
    args.push(argument('recordedAsOf', variables.state));
  }
  const root = fieldNode(list.name, {
    arguments: args,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  });
  return {
    ...list.question.operation,
    variableDefinitions: definitions,
    directives: [],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [root] },
  };
}

async function answerOf(
  { list, context, gate, recordedAsOf }: Walk,
  operation: OperationDefinitionNode,
  fragments: Record<string, FragmentDefinitionNode>,
  values: Record<string, unknown>,
): Promise<unknown> {
  const { question } = list;
  const state = recordedAsOf === undefined ? {} : { [variables.state]: new Date(recordedAsOf) };
  const all = { ...question.variables, ...values, ...state };
  const { reads, signal } = context;
  const viewer = factsOf(context.viewer);
  return await gate.pass(async () => {
    const text = await reads.text({ fragments, operation, variables: all, viewer, signal });
    if (text !== undefined) return (JSON.parse(text) as Record<string, unknown>)[list.name];
    // a field is computed in code, by graphql-js from the tree
    const { data, errors } = await execute({
      schema: reads.schema,
      document: documentOf(operation, fragments),
      variableValues: { ...question.given, ...values, [variables.state]: recordedAsOf },
      contextValue: context,
    });
    // a row with a hole in it would look whole
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    return data?.[list.name];
  });
}

function documentOf(
  operation: OperationDefinitionNode,
  fragments: Record<string, FragmentDefinitionNode>,
): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] };
}

function definition(name: string, type: string): VariableDefinitionNode {
  const named = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } } as const;
  return { kind: Kind.VARIABLE_DEFINITION, variable: variable(name), type: named };
}

function argument(name: string, from: string): ArgumentNode {
  return { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value: variable(from) };
}

function variable(name: string): VariableNode {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
}

function isTooMuch(error: unknown): boolean {
  return error instanceof Fault && (error.code === 'TIMEOUT' || error.code === 'COST_LIMIT');
}
