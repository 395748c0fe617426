/** Where an answer holds instants, by response keys; lists in between are passed through. */
export interface DatePaths {
  readonly [key: string]: true | DatePaths;
}

/** A generated operation: its text, and the types of what it takes and gives. */
export interface Operation<Result, Variables> {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly text: string;
  readonly dates: DatePaths;
  /** Never there: it carries the types. */
  readonly types?: (variables: Variables) => Result;
}

/**
 * A text with types, as graphql-codegen makes it with `documentMode: string`, or a plain string.
 * Its scalars stay as they were sent: dates are strings.
 */
export interface TypedText<Result, Variables> {
  readonly length: number;
  toString(): string;
  readonly __apiType?: (variables: Variables) => Result;
}

/** What can be asked. */
export type Document<Result, Variables> =
  | Operation<Result, Variables>
  | TypedText<Result, Variables>;

/** A document as it is sent and read. */
export interface Question {
  readonly text: string;
  readonly dates: DatePaths;
  /** Whether it changes nothing, so that it may be asked again. */
  readonly repeatable: boolean;
}

export function questionOf<Result, Variables>(document: Document<Result, Variables>): Question {
  if ('text' in Object(document)) {
    const { text, dates, kind } = document as Operation<Result, Variables>;
    return { text, dates, repeatable: kind === 'query' };
  }
  const text = document.toString();
  // Cautious: a query that only mentions the word is not asked again either.
  return { text, dates: {}, repeatable: !/\bmutation\b/.test(text) };
}
