import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLArgument,
  type GraphQLSchema,
  astFromValue,
  getNamedType,
  isInputObjectType,
  isUnionType,
  print,
} from 'graphql';
import { exampleObjections } from './contract-examples.ts';
import { listObjections } from './contract-lists.ts';
import {
  codes,
  type Contract,
  type FieldEntry,
  type ListedArgument,
  type Operation,
} from './contract.ts';

/** What the contract is held to. */
export interface Served {
  readonly schema: GraphQLSchema;
  /** Code to HTTP status. */
  readonly faultCodes: Readonly<Record<string, number>>;
  readonly variables: ReadonlySet<string>;
}

/**
 * Every way in which the contract and what is served disagree, a sentence each; empty when they
 * agree. Planned entries must be readable and absent from the schema.
 */
export function contractObjections(contract: Contract, served: Served): string[] {
  return [
    ...contract.unreadable.map((place) => `cannot be read: ${place}`),
    ...rootObjections(contract, served.schema),
    ...contract.fields.flatMap((entry) => entryObjections(entry, contract, served.schema)),
    ...listObjections(contract, served),
    ...exampleObjections(contract, served.schema),
  ];
}

function rootField(schema: GraphQLSchema, operation: Operation, name: string) {
  return schema.getType(operation) && rootFields(schema, operation)[name];
}

function rootFields(schema: GraphQLSchema, operation: Operation) {
  const root = {
    Query: schema.getQueryType(),
    Mutation: schema.getMutationType(),
    Subscription: schema.getSubscriptionType(),
  }[operation];
  return root?.getFields() ?? {};
}

function rootObjections(contract: Contract, schema: GraphQLSchema): string[] {
  const listed = contract.fields.flatMap(({ operation, names, status }) =>
    names.map((name) => ({ path: `${operation}.${name}`, status })),
  );
  const paths = listed.map(({ path }) => path);
  const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
  const operations: Operation[] = ['Query', 'Mutation', 'Subscription'];
  const missing = operations.flatMap((operation) =>
    Object.keys(rootFields(schema, operation))
      .map((name) => `${operation}.${name}`)
      .filter((path) => !paths.includes(path)),
  );
  return [
    ...twice.map((path) => `${path} has two entries`),
    ...missing.map((path) => `${path} is in the schema and has no entry`),
  ];
}

/** Arguments that stand in one table for all lists or all reads of the root, but those it names. */
function sharedArguments(contract: Contract, entry: FieldEntry, index: number): ListedArgument[] {
  if (entry.operation !== 'Query') return [];
  const list = /Connection!$/.test(entry.answers[index] ?? '');
  return contract.rows
    .filter(({ kind }) => kind === 'shared argument')
    .filter(({ cells }) => !codes(cells.on ?? '').includes(entry.names[index] ?? ''))
    .filter(({ cells }) =>
      cells.on?.startsWith('lists') ? list : list || entry.arguments.length > 0,
    )
    .flatMap(({ names, status, cells }) => {
      const [type = ''] = codes(cells.type ?? '');
      return names.map((name) => ({ field: null, name, type, planned: status === 'planned' }));
    });
}

function entryObjections(entry: FieldEntry, contract: Contract, schema: GraphQLSchema): string[] {
  return entry.names.flatMap((name, index) => {
    const path = `${entry.operation}.${name}`;
    const field = rootField(schema, entry.operation, name);
    if (entry.status === 'planned') {
      return field ? [`${path} is planned and in the schema already`] : [];
    }
    if (!field) return [`${path} is available and not in the schema`];
    const listed = [
      ...entry.arguments.filter(({ field: of }) => of === null || of === name),
      ...sharedArguments(contract, entry, index),
    ];
    return entry.operation === 'Mutation'
      ? decisionObjections(path, field, listed, entry, schema)
      : [
          ...compare(path, 'argument', field.args, listed),
          ...(entry.answers[index] === String(field.type)
            ? []
            : [`${path} answers ${field.type}, not ${entry.answers[index] ?? 'nothing'}`]),
        ];
  });
}

function decisionObjections(
  path: string,
  field: GraphQLField<unknown, unknown>,
  listed: readonly ListedArgument[],
  entry: FieldEntry,
  schema: GraphQLSchema,
): string[] {
  const name = field.name.charAt(0).toUpperCase() + field.name.slice(1);
  const taken = field.args.map((arg) => `${arg.name}: ${arg.type}`).join(', ');
  const input = schema.getType(`${name}Input`);
  const result = getNamedType(field.type);
  if (taken !== `input: ${name}Input!` || !isInputObjectType(input)) {
    return [`${path} takes (${taken}), not (input: ${name}Input!)`];
  }
  if (!isUnionType(result) || result.name !== `${name}Result`) {
    return [`${path} answers ${field.type}, not the union ${name}Result`];
  }
  const key = { field: null, name: 'idempotencyKey', type: 'String!', planned: false };
  const members = [`${name}Payload`, 'NotAuthorised', 'IdempotencyConflict', ...entry.refuses];
  const [payload = ''] = entry.answers;
  const [, payloadFields = ''] = /^\w+Payload \{ (.*) \}$/.exec(payload) ?? [];
  const said = new Set([...payloadFields.split(' '), 'replayed'].filter(Boolean));
  const type = result.getTypes().find((member) => member.name === `${name}Payload`);
  return [
    ...compare(path, 'input field', Object.values(input.getFields()), [key, ...listed]),
    ...differences(
      `${path} answers or refuses`,
      result.getTypes().map((member) => member.name),
      members,
    ),
    ...differences(`${path} has in its payload`, Object.keys(type?.getFields() ?? {}), [...said]),
  ];
}

function compare(
  path: string,
  what: string,
  served: readonly (GraphQLArgument | GraphQLInputField)[],
  listed: readonly ListedArgument[],
): string[] {
  const inSchema = new Map(served.map((one) => [one.name, written(one)]));
  const here = listed.filter(({ planned }) => !planned);
  const early = listed.filter(({ planned, name }) => planned && inSchema.has(name));
  const unlisted = [...inSchema.keys()].filter((name) => !listed.some((one) => one.name === name));
  return [
    ...unlisted.map((name) => `${path} has the ${what} ${name}, which is not listed`),
    ...early.map(({ name }) => `${path} has the ${what} ${name}, which is listed as planned`),
    ...here.flatMap(({ name, type }) => {
      const real = inSchema.get(name);
      if (real === undefined) return [`${path} has no ${what} ${name}`];
      return real === type ? [] : [`${path} takes ${name} as ${real}, not as ${type}`];
    }),
  ];
}

/** As in the schema's language: `Int! = 50`. */
function written({ type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  const value = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return value ? `${type} = ${print(value)}` : String(type);
}

/** What one side has and the other has not. */
function differences(
  sentence: string,
  served: readonly string[],
  listed: readonly string[],
): string[] {
  return [
    ...served
      .filter((name) => !listed.includes(name))
      .map((name) => `${sentence} ${name}, which is not listed`),
    ...[...new Set(listed)]
      .filter((name) => !served.includes(name))
      .map((name) => `${sentence} no ${name}`),
  ];
}
