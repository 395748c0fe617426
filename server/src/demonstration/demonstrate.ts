import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.ts';
import { alone } from '../database/alone.ts';
import { Progress, type Screen } from '../dataset/progress.ts';
import { tellStory } from './teller.ts';

interface Stage {
  readonly database: DataSource;
  readonly databaseUrl: string;
  readonly schema: GraphQLSchema;
  /** what the decisions of a viewer run with, as if it were the given time */
  readonly contextOf: (viewer: Viewer, at: Date) => object;
  readonly log: (line: string) => void;
  readonly screen?: Screen | undefined;
}

/**
 * Tells the story, for one process at a time: whoever comes second waits and finds it told.
 *
 * @returns the number of steps taken now
 */
export async function demonstrate(stage: Stage): Promise<number> {
  const { databaseUrl, log, screen = process.stderr, ...told } = stage;
  let progress: Progress | undefined;
  const onStep = (done: number, of: number, day: string) => {
    progress ??= new Progress('Telling the invented story', of, screen, log);
    progress.show(done, day);
  };
  const tell = () => tellStory({ ...told, log, onStep });
  return await alone(databaseUrl, `hashtext('carnet'), hashtext('story')`, tell);
}
