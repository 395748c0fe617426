import { registerEnumType } from 'type-graphql';

/**
 * Declares a GraphQL enum from its words and what each of them means.
 *
 * @returns the words as an object, to be named in field decorators
 */
export function vocabulary<Word extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<Word, string>>,
): { readonly [Each in Word]: Each } {
  const entries = Object.entries<string>(meanings);
  const words = Object.fromEntries(entries.map(([word]) => [word, word]));
  const valuesConfig = Object.fromEntries(
    entries.map(([word, meaning]) => [word, { description: meaning }]),
  );
  registerEnumType(words, { name, description, valuesConfig });
  return words as { readonly [Each in Word]: Each };
}
