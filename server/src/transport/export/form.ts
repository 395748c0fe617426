/** As what a list is taken away; `metadata` is what describes either. */
export const forms = ['csv', 'jsonl', 'metadata'] as const;

export type Form = (typeof forms)[number];

const offered: [type: string, form: Form | undefined][] = [
  ['application/graphql-response+json', undefined],
  ['application/json', undefined],
  ['text/csv', 'csv'],
  ['application/jsonl', 'jsonl'],
  ['application/x-ndjson', 'jsonl'],
];

interface Range {
  type: string;
  quality: number;
}

/**
 * What an `Accept` header likes best: a form of export, or undefined for an answer in JSON, also
 * where nothing of what is offered is named. Of equals the one that is named more closely wins,
 * then JSON.
 */
export function formOf(accept: string | undefined): Form | undefined {
  const ranges = (accept ?? '').split(',').map(rangeOf);
  let best = { quality: 0, closeness: 0, form: undefined as Form | undefined };
  for (const [type, form] of offered) {
    const [quality, closeness] = liking(ranges, type);
    const better =
      quality > best.quality || (quality === best.quality && closeness > best.closeness);
    if (quality > 0 && better) best = { quality, closeness, form };
  }
  return best.form;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const [, given] = parameters.map((part) => part.split('=')).find(([name]) => name === 'q') ?? [];
  const quality = given === undefined ? 1 : Number(given);
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The quality that the closest range gives a type, and how close that is. */
function liking(ranges: Range[], type: string): [quality: number, closeness: number] {
  const wider = ['*/*', `${type.split('/', 1)[0]}/*`, type];
  for (let closeness = wider.length - 1; closeness >= 0; closeness -= 1) {
    const range = ranges.find((one) => one.type === wider[closeness]);
    if (range) return [range.quality, closeness];
  }
  return [0, 0];
}
