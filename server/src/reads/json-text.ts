/**
 * SQL text expressions concatenated into JSON. A piece is either text known now
 * or an SQL expression of type text that is never null.
 */
export type Piece = { text: string } | { sql: string };

export const text = (value: string): Piece => ({ text: value });
export const sql = (value: string): Piece => ({ sql: value });

// `concat` takes at most 100 arguments, and a long `||` chain overflows the stack.
const fanOut = 64;

/** One SQL expression for the pieces: a balanced tree of `concat`. */
export function concat(pieces: Piece[]): string {
  let level = merge(pieces).map(render);
  while (level.length > fanOut) {
    const next: string[] = [];
    for (let start = 0; start < level.length; start += fanOut) {
      next.push(`concat(${level.slice(start, start + fanOut).join(', ')})`);
    }
    level = next;
  }
  return level.length === 1 ? (level[0] ?? "''") : `concat(${level.join(', ')})`;
}

/** `{"key":piece,...}` */
export function object(members: { key: string; value: Piece[] }[]): Piece[] {
  const pieces = members.flatMap((member, index) => [
    text(`${index > 0 ? ',' : ''}${JSON.stringify(member.key)}:`),
    ...member.value,
  ]);
  return [text('{'), ...pieces, text('}')];
}

/** The text, or the JSON null where the expression is null. */
export const orNull = (expression: string): Piece => sql(`coalesce(${expression}, 'null')`);

/** A value as an SQL string literal. */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

function merge(pieces: Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if ('text' in piece && last && 'text' in last) {
      merged[merged.length - 1] = { text: last.text + piece.text };
    } else {
      merged.push(piece);
    }
  }
  return merged;
}

function render(piece: Piece): string {
  return 'text' in piece ? literal(piece.text) : piece.sql;
}
