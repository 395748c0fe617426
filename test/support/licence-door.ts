import { expect } from 'vitest';
import { ask } from './http.ts';

type Data = Record<string, Record<string, never>>;

/** A server's questions and decisions over HTTP, each of which must come without an error. */
export interface LicenceDoor {
  data(query: string, key?: string, variables?: object): Promise<Data>;
  /** The answer of a mutation: of its payload the selection, of a refusal what all have. */
  decide(
    name: string,
    input: object,
    selection: string,
    key?: string,
  ): Promise<Record<string, unknown>>;
}

export function openLicenceDoor(url: string): LicenceDoor {
  const data: LicenceDoor['data'] = async (query, key, variables = {}) => {
    const answer = await ask(url, { query, variables }, key);
    expect(answer.errors).toBeUndefined();
    return answer.data as Data;
  };
  return {
    data,
    decide: async (name, input, selection, key) => {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
      const query = `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Payload { ${selection} } ... on Refusal { code message } ... on NotAuthorised { action } } }`;
      return (await data(query, key, { input }))[name] as Record<string, unknown>;
    },
  };
}
