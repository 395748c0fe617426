import {
  type ASTNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Begins the response keys of what is read beside what was asked for. */
const besideKey = '__carnet_';

/** The response key of a field that is read beside what was asked for. */
export const beside = (name: string): string => `${besideKey}${name}`;

/** Takes what was read beside from a value that is printed as JSON. */
export const withoutBeside = (key: string, value: unknown): unknown =>
  key.startsWith(besideKey) ? undefined : value;

/** The selections in a text such as `{ id name }`. */
export function selectionsIn(text: string): readonly SelectionNode[] {
  const { definitions } = parse(text, { noLocation: true });
  return (definitions[0] as OperationDefinitionNode).selectionSet.selections;
}

/** The same with more selected from some types; each place of the document stays one place. */
export function withBeside<Node extends ASTNode>(
  schema: GraphQLSchema,
  node: Node,
  more: (type: GraphQLCompositeType) => readonly SelectionNode[],
): Node {
  const info = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(info, {
    SelectionSet: {
      leave: (set) => {
        const type = info.getParentType();
        const added = type ? more(type) : [];
        return added.length === 0
          ? undefined
          : { ...set, selections: [...set.selections, ...added] };
      },
    },
  });
  return visit(node, visitor);
}

/** A field by its name and the key of its answer. */
export function fieldNode(
  name: string,
  more: Partial<Pick<FieldNode, 'arguments' | 'selectionSet'>> & { key?: string } = {},
): FieldNode {
  const { key, ...rest } = more;
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(key === undefined ? {} : { alias: { kind: Kind.NAME, value: key } as const }),
    ...rest,
  };
}
