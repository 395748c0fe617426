// Plugin of graphql-codegen: one constant for each operation, a plain object, so that a bundler
// keeps only those that are imported.
import { operationsOf } from './operations.mjs';

export function plugin(schema, documents) {
  return {
    prepend: [
      "import type { Operation } from '../document.ts';",
      "import type * as types from './types.ts';",
    ],
    content: operationsOf(schema, documents).map(constant).join('\n'),
  };
}

function constant({ document, kind, result, variables, text, dates }) {
  return `
export const ${document}: Operation<types.${result}, types.${variables}> = {
  kind: '${kind}',
  text: ${JSON.stringify(text)},
  dates: ${JSON.stringify(dates)},
};`;
}
