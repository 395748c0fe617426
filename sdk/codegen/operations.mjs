import { Kind, print, stripIgnoredCharacters, visit } from 'graphql';
import { datePaths } from './date-paths.mjs';

const SUFFIXES = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };

/** What the plugins write of each operation, in order of their names. */
export function operationsOf(schema, documents) {
  const fragments = fragmentsOf(documents);
  return documents
    .flatMap(({ document }) => document.definitions)
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((definition) => operationOf(schema, fragments, definition))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The text of each fragment by its name, in order of the names. */
export function fragmentTextsOf(documents) {
  return [...fragmentsOf(documents)]
    .map(([name, fragment]) => ({ name, text: textOf(fragment) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function fragmentsOf(documents) {
  return new Map(
    documents
      .flatMap(({ document }) => document.definitions)
      .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
}

const textOf = (definition) => stripIgnoredCharacters(print(definition));

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
    text: textOf(definition),
    fragments: used(definition, fragments).map((fragment) => fragment.name.value),
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
