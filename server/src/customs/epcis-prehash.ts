import type { EpcisObject } from './epcis-validation.ts';
import { readInstant, vocabularies } from './epcis-vocabulary.ts';
import { canonicalKey } from './gs1-key.ts';

/**
 * The text of an event from which CBV 2.0 (section 8.9) takes the hash that stands for it: the same
 * whatever the order of its fields, the names of its namespaces, and the form of its times and
 * identifiers. Its eventID, recordTime and errorDeclaration are left out.
 *
 * @param contexts the `@context` of the document and of the event, which name the namespaces
 */
export function preHash(event: EpcisObject, ...contexts: unknown[]): string {
  const spaces = namespacesOf([...contexts, event['@context']]);
  return `eventType=${event.type}${fieldsOf(event, eventOrder, spaces)}`;
}

type Order = readonly (readonly [name: string, item?: string, order?: Order])[];

const named = (names: string): Order => names.split(' ').map((name) => [name] as const);
const quantity = named('epcClass quantity uom');
const metadata =
  'time startTime endTime deviceID deviceMetadata rawData dataProcessingMethod bizRules';
const report =
  'type exception deviceID deviceMetadata rawData dataProcessingMethod time microorganism ' +
  'chemicalSubstance value component stringValue booleanValue hexBinaryValue uriValue minValue ' +
  'maxValue meanValue sDev percRank percValue uom coordinateReferenceSystem';

const eventOrder: Order = [
  ...named('eventTime eventTimeZoneOffset certificationInfo parentID'),
  ['epcList', 'epc'],
  ['inputEPCList', 'epc'],
  ['childEPCs', 'epc'],
  ['quantityList', 'quantityElement', quantity],
  ['childQuantityList', 'quantityElement', quantity],
  ['inputQuantityList', 'quantityElement', quantity],
  ['outputEPCList', 'epc'],
  ['outputQuantityList', 'quantityElement', quantity],
  ...named('action transformationID bizStep disposition'),
  ['persistentDisposition', '', named('set unset')],
  ['readPoint', '', named('id')],
  ['bizLocation', '', named('id')],
  ['bizTransactionList', '', named('type bizTransaction')],
  ['sourceList', '', named('type source')],
  ['destinationList', '', named('type destination')],
  [
    'sensorElementList',
    'sensorElement',
    [
      ['sensorMetadata', '', named(metadata)],
      ['sensorReport', '', named(report)],
    ],
  ],
  ['ilmd', '', []],
];

/** Lists whose items stand under the list's own name, written once. */
const grouped: ReadonlySet<string> = new Set(
  eventOrder.map(([name]) => name).filter((name) => /List$|EPCs$/.test(name)),
);

function fieldsOf(object: EpcisObject, order: Order, spaces: Namespaces): string {
  const standard = order.flatMap(([name, item, inner]) => {
    const value = object[name];
    if (value === undefined || value === null) return [];
    const values = Array.isArray(value) ? value : [value];
    const texts = values.map((each) =>
      textOfValue(item || (grouped.has(name) ? '' : name), each, inner, name, spaces),
    );
    const text = texts.sort(byCode).join('');
    return [grouped.has(name) && text !== '' ? `${name}${text}` : text];
  });
  return [...standard, extensionsOf(object, spaces)].join('');
}

function textOfValue(
  shownAs: string,
  value: unknown,
  order: Order | undefined,
  name: string,
  spaces: Namespaces,
): string {
  if (typeof value === 'object' && value !== null) {
    return `${shownAs}${fieldsOf(value as EpcisObject, order ?? [], spaces)}`;
  }
  return `${shownAs}=${leafOf(name, value, spaces)}`;
}

function extensionsOf(object: EpcisObject, spaces: Namespaces): string {
  return Object.entries(object)
    .filter(([key]) => key.includes(':') && !key.startsWith('@'))
    .map(([key, value]) => extensionOf(key, value, spaces))
    .sort(byCode)
    .join('');
}

function extensionOf(key: string, value: unknown, spaces: Namespaces): string {
  const name = qualified(key, spaces);
  if (Array.isArray(value)) {
    return value
      .map((each) => extensionOf(key, each, spaces))
      .sort(byCode)
      .join('');
  }
  if (typeof value !== 'object' || value === null) return `${name}=${leafOf('', value, spaces)}`;
  const inside = Object.entries(value)
    .filter(([inner]) => inner !== '@context')
    .map(([inner, each]) => extensionOf(inner, each, spaces))
    .sort(byCode);
  return `${name}${inside.join('')}`;
}

type Namespaces = ReadonlyMap<string, string>;

const standardSpaces = {
  epcis: 'https://ref.gs1.org/epcis/',
  cbv: 'https://ref.gs1.org/cbv/',
  cbvmda: 'urn:epcglobal:cbv:mda',
  gs1: 'https://gs1.org/voc/',
};

function namespacesOf(contexts: unknown[]): Namespaces {
  const found = new Map<string, string>(Object.entries(standardSpaces));
  for (const context of contexts.flat()) {
    if (typeof context !== 'object' || context === null) continue;
    for (const [prefix, space] of Object.entries(context)) {
      if (typeof space === 'string') found.set(prefix, space);
    }
  }
  return found;
}

function qualified(key: string, spaces: Namespaces): string {
  const at = key.indexOf(':');
  const space = at < 0 ? undefined : spaces.get(key.slice(0, at));
  return space === undefined ? key : `{${space}}${key.slice(at + 1)}`;
}

const cbv = 'https://ref.gs1.org/cbv/';
const voc = 'https://gs1.org/voc/';
const areas: Readonly<Record<string, readonly [prefix: string, words: string]>> = {
  bizStep: [`${cbv}BizStep-`, vocabularies.bizStep],
  disposition: [`${cbv}Disp-`, vocabularies.disposition],
  set: [`${cbv}Disp-`, vocabularies.disposition],
  unset: [`${cbv}Disp-`, vocabularies.disposition],
  component: [`${cbv}Comp-`, vocabularies.sensorComponent],
  exception: [voc, vocabularies.sensorException],
};
const typeAreas = [
  [`${cbv}BTT-`, vocabularies.bizTransactionType],
  [`${cbv}SDT-`, vocabularies.sourceDestinationType],
  [voc, vocabularies.measurementType],
] as const;
const urns: readonly (readonly [RegExp, string])[] = [
  [/^urn:epcglobal:cbv:bizstep:/, `${cbv}BizStep-`],
  [/^urn:epcglobal:cbv:disp:/, `${cbv}Disp-`],
  [/^urn:epcglobal:cbv:btt:/, `${cbv}BTT-`],
  [/^urn:epcglobal:cbv:sdt:/, `${cbv}SDT-`],
];

const has = (words: string, word: string): boolean => words.split(/\s+/).includes(word);

function leafOf(name: string, value: unknown, spaces: Namespaces): string {
  const text = String(value).trim();
  if (/time$/i.test(name)) return instantOf(text);
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return String(Number(text));
  const [prefix] =
    (name === 'type' ? typeAreas : [areas[name] ?? (['', ''] as const)]).find(([, words]) =>
      has(words, text),
    ) ?? [];
  if (prefix) return `${prefix}${text}`;
  for (const [urn, web] of urns) if (urn.test(text)) return text.replace(urn, web);
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

/** Order of code points, as the standard has it. */
function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
