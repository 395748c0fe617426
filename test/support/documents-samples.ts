import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { houseOffset } from './canaries.ts';
import { type Oracle, textOf } from './oracle.ts';
import { everything } from './oracle-viewers.ts';

/** Values that are in the database, to ask and to filter by. */
export interface Samples {
  /** ids of a type's rows */
  ids(type: string): string[];
  /** values of a field, as an answer writes them */
  values(type: string, field: string): unknown[];
}

// of the first rows, and of the first of another house where there is one
const keys = [
  ...Array.from({ length: 40 }, (_, index) => String(index + 1)),
  ...Array.from({ length: 15 }, (_, index) => String(houseOffset + index + 1)),
];

/** Reads leaf fields of the first rows of every type, with the eyes of an administrator. */
export async function gatherSamples(oracle: Oracle): Promise<Samples> {
  const values = new Map<string, unknown[]>();
  const ids = new Map<string, string[]>();
  for (const { type } of oracle.nodeModels) {
    const rows = await rowsOf(oracle, type);
    ids.set(
      type,
      rows.map((row) => String(row.id)),
    );
    for (const row of rows) {
      for (const [field, value] of Object.entries(row)) {
        if (value === null) continue;
        const name = `${type}.${field}`;
        values.set(name, [...(values.get(name) ?? []), value]);
      }
    }
  }
  return {
    ids: (type) => ids.get(type) ?? [],
    values: (type, field) => values.get(`${type}.${field}`) ?? [],
  };
}

async function rowsOf(oracle: Oracle, type: string): Promise<Record<string, unknown>[]> {
  const document = `query($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { ${leavesOf(oracle.schema, type).join(' ')} } } }`;
  const ids = keys.map((key) => encodeId(type, key));
  const { nodes } = JSON.parse(await textOf(oracle, everything, document, { ids })) as {
    nodes: (Record<string, unknown> | null)[];
  };
  return nodes.filter((row) => row !== null);
}

function leavesOf(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values((type as GraphQLObjectType).getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map((field) => field.name);
}
