import { createHash } from 'node:crypto';
import { type GraphQLSchema, graphql } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.ts';
import { statementsOf, transaction } from '../database/transaction.ts';
import { keyOf } from '../kernel/reference.ts';
import { cast, type Player } from './cast.ts';
import { readBeginnings, recordCast } from './cast.store.ts';
import { documentOf } from './document.ts';
import { idOf, type Step } from './step.ts';
import { story } from './story.ts';
import { markTold, type Taken, toldSteps } from './told.store.ts';

interface Stage {
  readonly database: DataSource;
  readonly schema: GraphQLSchema;
  /** what the decisions of a viewer run with, as if it were the given time */
  readonly contextOf: (viewer: Viewer, at: Date) => object;
  /** told after each step; what it throws ends the telling there */
  readonly onStep: (done: number, of: number, day: string) => void;
  readonly log: (line: string) => void;
}

/**
 * Tells the invented story as far as it was not told yet. A step that was cut off is taken again
 * with the same key and the same input, so nothing happens twice.
 *
 * @returns the number of steps taken now
 * @throws Error naming the step that was refused
 */
export async function tellStory(stage: Stage): Promise<number> {
  const statements = statementsOf(stage.database);
  const told = await toldSteps(statements);
  const digest = createHash('sha256').update(JSON.stringify(story)).digest('base64url');
  if (told.some((step) => step.story !== digest)) {
    stage.log('The story has changed since it was told here; the database stays as it is.');
    return 0;
  }
  if (told.length === story.length) return 0;
  const beginnings = await transaction(stage.database, async (tx) => {
    await recordCast(tx, cast);
    return readBeginnings(tx);
  });
  const known: Map<string, Taken[string]> = new Map([
    ...beginnings,
    ...told.flatMap(({ taken }) => Object.entries(taken)),
  ]);
  for (const [index, step] of story.entries()) {
    if (index < told.length) continue;
    const taken = await take(stage, viewerOf(step, idOf(known, step.by)), step, {
      idempotencyKey: `story ${index + 1}`,
      ...step.input(known),
    });
    await markTold(statements, index + 1, { story: digest, taken });
    for (const [name, record] of Object.entries(taken)) known.set(name, record);
    stage.onStep(index + 1, story.length, step.at.slice(0, 10));
  }
  return story.length - told.length;
}

function viewerOf({ by }: Step, organisation: string): Viewer {
  const player: Player | undefined = cast.find(({ name }) => name === by);
  if (!player) throw new Error(`nobody in the story is called ${by}`);
  const { acts, jurisdiction } = player;
  const jurisdictions = acts === 'AUTHORITY' ? [jurisdiction] : [];
  const organisationId = keyOf('Organisation', organisation);
  return { key: 'demonstration', name: by, roles: [acts], organisationId, jurisdictions };
}

interface Answer extends Readonly<Record<string, unknown>> {
  readonly code?: string;
  readonly message?: string;
}

async function take(
  { schema, contextOf }: Stage,
  viewer: Viewer,
  step: Step,
  input: Readonly<Record<string, unknown>>,
): Promise<Taken> {
  const { data, errors } = await graphql({
    schema,
    source: documentOf(schema, step),
    variableValues: { input },
    contextValue: contextOf(viewer, new Date(step.at)),
  });
  const answer = data?.[step.decide] as Answer | undefined;
  if (errors || !answer || answer.message !== undefined) {
    const why = errors?.[0]?.message ?? `${answer?.code}: ${answer?.message}`;
    throw new Error(`The story stops at ${step.decide} of ${step.by} on ${step.at}: ${why}`);
  }
  return Object.fromEntries(
    Object.entries(step.take ?? {}).map(([name, path]) => [name, recordAt(answer, path)]),
  );
}

function recordAt(answer: object, path: string): { id: string; version?: number } {
  let record: unknown = answer;
  for (const field of path.split('.')) record = (record as Record<string, unknown>)[field];
  return record as { id: string; version?: number };
}
