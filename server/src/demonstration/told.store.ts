import type { Statements } from '../database/transaction.ts';

/** Records that a step made, by the story's names for them. */
export type Taken = Readonly<Record<string, { readonly id: string; readonly version?: number }>>;

export interface ToldStep {
  readonly story: string;
  readonly taken: Taken;
}

/** The steps that were told, in their order. */
export function toldSteps(statements: Statements): Promise<ToldStep[]> {
  return statements.query<ToldStep>('select story, taken from demonstration_step order by ordinal');
}

export async function markTold(
  statements: Statements,
  ordinal: number,
  { story, taken }: ToldStep,
): Promise<void> {
  await statements.query(
    `insert into demonstration_step (ordinal, story, taken) values ($1, $2, $3)
     on conflict (ordinal) do nothing`,
    [ordinal, story, JSON.stringify(taken)],
  );
}
