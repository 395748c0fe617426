import { edgeObjections, type Objection } from './house-edges.ts';
import { placeOf } from './house-floors.ts';
import { importEdges } from './house-imports.ts';
import { drawerIn, isHandwritten, isTopLevelName } from './house-names.ts';
import { type MaskedSource, maskSource } from './house-text.ts';

/** One breach of the house rules; the rules are drawn in CONTRIBUTING.md. */
export interface Violation {
  rule: Objection['rule'] | 'unplaced' | 'environment' | 'drawer' | 'top-level' | 'length';
  path: string;
  message: string;
}

/** A file longer than this holds more than one noun. */
const LONGEST_FILE = 250;

const SOURCE = /^(?:server\/src|sdk\/(?:src|examples)|migrations)\/.*\.[cm]?[jt]s$/;
const KEEPS_ENVIRONMENT = /^(?:server\/src\/(?:main|cli)\.ts|sdk\/examples\/.*)$/;

/**
 * Holds a source tree to the house rules. Pure: paths and texts in, violations out, in path order.
 *
 * @param files Path from the project's root, with `/`, to the file's text.
 */
export function inspectHouse(files: ReadonlyMap<string, string>): Violation[] {
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, text]) => [
      ...nameViolations(path, text),
      ...(SOURCE.test(path) ? sourceViolations(path, maskSource(text)) : []),
    ]);
}

function nameViolations(path: string, text: string): Violation[] {
  const found: Violation[] = [];
  if (!isTopLevelName(path)) {
    found.push({ rule: 'top-level', path, message: 'is not a name the project root may hold' });
  }
  const drawer = drawerIn(path);
  if (drawer !== null) {
    found.push({ rule: 'drawer', path, message: `lies in a drawer, "${drawer}"; name its noun` });
  }
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (isHandwritten(path) && lines > LONGEST_FILE) {
    const message = `has ${lines} lines; from ${LONGEST_FILE} on it is two nouns`;
    found.push({ rule: 'length', path, message });
  }
  return found;
}

function sourceViolations(path: string, source: MaskedSource): Violation[] {
  const found: Violation[] = [];
  if (path.startsWith('server/src/') && placeOf(path) === null) {
    found.push({ rule: 'unplaced', path, message: 'has no floor: unknown room, file or suffix' });
  }
  if (!KEEPS_ENVIRONMENT.test(path) && touchesEnvironment(source)) {
    const message = 'reads the environment; take it as an argument from readConfig';
    found.push({ rule: 'environment', path, message });
  }
  for (const edge of importEdges(source)) {
    for (const objection of edgeObjections(path, edge)) found.push({ path, ...objection });
  }
  return found;
}

function touchesEnvironment(source: MaskedSource): boolean {
  const { code, literals } = source;
  if (/(?<![\w$])process\s*(?:\?\s*)?\.\s*env\b|\bimport\.meta\.env\b/.test(code)) return true;
  if (/\{[^{}]*\benv\b[^{}]*\}\s*=\s*(?:globalThis\s*\.\s*)?process\b/.test(code)) return true;
  const indexed = code.matchAll(/(?<![\w$])process\s*(?:\?\.\s*)?\[\s*"(\d+)"\s*\]/g);
  if ([...indexed].some((found) => literals[Number(found[1])] === 'env')) return true;
  return importEdges(source).some(
    ({ specifier, clause }) => /^(?:node:)?process$/.test(specifier) && /\benv\b/.test(clause),
  );
}
