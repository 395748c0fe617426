import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { factsOf, type Viewer } from '../../server/src/access/viewer.ts';
import { type Statements, statementsOf } from '../../server/src/database/transaction.ts';
import { createDataSource } from '../../server/src/database/data-source.ts';
import { Moments } from '../../server/src/events/moments.ts';
import { ReadEngine } from '../../server/src/reads/engine.ts';
import type { Model } from '../../server/src/reads/model.ts';
import { ReadPool } from '../../server/src/reads/read-pool.ts';
import { createSchema } from '../../server/src/schema.ts';
import { createLoadedDatabase, createStoryDatabase, createTestDatabase } from './database.ts';

/** The read engine on a database of its own, asked in both ways without a server in front. */
export interface Oracle {
  readonly url: string;
  readonly schema: GraphQLSchema;
  readonly engine: ReadEngine;
  readonly db: Statements;
  /** types that `node(id:)` finds */
  readonly nodeModels: readonly Model[];
  close(): Promise<void>;
}

/**
 * @param dataset whether the tracker's own data are loaded first
 * @param story whether the invented story is told then
 */
export async function openOracle({
  dataset,
  story = false,
}: {
  dataset: boolean;
  story?: boolean;
}): Promise<Oracle> {
  const create = story ? createStoryDatabase : dataset ? createLoadedDatabase : createTestDatabase;
  const { url, drop } = await create();
  const source = await createDataSource(url, { poolSize: 4 }).initialize();
  const pool = new ReadPool(url, { size: 4, timeout: 20_000 });
  const { schema, registry, roots } = createSchema();
  return {
    url,
    schema,
    engine: new ReadEngine(schema, registry, roots, pool, new Moments(source), Infinity),
    db: statementsOf(source),
    nodeModels: [...registry.models.values()].filter((model) => !model.keyless),
    close: async () => {
      await pool.close();
      await source.destroy();
      await drop();
    },
  };
}

/** What the compiled statement answers; throws when code has to answer a part. */
export async function textOf(
  oracle: Oracle,
  viewer: Viewer,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<string> {
  const text = await compiledText(oracle, viewer, parse(document), variables);
  if (text === undefined) throw new Error('a part of this document is answered by code');
  return text;
}

/** The compiled statement's answer to a document whose variables are right; undefined with code in it. */
export async function compiledText(
  { engine, schema }: Oracle,
  viewer: Viewer,
  document: DocumentNode,
  given: Record<string, unknown>,
): Promise<string | undefined> {
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('no operation');
  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (!variables.coerced) throw variables.errors[0];
  const fragments = Object.fromEntries(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const request = { fragments, operation, variables: variables.coerced, viewer: factsOf(viewer) };
  return await engine.text(request);
}

/** What graphql-js answers from the tree that the same plan gives. */
export async function executed(
  { engine, schema }: Oracle,
  viewer: Viewer,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
): Promise<ExecutionResult> {
  const contextValue = { reads: engine, viewer, tail: undefined, services: undefined };
  return await execute({ schema, document, variableValues, contextValue });
}
