import type { Closing } from '../kernel/closing.ts';
import { startEmbedded } from './embedded.ts';

export interface Database {
  readonly url: string;
  /** Resolves with the reason when a database that Carnet runs itself has ended. */
  readonly ended: Promise<string>;
}

/**
 * The user's own PostgreSQL when a URL is given, otherwise the one Carnet brings along.
 * Throws DatabaseProblem.
 */
export async function openDatabase(
  databaseUrl: string | undefined,
  dataDir: string,
  closing: Closing,
  report: (line: string) => void,
): Promise<Database> {
  if (databaseUrl !== undefined) return { url: databaseUrl, ended: new Promise(() => {}) };
  return startEmbedded(dataDir, closing, report);
}
