// In this order: strings with backslashes, strings, quoted names, comments, parameters, numbers,
// blanks, names, any other sign.
const form =
  /[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$\d+|\d[\w.]*|\s+|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|[\s\S]/g;

/** The words of SQL text, which joined are the text again; strings, comments and blanks are one each. */
export function wordsOf(sql: string): string[] {
  return sql.match(form) ?? [];
}

/** The name that a word means, as PostgreSQL reads it; undefined: it is none. */
export function nameOf(word: string): string | undefined {
  if (word.startsWith('"')) return word.slice(1, -1).replaceAll('""', '"');
  const isName = /^[A-Za-z_\u0080-\uffff]/.test(word) && word[1] !== "'";
  return isName ? word.toLowerCase() : undefined;
}

/** Whether nothing depends on it: blanks and comments. */
export function isBlank(word: string): boolean {
  return /^(?:\s|--|\/\*)/.test(word);
}
