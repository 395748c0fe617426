import { Fault } from './fault.ts';

/**
 * A text that people wrote, without blanks around it.
 *
 * @param longest in characters
 * @throws Fault BAD_USER_INPUT naming the field, when the text is blank, too long or holds U+0000
 */
export function readText(field: string, value: string, longest = 2000): string {
  const text = value.trim();
  const problem = problemOf(text, longest);
  if (problem) throw new Fault('BAD_USER_INPUT', `${field} ${problem}.`);
  return text;
}

/** As `readText`, where nothing may be given; absent is null. */
export function readOptionalText(
  field: string,
  value: string | null | undefined,
  longest = 2000,
): string | null {
  return value === null || value === undefined ? null : readText(field, value, longest);
}

/**
 * A word such as `AI_SERVICES`, of 1 to 100 characters; absent is null.
 *
 * @throws Fault BAD_USER_INPUT naming the field, for anything else
 */
export function readOptionalWord(field: string, word: string | null | undefined): string | null {
  if (word === null || word === undefined) return null;
  if (/^[A-Z][A-Z0-9_]{0,99}$/.test(word)) return word;
  throw new Fault('BAD_USER_INPUT', `${field} is a word such as AI_SERVICES.`);
}

function problemOf(text: string, longest: number): string | null {
  if (text === '') return 'is blank: write something';
  // Counted as the database counts: a character outside the basic plane is one.
  if ([...text].length > longest) return `is too long: at most ${longest} characters`;
  if (text.includes('\u0000')) return 'holds the character U+0000, which cannot be stored';
  return null;
}
