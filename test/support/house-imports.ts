import { posix } from 'node:path';
import type { MaskedSource } from './house-text.ts';

/** One edge that leaves a file: `import`, `import type`, re-export, `require` or `import()`. */
export interface ImportEdge {
  /** As written; of a computed one, what stands before its first `${`. */
  specifier: string;
  /** False when the target is put together at run time, so that no reader can follow it. */
  readable: boolean;
  /** What stands between `import` or `export` and `from`; empty for the other forms. */
  clause: string;
}

const STATEMENT = /(?<![.\w$])(?:import|export)\b([\w\s{},*$"]*?)\bfrom\s*"(\d+)"/g;
const BARE = /(?<![.\w$])import\s*"(\d+)"/g;
const CALL = /(?<![.\w$])(?:import|require)\s*\(\s*(?:"(\d+)"\s*([,)])?)?/g;

/** Lists every import edge of a masked source, types included: knowing a type is knowing a room. */
export function importEdges({ code, literals }: MaskedSource): ImportEdge[] {
  const text = (index: string | undefined): string => literals[Number(index)] ?? '';
  return [
    ...Array.from(code.matchAll(STATEMENT), (found) => ({
      specifier: text(found[2]),
      readable: true,
      clause: (found[1] ?? '').trim(),
    })),
    ...Array.from(code.matchAll(BARE), (found) => ({
      specifier: text(found[1]),
      readable: true,
      clause: '',
    })),
    ...Array.from(code.matchAll(CALL), (found) => ({
      specifier: found[1] === undefined ? '' : text(found[1]),
      readable: found[2] !== undefined,
      clause: '',
    })),
  ];
}

/** The file a relative specifier leads to, from the project's root; null for a package. */
export function relativeTarget(from: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : null;
}

/** `@scope/name/deep` is `@scope/name`, `pg/lib/x` is `pg`, `node:fs/promises` is `node:fs`. */
export function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
