import type { FormattedExecutionResult } from 'graphql';

/** JSON that is text already. Whoever does not know it sees the value it stands for. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** The text of an answer; text that came from the database goes through unread. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const { data, extensions, ...rest } = result as Record<string, unknown>;
  if (!(data instanceof JsonText)) return JSON.stringify(result);
  // without those that are undefined
  const others = JSON.stringify(rest).slice(1, -1);
  return `{"data":${data.text}${others && `,${others}`}${memberOf(extensions)}}`;
}

function memberOf(extensions: unknown): string {
  if (extensions === undefined) return '';
  const text = extensions instanceof JsonText ? extensions.text : JSON.stringify(extensions);
  return `,"extensions":${text}`;
}
