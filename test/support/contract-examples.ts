import {
  type DocumentNode,
  type GraphQLSchema,
  GraphQLError,
  Kind,
  NoUnusedFragmentsRule,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { codes, type Contract, type FieldEntry, type RowEntry } from './contract.ts';

/** Every example parses; those of what is available are valid and use what they stand for. */
export function exampleObjections(contract: Contract, schema: GraphQLSchema): string[] {
  return [
    ...contract.fields.flatMap((entry) => fieldObjections(entry, schema)),
    ...contract.rows.flatMap((row) => rowObjections(row, schema)),
    ...contract.examples.flatMap(({ line, status, text }) =>
      problems(text, status === 'available' ? schema : null).map((why) => `line ${line}: ${why}`),
    ),
  ];
}

function fieldObjections(entry: FieldEntry, schema: GraphQLSchema): string[] {
  const [first = ''] = entry.names;
  const place = `the example of ${entry.operation}.${first}`;
  if (entry.example === null) return [`${place} is missing`];
  const found = problems(entry.example, entry.status === 'available' ? schema : null);
  if (found.length > 0) return found.map((why) => `${place}: ${why}`);
  const used = rootSelections(parse(entry.example), entry.operation);
  // Planned fields of one shape share an example; a served field is shown itself.
  const owed = entry.status === 'available' ? entry.names : [];
  const unused = owed.filter((name) => !used.includes(name));
  const shown = entry.names.some((name) => used.includes(name));
  return [
    ...unused.map((name) => `${place} does not use ${name}`),
    ...(shown || unused.length > 0 ? [] : [`${place} uses none of its fields`]),
  ];
}

/** An inline fragment for a refusal or an event, a root selection for a filter. */
function rowObjections(row: RowEntry, schema: GraphQLSchema): string[] {
  if (!('example' in row.cells)) return [];
  const place = `the example of ${row.kind} ${row.names[0]}`;
  if (row.cells.example === '') return [`${place} is missing`];
  const around = { refusal: 'Refusal', event: 'Event', filter: 'Query' }[row.kind];
  const [text] = codes(row.cells.example ?? '');
  if (around === undefined) return [];
  if (text === undefined) return [`${place} is missing`];
  const planned = row.status === 'planned';
  const document = around === 'Query' ? `{ ${text} }` : `fragment Example on ${around} { ${text} }`;
  const found = problems(document, planned ? null : schema);
  if (found.length > 0) return found.map((why) => `${place}: ${why}`);
  return row.kind === 'filter' || planned ? [] : unselected(place, text, row, schema);
}

/** A served refusal or event is shown with every field it has beyond its interface. */
function unselected(place: string, text: string, row: RowEntry, schema: GraphQLSchema): string[] {
  return row.names.flatMap((name) => {
    const type = schema.getType(name);
    if (!type || !('getInterfaces' in type)) return [];
    const shared = type.getInterfaces().flatMap((one) => Object.keys(one.getFields()));
    const own = Object.keys(type.getFields()).filter((field) => !shared.includes(field));
    const used = fieldsIn(parse(`{ ${text} }`));
    return own
      .filter((field) => !used.has(field))
      .map((field) => `${place} does not show ${field}`);
  });
}

function fieldsIn(document: DocumentNode): Set<string> {
  const found = new Set<string>();
  visit(document, { Field: (node) => void found.add(node.name.value) });
  return found;
}

/** Why a document does not parse or, given a schema, is not valid. */
function problems(text: string, schema: GraphQLSchema | null): string[] {
  try {
    const document = parse(text);
    if (schema === null) return [];
    const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);
    return validate(schema, document, rules).map((error) => error.message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}

function rootSelections(document: DocumentNode, operation: string): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION &&
    definition.operation === operation.toLowerCase()
      ? definition.selectionSet.selections.flatMap((one) =>
          one.kind === Kind.FIELD ? [one.name.value] : [],
        )
      : [],
  );
}
