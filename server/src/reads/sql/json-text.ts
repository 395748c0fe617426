/**
 * SQL text expressions concatenated into JSON. A piece is either text known now
 * or an SQL expression of type text that is never null.
 */
export type Piece = { text: string } | { sql: string };

export const text = (value: string): Piece => ({ text: value });
export const sql = (value: string): Piece => ({ sql: value });

/**
 * One SQL expression for the pieces: a balanced tree of `||`, which costs less
 * than `concat`; a chain of thousands would overflow PostgreSQL's stack.
 */
export function concat(pieces: Piece[]): string {
  return joined(merge(pieces).map(render));
}

function joined(parts: string[]): string {
  if (parts.length < 2) return parts[0] ?? "''";
  const middle = Math.ceil(parts.length / 2);
  return `(${joined(parts.slice(0, middle))} || ${joined(parts.slice(middle))})`;
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
