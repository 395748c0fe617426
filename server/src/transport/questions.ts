import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../workbench/questions/', import.meta.url);

/** A ready question of the workbench, written as one GraphQL document. */
export interface Question {
  /** The question in words, from the document's first line. */
  readonly title: string;
  /** What the answer shows, from its second line. */
  readonly summary: string;
  /** The operation's name, which the workbench shows on the tab. */
  readonly name: string;
  readonly document: string;
}

/**
 * The ready questions in the order of their file names.
 *
 * @throws Error naming the file that lacks its title, its sentence or its operation's name.
 */
export async function readQuestions(): Promise<readonly Question[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.graphql')).sort();
  return Promise.all(
    files.map(async (file) => questionIn(file, await readFile(new URL(file, FOLDER), 'utf8'))),
  );
}

function questionIn(file: string, document: string): Question {
  const [, title, summary] = /^# (.+)\n# (.+)\n/.exec(document) ?? [];
  const name = /^(?:query|subscription) (\w+)/m.exec(document)?.[1];
  if (title === undefined || summary === undefined || name === undefined) {
    throw new Error(
      `${fileURLToPath(new URL(file, FOLDER))} must begin with "# Title", "# One sentence" and a named operation.`,
    );
  }
  return { title, summary, name, document };
}
