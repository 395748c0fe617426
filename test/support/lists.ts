import { type GraphQLObjectType, type GraphQLSchema, getNamedType } from 'graphql';

/** The types of which there are lists. */
export function listedTypes(schema: GraphQLSchema): string[] {
  return Object.keys(schema.getTypeMap()).flatMap((name) =>
    name.endsWith('Connection') ? [name.slice(0, -'Connection'.length)] : [],
  );
}

/** Fields from a root list to a list of the type, the shortest way. */
export function pathTo(schema: GraphQLSchema, type: string): string[] {
  const ways = [{ path: [] as string[], at: schema.getQueryType()?.name ?? '' }];
  const seen = new Set<string>();
  for (const { path, at } of ways) {
    if (at === type) return path;
    for (const field of Object.values((schema.getType(at) as GraphQLObjectType).getFields())) {
      const [, item = ''] = /^(\w+)Connection$/.exec(getNamedType(field.type).name) ?? [];
      if (item === '' || seen.has(item)) continue;
      seen.add(item);
      ways.push({ path: [...path, field.name], at: item });
    }
  }
  throw new Error(`no list leads to ${type}`);
}

/** Selects something of the list at the end of a path, below each row of the lists on the way. */
export function along([root = '', ...path]: readonly string[], own: string, args = ''): string {
  const below = (rest: readonly string[]): string => {
    const [next, ...others] = rest;
    return next ? `{ nodes { list: ${next}(first: 200) ${below(others)} } }` : `{ ${own} }`;
  };
  return `list: ${root}(first: 200${args}) ${below(path)}`;
}

/** A list, or one with further ones below its rows. */
export type Lists<List> = List | { nodes: { list: Lists<List> }[] };

/** The lists at the ends, which have `totalCount`. */
export function ends<List extends { totalCount: number }>(found: Lists<List>): List[] {
  if ('totalCount' in found) return [found];
  return found.nodes.flatMap(({ list }) => ends(list));
}
