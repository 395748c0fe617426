// Plugin of graphql-codegen: a method for each operation. It answers with the operation's root
// field; of several root fields, with all of them by name.
import { operationsOf } from './operations.mjs';

export function plugin(schema, documents) {
  const operations = operationsOf(schema, documents).map(methodOf);
  return {
    prepend: [
      "import type { CallOptions, Client } from '../client.ts';",
      "import type { SubscribeOptions } from '../subscribe.ts';",
      "import * as documents from './documents.ts';",
      "import type * as types from './types.ts';",
    ],
    content: `
/** What the API offers, as methods. */
export interface Methods {
${operations.map(({ declaration }) => declaration).join('\n')}
}

export function methodsOf({ request, subscribe }: Client): Methods {
  return {
${operations.map(({ body }) => body).join('\n')}
  };
}
`,
  };
}

function methodOf(operation) {
  const { kind, name, fields } = operation;
  const method = name[0].toLowerCase() + name.slice(1);
  const lines = kind === 'subscription' ? streamOf(operation) : callOf(operation);
  const described = fields.map(({ description }) => description).filter(Boolean);
  return {
    declaration: `  /** ${described.join(' ')} */\n  ${method}${lines.signature};`,
    body: `    ${method}: ${lines.body},`,
  };
}

function callOf({ kind, document, result, variables, fields, inputs }) {
  const [field] = fields;
  const single = fields.length === 1;
  const isInput = kind === 'mutation' && inputs.length === 1 && inputs[0].name === 'input';
  const optional = inputs.some(({ required }) => required) ? '' : '?';
  const given = isInput
    ? `input: types.${variables}['input']`
    : `variables${optional}: types.${variables}`;
  const sent = isInput ? '{ input }' : 'variables';
  const answer = single ? `types.${result}['${field.key}']` : `types.${result}`;
  const call = `request(documents.${document}, ${sent}, options)`;
  return {
    signature: `(${given}, options?: CallOptions): Promise<${answer}>`,
    body: single
      ? `async (${isInput ? 'input' : 'variables'}, options) => (await ${call}).${field.key}`
      : `(variables, options) => ${call}`,
  };
}

function streamOf({ document, result, variables, fields: [field] }) {
  return {
    signature: `(options?: types.${variables} & SubscribeOptions): AsyncGenerator<types.${result}['${field.key}'], void, undefined>`,
    body: `({ signal, retries, onRetry, ...variables } = {}) =>
      subscribe(documents.${document}, variables, { signal, retries, onRetry })`,
  };
}
