/** Source text with comments gone and every literal replaced by a numbered mark. */
export interface MaskedSource {
  /** The code; the n-th string or template head appears as `"n"`, a regular expression as `0`. */
  code: string;
  /** The literals' raw text; of a template, what stands before its first `${`. */
  literals: readonly string[];
}

/** After these a slash opens a regular expression; after anything else it divides. */
const OPENS_REGEX =
  /(?:^|[([{},;:=!&|?+\-*%<>~^]|\b(?:return|typeof|case|in|of|void|delete|throw|new|else|do|await|yield))\s*$/;

/**
 * Masks a TypeScript source, so that rules can be matched against code alone: a word in a
 * comment or a sentence in a string is not an import. It is a scanner, not a parser, because
 * TypeScript 7 offers no compiler API.
 */
export function maskSource(source: string): MaskedSource {
  const literals: string[] = [];
  let code = '';
  let at = 0;

  const mark = (text: string): void => {
    code += `"${literals.push(text) - 1}"`;
  };

  const scanCode = (insideTemplate: boolean): void => {
    let depth = 0;
    while (at < source.length) {
      const char = source.charAt(at);
      const pair = source.slice(at, at + 2);
      if (pair === '//') at = endOf(source, '\n', at);
      else if (pair === '/*') {
        at = endOf(source, '*/', at + 2) + 2;
        code += ' ';
      } else if (char === "'" || char === '"') scanString(char);
      else if (char === '`') scanTemplate();
      else if (char === '/' && OPENS_REGEX.test(code.slice(-40))) scanRegex();
      else {
        if (char === '{') depth += 1;
        if (char === '}') {
          if (insideTemplate && depth === 0) return;
          depth -= 1;
        }
        code += char;
        at += 1;
      }
    }
  };

  const scanString = (quote: string): void => {
    const start = at + 1;
    at = start;
    while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
    mark(source.slice(start, at));
    at += 1;
  };

  const scanTemplate = (): void => {
    let start = at + 1;
    let head = true;
    at = start;
    while (at < source.length && source[at] !== '`') {
      if (source.startsWith('${', at)) {
        if (head) mark(source.slice(start, at));
        head = false;
        at += 2;
        code += '+(';
        scanCode(true);
        code += ')';
        start = at + 1;
        at = start;
      } else at += source[at] === '\\' ? 2 : 1;
    }
    if (head) mark(source.slice(start, at));
    at += 1;
  };

  const scanRegex = (): void => {
    const literal = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/.exec(source.slice(at));
    code += literal ? '0' : '/';
    at += literal ? literal[0].length : 1;
  };

  scanCode(false);
  return { code, literals };
}

function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found;
}
