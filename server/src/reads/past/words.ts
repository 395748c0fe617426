/** A piece of SQL text; all of them joined are the text again. */
export interface Word {
  kind: 'name' | 'quoted' | 'other';
  text: string;
}

// In this order: strings with backslashes, strings, quoted names, comments, parameters, numbers,
// names, blanks, any other sign.
const form =
  /(?<other>[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\$\d+|\d[\w.]*|\s+)|(?<quoted>"(?:[^"]|"")*")|(?<name>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|[\s\S]/gu;

/** The words of SQL text, in which names are told from what strings and comments hold. */
export function wordsOf(sql: string): Word[] {
  return [...sql.matchAll(form)].map(({ 0: text, groups }) => ({
    text,
    kind: groups?.name ? 'name' : groups?.quoted ? 'quoted' : 'other',
  }));
}

/** The name that a word means, as PostgreSQL reads it; undefined: it is none. */
export function nameOf({ kind, text }: Word): string | undefined {
  if (kind === 'name') return text.toLowerCase();
  return kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : undefined;
}

/** Whether nothing depends on it: blanks and comments. */
export function isBlank({ kind, text }: Word): boolean {
  return kind === 'other' && /^(\s|--|\/\*)/.test(text);
}
