import { Kind, print, stripIgnoredCharacters, visit } from 'graphql';
import { datePaths } from './date-paths.mjs';

const SUFFIXES = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };

/** What the plugins write of each operation, in order of their names. */
export function operationsOf(schema, documents) {
  const definitions = documents.flatMap(({ document }) => document.definitions);
  const fragments = new Map(
    definitions
      .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((definition) => operationOf(schema, fragments, definition))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function operationOf(schema, fragments, definition) {
  const { operation: kind, selectionSet, variableDefinitions = [] } = definition;
  const name = definition.name.value;
  const root = schema.getRootType(kind);
  const result = `${name}${SUFFIXES[kind]}`;
  return {
    name,
    kind,
    result,
    variables: `${result}Variables`,
    document: `${name}Document`,
    text: stripIgnoredCharacters(
      [definition, ...used(definition, fragments)].map(print).join('\n'),
    ),
    dates: datePaths(schema, selectionSet, fragments, root),
    fields: selectionSet.selections.map((field) => ({
      key: (field.alias ?? field.name).value,
      description: root.getFields()[field.name.value].description ?? '',
    })),
    inputs: variableDefinitions.map(({ variable, type, defaultValue }) => ({
      name: variable.name.value,
      required: type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
    })),
  };
}

/** The fragments that a definition needs, each once, in order of their first use. */
function used(definition, fragments, found = new Set()) {
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (found.has(fragment)) return;
      found.add(fragment);
      used(fragment, fragments, found);
    },
  });
  return [...found];
}
