import {
  type GraphQLInputType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type ValueNode,
  valueFromAST,
} from 'graphql';

/** Coerced variables by name. */
export type Variables = Record<string, unknown>;

/**
 * An argument whose parts remember where they came from, so that a plan made
 * for one set of variables reads the values of the next.
 */
export type Located = LocatedNull | LocatedLeaf | LocatedObject | LocatedList;

interface LocatedNull {
  kind: 'null';
}

/** A scalar, an enum member or a list of them. */
export interface LocatedLeaf {
  kind: 'leaf';
  /** the value at planning time; only the plan's key may depend on it */
  value: unknown;
  /** the variable that is the whole of it */
  variable?: string | undefined;
  read: (variables: Variables) => unknown;
}

export interface LocatedObject {
  kind: 'object';
  fields: Record<string, Located>;
}

interface LocatedList {
  kind: 'list';
  items: Located[];
}

/** Absent arguments and variables without a value are undefined. */
export function locate(
  type: GraphQLInputType,
  node: ValueNode | undefined,
  variables: Variables,
  defaultValue?: unknown,
): Located | undefined {
  if (!node) return defaultValue === undefined ? undefined : fixed(type, defaultValue);
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    if (variables[name] === undefined) {
      return defaultValue === undefined ? undefined : fixed(type, defaultValue);
    }
    return byValue(type, variables[name], wholeOf(name), { variables, name });
  }
  if (node.kind === Kind.NULL) return { kind: 'null' };
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) {
    const nodes = node.kind === Kind.LIST ? node.values : [node];
    const items = nodes.map(
      (item) => locate(bare.ofType, item, variables) ?? { kind: 'null' as const },
    );
    return isLeafList(bare.ofType) ? leafList(items) : { kind: 'list', items };
  }
  if (isInputObjectType(bare) && node.kind === Kind.OBJECT) {
    const given = new Map(node.fields.map((field) => [field.name.value, field.value]));
    return objectOf(Object.values(bare.getFields()), (field) =>
      locate(field.type, given.get(field.name), variables, field.defaultValue),
    );
  }
  const value = valueFromAST(node, bare, variables);
  return { kind: 'leaf', value, read: () => value };
}

function fixed(type: GraphQLInputType, value: unknown): Located {
  return byValue(type, value, () => value);
}

type Read = LocatedLeaf['read'];

// Closures of their own: a plan is kept for long, and those made where a request's variables are
// in scope would keep them as long.
const wholeOf =
  (name: string): Read =>
  (variables) =>
    variables[name];
const itemOf =
  (read: Read, index: number): Read =>
  (variables) =>
    (read(variables) as unknown[])[index];
const fieldOf =
  (read: Read, name: string): Read =>
  (variables) =>
    (read(variables) as Variables)[name];

/** Of a request's variables, which it does not keep for longer than the request does. */
class VariableLeaf implements LocatedLeaf {
  readonly kind = 'leaf';
  readonly #planned: WeakRef<Variables>;

  constructor(
    readonly read: Read,
    variables: Variables,
    readonly variable?: string,
  ) {
    this.#planned = new WeakRef(variables);
  }

  get value(): unknown {
    const variables = this.#planned.deref();
    if (!variables) throw new Error('the value of a variable is asked for after planning');
    return this.read(variables);
  }
}

/** @param from the variables in which the value is, and the name of the one that is the whole of it */
function byValue(
  type: GraphQLInputType,
  value: unknown,
  read: Read,
  from?: { variables: Variables; name?: string },
): Located {
  if (value === null || value === undefined) return { kind: 'null' };
  const within = from && { variables: from.variables };
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare) && !isLeafList(bare.ofType)) {
    const items = (value as unknown[]).map((item, index) =>
      byValue(bare.ofType, item, itemOf(read, index), within),
    );
    return { kind: 'list', items };
  }
  if (isInputObjectType(bare)) {
    const held = value as Variables;
    return objectOf(Object.values(bare.getFields()), ({ name, type: inner }) =>
      held[name] === undefined
        ? undefined
        : byValue(inner, held[name], fieldOf(read, name), within),
    );
  }
  return from ? new VariableLeaf(read, from.variables, from.name) : { kind: 'leaf', value, read };
}

function objectOf<F extends { name: string }>(
  fields: F[],
  located: (field: F) => Located | undefined,
): LocatedObject {
  const found: Record<string, Located> = {};
  for (const field of fields) {
    const part = located(field);
    if (part) found[field.name] = part;
  }
  return { kind: 'object', fields: found };
}

function leafList(items: Located[]): LocatedLeaf {
  const leaves = items.filter((item): item is LocatedLeaf => item.kind === 'leaf');
  return {
    kind: 'leaf',
    get value() {
      return leaves.map((leaf) => leaf.value);
    },
    read: (variables) => leaves.map((leaf) => leaf.read(variables)),
  };
}

function isLeafList(itemType: GraphQLInputType): boolean {
  return isLeafType(isNonNullType(itemType) ? itemType.ofType : itemType);
}
