import {
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { codes, type Contract, type RowEntry } from './contract.ts';
import type { Served } from './contract-objections.ts';

/** Holds the contract's tables to what is served: every member listed, nothing listed in vain. */
export function listObjections(contract: Contract, served: Served): string[] {
  const rows = (kind: string) => contract.rows.filter((row) => row.kind === kind);
  const { schema } = served;
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const scalars = types.filter((type) => isScalarType(type) && !isSpecifiedScalarType(type));
  const filters = types.filter((type) => isInputObjectType(type) && /Filter$/.test(type.name));
  return [
    ...compareNames('refusal', rows('refusal'), implementing(schema, 'Refusal')),
    ...compareNames('event', rows('event'), implementing(schema, 'Event')),
    ...compareNames(
      'scalar',
      rows('scalar'),
      scalars.map(({ name }) => name),
    ),
    ...compareNames('error', rows('error'), Object.keys(served.faultCodes)),
    ...compareNames('variable', rows('variable'), [...served.variables]),
    ...compareNames(
      'filter',
      withoutPatterns(rows('filter')),
      unlistedByPattern(
        filters.map(({ name }) => name),
        rows('filter'),
        schema,
      ),
    ),
    ...rows('error').flatMap((row) => statusObjections(row, served.faultCodes)),
    ...rows('filter').flatMap((row) => operatorObjections(row, schema)),
    ...compareNames(
      'type',
      withoutPatterns(rows('type')),
      unlistedByPattern(describedTypes(schema), rows('type'), schema),
    ),
    ...rows('type').flatMap((row) => fieldObjections(row, schema)),
  ];
}

function implementing(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  return isInterfaceType(type) ? schema.getPossibleTypes(type).map((one) => one.name) : [];
}

function compareNames(
  kind: string,
  rows: readonly RowEntry[],
  served: readonly string[],
): string[] {
  const named = (status: string) =>
    rows.filter((row) => row.status === status).flatMap(({ names }) => names);
  const available = named('available');
  const planned = named('planned');
  const all = kind === 'type' ? available : [...available, ...planned];
  const twice = all.filter((name, index) => all.indexOf(name) !== index);
  return [
    ...twice.map((name) => `${kind} ${name} is listed twice`),
    ...served
      .filter((name) => !available.includes(name))
      .map((name) => `${kind} ${name} is served and not listed as available`),
    ...available
      .filter((name) => !served.includes(name))
      .map((name) => `${kind} ${name} is listed as available and not served`),
  ];
}

const PATTERN = /^<(Enum|Type)>(\w+)$/;

const withoutPatterns = (rows: readonly RowEntry[]): RowEntry[] =>
  rows.filter(({ names }) => !names.some((name) => PATTERN.test(name)));

function matches(filter: string, [, kind, suffix = '']: string[], schema: GraphQLSchema): boolean {
  const type = filter.endsWith(suffix) && schema.getType(filter.slice(0, -suffix.length));
  return kind === 'Enum' ? isEnumType(type) : isObjectType(type) || isInterfaceType(type);
}

/** Names for which no row such as `<Enum>Filter` stands. */
function unlistedByPattern(
  names: readonly string[],
  rows: readonly RowEntry[],
  schema: GraphQLSchema,
): string[] {
  const patterns = rows
    .filter(({ status }) => status === 'available')
    .flatMap(({ names }) => names.flatMap((name) => [PATTERN.exec(name) ?? []]))
    .filter((pattern) => pattern.length > 0);
  return names.filter((name) => !patterns.some((pattern) => matches(name, pattern, schema)));
}

function statusObjections(row: RowEntry, faultCodes: Served['faultCodes']): string[] {
  if (row.status === 'planned') return [];
  return row.names.flatMap((name) => {
    const served = String(faultCodes[name]);
    const listed = row.cells.HTTP ?? 'none';
    return served === listed ? [] : [`error ${name} has the status ${served}, not ${listed}`];
  });
}

/** A row's operators are all the fields of its filters; after words such as "its fields," some. */
function operatorObjections(row: RowEntry, schema: GraphQLSchema): string[] {
  const cell = row.cells.operators ?? '';
  const listed = codes(cell).flatMap((code) => code.split(' '));
  if (row.status === 'planned' || listed.length === 0) return [];
  return row.names.flatMap((name) =>
    filtersNamed(name, schema).flatMap((type) => {
      const served = Object.keys(type.getFields());
      const known = listed.every((operator) => served.includes(operator));
      const all = !cell.startsWith('`') || served.length === listed.length;
      const both = `${served.join(' ')}, not ${listed.join(' ')}`;
      return known && all ? [] : [`filter ${type.name} has ${both}`];
    }),
  );
}

/** The filter of a name, or all those of a pattern such as `<Enum>Filter`. */
function filtersNamed(name: string, schema: GraphQLSchema): GraphQLInputObjectType[] {
  const pattern = PATTERN.exec(name);
  return Object.values(schema.getTypeMap())
    .filter((type) => isInputObjectType(type))
    .filter((type) => (pattern ? matches(type.name, pattern, schema) : type.name === name));
}

const GENERATED = /(?:Connection|Edge|Payload)$/;

/** Types whose fields the contract lists: all but roots, lists, payloads, refusals and events. */
function describedTypes(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const elsewhere = new Set([
    ...roots.map((root) => root?.name ?? ''),
    ...implementing(schema, 'Refusal'),
    ...implementing(schema, 'Event'),
    'Refusal',
  ]);
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('__') && !GENERATED.test(name) && !elsewhere.has(name));
}

function fieldObjections(row: RowEntry, schema: GraphQLSchema): string[] {
  const listed = codes(row.cells.fields ?? '').flatMap((code) => code.split(' '));
  return row.names.flatMap((name) => {
    const pattern = PATTERN.exec(name);
    if (pattern) return patternObjections(name, pattern, listed, schema);
    const type = schema.getType(name) as GraphQLObjectType | undefined;
    if (!type) return [];
    const served = Object.keys(type.getFields());
    if (row.status === 'planned') {
      const early = listed.filter((field) => served.includes(field));
      return early.map((field) => `${name}.${field} is planned and in the schema already`);
    }
    const missing = served.filter((field) => !listed.includes(field));
    const vain = listed.filter((field) => !served.includes(field));
    return [
      ...missing.map((field) => `${name}.${field} is in the schema and not listed`),
      ...vain.map((field) => `${name}.${field} is listed as available and not in the schema`),
    ];
  });
}

/** A row such as `<Type>Group` lists every field that some of its types have; words alone list none. */
function patternObjections(
  name: string,
  pattern: string[],
  listed: readonly string[],
  schema: GraphQLSchema,
): string[] {
  const types = describedTypes(schema).filter((type) => matches(type, pattern, schema));
  if (types.length === 0) return [`no type is a ${name}`];
  const served = types.flatMap((type) =>
    Object.keys((schema.getType(type) as GraphQLObjectType).getFields()),
  );
  if (!/^[a-z]/.test(listed[0] ?? '')) return [];
  return [
    ...[...new Set(served)]
      .filter((field) => !listed.includes(field))
      .map((field) => `${name}.${field} is in the schema and not listed`),
    ...listed
      .filter((field) => !served.includes(field))
      .map((field) => `${name}.${field} is listed as available and not in the schema`),
  ];
}
