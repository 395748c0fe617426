// Plugin of graphql-codegen: one constant for each operation, a plain object, so that a bundler
// keeps only those that are imported, and one for each fragment, which many of them share.
import { fragmentTextsOf, operationsOf } from './operations.mjs';

export function plugin(schema, documents) {
  return {
    prepend: [
      "import type { Operation } from '../document.ts';",
      "import type * as types from './types.ts';",
    ],
    content: [
      ...fragmentTextsOf(documents).map(fragment),
      ...operationsOf(schema, documents).map(constant),
    ].join('\n'),
  };
}

function fragment({ name, text }) {
  return `const ${name} = ${JSON.stringify(text)};`;
}

function constant({ document, kind, result, variables, text, fragments, dates }) {
  return `
export const ${document}: Operation<types.${result}, types.${variables}> = {
  kind: '${kind}',
  text: ${[JSON.stringify(text), ...fragments].join(' + ')},
  dates: ${JSON.stringify(dates)},
};`;
}
