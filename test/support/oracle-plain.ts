import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import type { Client } from 'pg';
import type { Viewer } from '../../server/src/access/viewer.ts';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { declarations } from '../../server/src/schema.ts';
import type { PlainMistake } from './oracle-plain-mistake.ts';
import { type PlainModel, plainModels } from './oracle-plain-model.ts';
import { plainTypes, resolvePlainly } from './oracle-plain-schema.ts';
import { lookAt, type PlainSight } from './oracle-plain-sight.ts';
import { type PlainWorld, readWorld } from './oracle-plain-world.ts';

/**
 * Answers documents without the read engine: graphql-js over plain resolvers, on rows that were
 * read table by table. What a declaration states in SQL is evaluated alone, row by row or pair by
 * pair; filters, orders, pages, sight of subjects and printing are written once more, in JavaScript,
 * from the contract.
 */
export interface PlainOracle {
  readonly schema: GraphQLSchema;
  readonly world: PlainWorld;
  answer(
    viewer: Viewer,
    document: DocumentNode,
    variables: Record<string, unknown>,
    mistake?: PlainMistake,
  ): Promise<ExecutionResult>;
  close(): Promise<void>;
}

/** @param path the schemas where tables are looked for, first to last */
export async function openPlainOracle(
  url: string,
  served: GraphQLSchema,
  path = 'public',
): Promise<PlainOracle> {
  const schema = plainTypes(served);
  const models: Map<string, PlainModel> = plainModels(declarations, schema);
  const leaves = new Map(
    declarations.flatMap((one): [string, string][] =>
      'rootLeaf' in one ? [[one.rootLeaf, one.sql()]] : [],
    ),
  );
  resolvePlainly(schema, models, leaves.keys());
  const db: Client = await connectDatabase(url);
  await db.query(`set search_path = ${path}`);
  const world = await readWorld(db, models, leaves);
  const sights = new Map<Viewer, Promise<PlainSight>>();
  return {
    ...{ schema, world },
    answer: async (viewer, document, variableValues, mistake) => {
      const looking = sights.get(viewer) ?? lookAt(db, world, viewer);
      sights.set(viewer, looking);
      const contextValue = { sight: await looking, mistake };
      return await execute({ schema, document, variableValues, contextValue });
    },
    close: () => db.end(),
  };
}
