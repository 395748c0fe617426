import { readInstant, type Vocabulary, wordsOf } from './epcis-vocabulary.ts';
import { canonicalKey } from './gs1-key.ts';

/** Prefixes and what they stand for. */
export type Namespaces = ReadonlyMap<string, string>;

const cbv = 'https://ref.gs1.org/cbv/';
const voc = 'https://ref.gs1.org/voc/';

const standardSpaces = {
  epcis: 'https://ref.gs1.org/epcis/',
  cbv,
  cbvmda: 'urn:epcglobal:cbv:mda',
};

/** The prefixes that contexts declare, those of the standard among them. */
export function namespacesOf(contexts: readonly unknown[]): Namespaces {
  const found = new Map<string, string>(Object.entries(standardSpaces));
  for (const context of contexts.flat()) {
    if (typeof context !== 'object' || context === null) continue;
    for (const [prefix, space] of Object.entries(context)) {
      if (typeof space === 'string') found.set(prefix, space);
    }
  }
  // Older contexts have another home for it: the same term, so the same hash.
  return found.set('gs1', voc);
}

/** A key with its namespace in braces in place of the prefix. */
export function qualified(key: string, spaces: Namespaces): string {
  const at = key.indexOf(':');
  const space = at < 0 ? undefined : spaces.get(key.slice(0, at));
  return space === undefined ? key : `{${space}}${key.slice(at + 1)}`;
}

const areas: Readonly<Record<string, readonly (readonly [prefix: string, words: Vocabulary])[]>> = {
  bizStep: [[`${cbv}BizStep-`, 'bizStep']],
  disposition: [[`${cbv}Disp-`, 'disposition']],
  set: [[`${cbv}Disp-`, 'disposition']],
  unset: [[`${cbv}Disp-`, 'disposition']],
  component: [[`${cbv}Comp-`, 'sensorComponent']],
  exception: [[voc, 'sensorException']],
  type: [
    [`${cbv}BTT-`, 'bizTransactionType'],
    [`${cbv}SDT-`, 'sourceDestinationType'],
    [voc, 'measurementType'],
  ],
};

const urns: readonly (readonly [urn: string, web: string])[] = [
  ['urn:epcglobal:cbv:bizstep:', `${cbv}BizStep-`],
  ['urn:epcglobal:cbv:disp:', `${cbv}Disp-`],
  ['urn:epcglobal:cbv:btt:', `${cbv}BTT-`],
  ['urn:epcglobal:cbv:sdt:', `${cbv}SDT-`],
];

/**
 * A value in the one form in which it is hashed: times in UTC, numbers without idle digits, words
 * and compact URIs in full, identifiers of GS1 as Digital Links.
 *
 * @param name the standard's field that it is of; empty for one of an extension
 */
export function leafOf(name: string, value: unknown, spaces: Namespaces): string {
  const text = String(value).trim();
  if (/time$/i.test(name)) return instantOf(text);
  const number = plainNumber(text);
  if (number !== undefined) return number;
  const [prefix] = areas[name]?.find(([, words]) => wordsOf(words).has(text)) ?? [];
  if (prefix) return `${prefix}${text}`;
  for (const [urn, web] of urns) {
    if (text.startsWith(urn)) return `${web}${text.slice(urn.length)}`;
  }
  const at = text.indexOf(':');
  const space = spaces.get(text.slice(0, at));
  return space && at > 0 && !text.startsWith('//', at + 1)
    ? `${space}${text.slice(at + 1)}`
    : canonicalKey(text);
}

function instantOf(text: string): string {
  const at = readInstant(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString();
}

const numberForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Digit by digit, since numbers of JavaScript do not have enough of them. */
function plainNumber(text: string): string | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = numberForm.exec(text) ?? [];
  if (sign === undefined || `${whole}${fraction}` === '') return undefined;
  const places = fraction.length - Number(exponent);
  const digits = `${whole}${fraction}${'0'.repeat(Math.max(0, -places))}`;
  const padded = digits.padStart(Math.max(0, places) + 1, '0');
  const point = padded.length - Math.max(0, places);
  const left = padded.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = padded.slice(point).replace(/0+$/, '');
  const plain = right === '' ? left : `${left}.${right}`;
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}
