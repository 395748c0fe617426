import {
  extendSchema,
  type GraphQLInputType,
  type GraphQLScalarType,
  GraphQLSchema,
  parse,
} from 'graphql';
import type { Declaration, Entry, RootLeaf, Sifted } from '../model.ts';
import { rootFields, type RootField } from '../plan/root.ts';
import { gather, type Registry, resolveModels } from '../registry.ts';
import { attachResolvers } from './resolvers.ts';
import { schemaLanguage } from './language.ts';

/** A schema whose read fields the engine answers. */
export interface ReadSchema {
  schema: GraphQLSchema;
  registry: Registry;
  roots: Map<string, RootField>;
}

/**
 * Adds to a schema of types and mutations everything that can be read.
 * @throws when a declaration and a type do not fit together
 */
export function readSchema(
  types: GraphQLSchema,
  scalars: GraphQLScalarType[],
  declarations: Declaration[],
): ReadSchema {
  const config = types.toConfig();
  const base = new GraphQLSchema({ ...config, types: [...config.types, ...scalars] });
  const models = gather(declarations);
  const entries = declarations.filter((one): one is Entry => 'entry' in one);
  const leaves = declarations.filter((one): one is RootLeaf => 'rootLeaf' in one);
  const language = [
    schemaLanguage(models, base),
    ...entries.map(entryLanguage),
    ...leaves.map(rootLeafLanguage),
  ].join('\n\n');
  const schema = extendSchema(base, parse(language));
  const registry = resolveModels(models, leaves, schema);
  const roots = rootFields(
    models.values(),
    leaves.map((leaf) => leaf.rootLeaf),
  );
  attachResolvers(schema, registry, roots, entries);
  for (const one of declarations) if ('sifted' in one) addFilter(schema, one);
  return { schema, registry, roots };
}

function entryLanguage({ entry, fields }: Entry): string {
  const lines = Object.entries(fields).map(([name, { type, list, required, description }]) => {
    const whole = list ? `[${type}!]!` : `${type}${required ? '!' : ''}`;
    return `  """${description}"""\n  ${name}: ${whole}`;
  });
  return `extend type ${entry} {\n${lines.join('\n')}\n}`;
}

/** The language has no way to give another argument to a field that there is. */
function addFilter(schema: GraphQLSchema, { sifted, rows, description }: Sifted): void {
  const field = schema.getQueryType()?.getFields()[sifted];
  if (!field) throw new Error(`Query has no field ${sifted} to filter for`);
  field.args = [
    ...field.args,
    {
      name: 'filter',
      description,
      type: schema.getType(`${rows}Filter`) as GraphQLInputType,
      defaultValue: undefined,
      deprecationReason: undefined,
      extensions: {},
      astNode: undefined,
    },
  ];
}

function rootLeafLanguage({ rootLeaf, graphql, description }: RootLeaf): string {
  return `extend type Query {\n  """${description}"""\n  ${rootLeaf}: ${graphql}\n}`;
}
