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
  const { data, ...rest } = result as FormattedExecutionResult & { data?: unknown };
  if (!(data instanceof JsonText)) return JSON.stringify(result);
  const others = JSON.stringify(rest);
  return others === '{}' ? `{"data":${data.text}}` : `{"data":${data.text},${others.slice(1)}`;
}
