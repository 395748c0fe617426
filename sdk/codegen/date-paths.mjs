import { getNamedType, isCompositeType, Kind } from 'graphql';

/**
 * Where an operation's answer holds instants, as a tree of response keys: `true` is a DateTime,
 * an object leads on. Lists and abstract types leave no trace in it: GraphQL allows a response
 * key one scalar only, whatever type of object it turns up in.
 */
export function datePaths(schema, selections, fragments, rootType) {
  const paths = {};
  collect(rootType, selections);
  return paths;

  function collect(type, { selections }) {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) field(type, selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const { typeCondition, selectionSet } = selection;
        collect(typeCondition ? schema.getType(typeCondition.name.value) : type, selectionSet);
      } else {
        const { typeCondition, selectionSet } = fragments.get(selection.name.value);
        collect(schema.getType(typeCondition.name.value), selectionSet);
      }
    }
  }

  function field(parent, { name, alias, selectionSet }) {
    const key = (alias ?? name).value;
    const declared = name.value.startsWith('__') ? undefined : parent.getFields()[name.value];
    if (!declared) return;
    const type = getNamedType(declared.type);
    if (type.name === 'DateTime') paths[key] = true;
    if (!isCompositeType(type)) return;
    const below = datePaths(schema, selectionSet, fragments, type);
    if (Object.keys(below).length > 0) paths[key] = merged(paths[key], below);
  }
}

function merged(one, other) {
  if (!one || one === true) return other;
  const both = { ...one };
  for (const [key, paths] of Object.entries(other)) {
    both[key] = paths === true ? true : merged(both[key], paths);
  }
  return both;
}
