import { Lexer, Source, TokenKind } from 'graphql';
import { Fault } from '../kernel/fault.ts';

/** Words and signs of the longest document. */
const mostTokens = 10_000;
/** Levels of the deepest document, selections and values alike. */
const deepestNesting = 60;

/** Values of a request's variables, those inside lists and objects included. */
const mostValues = 12_000;

const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Reads a document's words only, before anything that recurses sees it.
 * @throws Fault DOCUMENT_LIMIT when it is too long or too deep; says nothing of other mistakes
 */
export function checkDocument(document: string): void {
  const lexer = new Lexer(new Source(document));
  let depth = 0;
  for (let count = 0; ; count += 1) {
    const kind = nextKind(lexer);
    if (kind === undefined || kind === TokenKind.EOF) return;
    if (count >= mostTokens) {
      throw new Fault(
        'DOCUMENT_LIMIT',
        `A document may have ${mostTokens} words and signs: split it.`,
      );
    }
    if (opening.has(kind)) depth += 1;
    if (closing.has(kind)) depth -= 1;
    if (depth > deepestNesting) {
      throw new Fault(
        'DOCUMENT_LIMIT',
        `A document may nest ${deepestNesting} levels: ask in two steps.`,
      );
    }
  }
}

/**
 * Counts the values of the variables before anything looks at each of them.
 * @throws Fault DOCUMENT_LIMIT when there are too many
 */
export function checkVariables(variables: unknown): void {
  const waiting: unknown[] = [variables];
  let count = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const part of Object.values(value)) {
      count += 1;
      if (typeof part === 'object') waiting.push(part);
    }
    if (count > mostValues) {
      throw new Fault('DOCUMENT_LIMIT', `Variables may hold ${mostValues} values: ask in parts.`);
    }
  }
}

function nextKind(lexer: Lexer): string | undefined {
  try {
    return lexer.advance().kind;
  } catch {
    // the parser will say what is wrong, and where
    return undefined;
  }
}
