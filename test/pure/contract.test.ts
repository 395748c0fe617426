import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../server/src/config.ts';
import { faultCodes } from '../../server/src/kernel/fault.ts';
import { parseContract } from '../support/contract.ts';
import { contractObjections } from '../support/contract-objections.ts';
import { planted } from '../support/contract-planted.ts';
import { agreeing } from '../support/contract-sample.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Every variable that the configuration looks at. */
function variablesRead(): Set<string> {
  const seen = new Set<string>();
  const nothing = new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => void seen.add(String(name)),
    },
  );
  readConfig(nothing, '/');
  return seen;
}

test('docs/contract.md says what is served', () => {
  const schema = buildSchema(read('server/schema.graphql'));
  const served = { schema, faultCodes, variables: variablesRead() };
  expect(contractObjections(parseContract(read('docs/contract.md')), served)).toEqual([]);
});

describe('the comparison', () => {
  const variables = new Set(['HARBOUR']);
  const objections = (contract: string, schema: string) =>
    contractObjections(parseContract(contract), {
      schema: buildSchema(schema),
      faultCodes: { BAD_WIND: 400 },
      variables,
    });

  test('finds nothing where both sides agree', () => {
    expect(objections(agreeing.contract, agreeing.schema)).toEqual([]);
  });

  test.each(planted)('%s: %s -> %s', (side, from, to, objection) => {
    expect(agreeing[side].split(from)).toHaveLength(2);
    const changed = { ...agreeing, [side]: agreeing[side].replace(from, to) };
    expect(objections(changed.contract, changed.schema).join('\n')).toContain(objection);
  });
});
