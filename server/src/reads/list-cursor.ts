import { Fault } from '../kernel/fault.ts';

/** The values of the order's keys at one row, as text, after the order's fingerprint. */
export interface ListCursor {
  fingerprint: string;
  values: (string | null)[];
}

/** Short, stable name of a list and its order: a cursor of one is no cursor of another. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** SQL that prints the cursor of a row: base64url of a JSON array of texts and nulls. */
export function cursorSql(print: string, keys: string[]): string {
  const parts = keys.map((key) => `coalesce(to_json(${key})::text, 'null')`);
  const json = `concat('["${print}",', ${parts.join(", ',', ")}, ']')`;
  return `translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

/** @throws Fault MALFORMED_CURSOR when the text is not a cursor of a list */
export function readListCursor(text: string): ListCursor {
  const parsed = parse(text);
  if (!Array.isArray(parsed) || parsed.length < 2 || !parsed.every(isTextOrNull)) throw malformed();
  const [print, ...values] = parsed;
  if (typeof print !== 'string' || values.at(-1) === null) throw malformed();
  return { fingerprint: print, values };
}

/** What of a cursor a statement's text depends on: where its nulls are. */
export function cursorShape(text: string): string {
  const parsed = parse(text);
  return Array.isArray(parsed) ? parsed.map((value) => (value === null ? '0' : '1')).join('') : '.';
}

export function malformed(): Fault {
  return new Fault(
    'MALFORMED_CURSOR',
    'This cursor does not belong to this list and order: take cursors from answers to the same field with the same orderBy.',
  );
}

function parse(text: string): unknown {
  try {
    return /^[A-Za-z0-9_-]{4,}$/.test(text)
      ? JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
      : undefined;
  } catch {
    return undefined;
  }
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
