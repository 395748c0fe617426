import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What a working copy holds beside the project itself. */
const PASSED_OVER = /^(?:node_modules|dist|\..*|.*\.log|.*\.tgz)$/;

/**
 * Reads the project's files for `inspectHouse`: every path, and the text of those that are code.
 *
 * @throws If a file vanishes or cannot be read meanwhile.
 */
export async function readTree(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const full = join(folder, entry.name);
      if (PASSED_OVER.test(entry.name)) continue;
      if (entry.isDirectory()) await walk(full);
      else {
        const text = /\.(?:[cm]?[jt]s|sql|graphql|css|html)$/.test(entry.name)
          ? await readFile(full, 'utf8')
          : '';
        files.set(relative(root, full).split(sep).join('/'), text);
      }
    }
  };
  await walk(root);
  return files;
}
