import { Lexer, Source, TokenKind } from 'graphql';
import { Bounded } from '../kernel/bounded-map.ts';
import { Fault } from '../kernel/fault.ts';

/** Words and signs of the longest document. */
const mostTokens = 10_000;
/** Levels of the deepest document, selections and values alike. */
const deepestNesting = 60;

/** Values of a request's variables, those inside lists and objects included. */
const mostValues = 12_000;

const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Documents that were found to be within the limits; reading their words again would cost more. */
const found = new Bounded<string, true>(500);
// longer ones are rare, and would be kept for nothing
const longestKept = 4000;

/**
 * Reads a document's words only, before anything that recurses sees it.
 * @throws Fault DOCUMENT_LIMIT when it is too long or too deep; says nothing of other mistakes
 */
export function checkDocument(document: string): void {
  if (found.get(document)) return;
  readWords(document);
  if (document.length <= longestKept) found.set(document, true);
}

function readWords(document: string): void {
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
 * Counts the values of the variables, level by level, before anything recurses into them.
 * @throws Fault DOCUMENT_LIMIT when there are too many, or nested too deep
 */
export function checkVariables(variables: unknown): void {
  let level = [variables];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      for (const part of Object.values(value ?? {})) {
        count += 1;
        if (typeof part === 'object' && part !== null) next.push(part);
      }
      if (count > mostValues) {
        throw new Fault('DOCUMENT_LIMIT', `Variables may hold ${mostValues} values: ask in parts.`);
      }
    }
    if (depth > deepestNesting) {
      throw new Fault(
        'DOCUMENT_LIMIT',
        `Variables may nest ${deepestNesting} levels: ask in two steps.`,
      );
    }
    level = next;
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
