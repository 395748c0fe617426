import type { EpcisObject } from './epcis-validation.ts';
import { leafOf, type Namespaces, namespacesOf, qualified } from './epcis-value.ts';

/**
 * The text of an event from which CBV 2.0 (section 8.9) takes the hash that stands for it: the same
 * whatever the order of its fields, the names of its namespaces, and the form of its times and
 * identifiers. Its eventID, recordTime, errorDeclaration and certificationInfo are left out.
 * Where the standard leaves room, this does as the reference implementation of its editor does for
 * `ver=CBV2.0` (github.com/RalphTro/epcis-event-hash-generator): no word `sensorElementList`, and
 * extensions of standard fields after all of these.
 *
 * @param contexts the `@context` of the document and of the event, which name the namespaces
 */
export function preHash(event: EpcisObject, ...contexts: unknown[]): string {
  const spaces = namespacesOf([...contexts, event['@context']]);
  return [
    `eventType=${event.type}`,
    fieldsOf(event, eventOrder, spaces),
    event.ilmd === undefined ? '' : `ilmd${extensionsOf(event.ilmd as EpcisObject, spaces)}`,
    extensionsWithin(event, spaces),
    extensionsOf(event, spaces),
  ].join('');
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
  ...named('eventTime eventTimeZoneOffset'),
  ['epcList', 'epc'],
  ['parentID'],
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
];

/** Lists whose items stand under the list's own name, written once. */
const grouped: ReadonlySet<string> = new Set(
  eventOrder.map(([name]) => name).filter((name) => /List$|EPCs$/.test(name)),
);

function fieldsOf(object: EpcisObject, order: Order, spaces: Namespaces): string {
  return order
    .map(([name, item, inner]) => {
      const texts = valuesOf(object[name]).map((each) =>
        textOfValue(item || (grouped.has(name) ? '' : name), each, inner, name, spaces),
      );
      const text = texts.sort(byCode).join('');
      const shown = grouped.has(name) && name !== 'sensorElementList' && text !== '';
      return shown ? `${name}${text}` : text;
    })
    .join('');
}

function textOfValue(
  shownAs: string,
  value: unknown,
  order: Order | undefined,
  name: string,
  spaces: Namespaces,
): string {
  if (isObject(value)) {
    const inside = fieldsOf(value, order ?? [], spaces);
    return inside === '' ? '' : `${shownAs}${inside}`;
  }
  const leaf = leafOf(name, value, spaces);
  return leaf === '' ? '' : `${shownAs}=${leaf}`;
}

const isObject = (value: unknown): value is EpcisObject =>
  typeof value === 'object' && value !== null;

const valuesOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** The standard fields that can be extended, those inside of others after them. */
const extensible: readonly (readonly [name: string, shownAs: string, ...inside: string[]])[] = [
  ['readPoint', 'readPoint'],
  ['bizLocation', 'bizLocation'],
  ['sensorElementList', 'sensorElement', 'sensorMetadata', 'sensorReport'],
];

function extensionsWithin(event: EpcisObject, spaces: Namespaces): string {
  const texts = (object: EpcisObject, name: string, shownAs: string, inside: string[]): string =>
    valuesOf(object[name])
      .filter(isObject)
      .map((field) => {
        const deeper = inside.map((each) => texts(field, each, each, []));
        const own = `${deeper.join('')}${extensionsOf(field, spaces)}`;
        return own === '' ? '' : `${shownAs}${own}`;
      })
      .sort(byCode)
      .join('');
  return extensible
    .map(([name, shownAs, ...inside]) => texts(event, name, shownAs, inside))
    .join('');
}

function extensionsOf(object: EpcisObject, spaces: Namespaces): string {
  return Object.entries(object)
    .filter(([key]) => key.includes(':') && !isRemark(key))
    .map(([key, value]) => extensionOf(key, value, spaces))
    .sort(byCode)
    .join('');
}

/** What JSON-LD says of the text, and remarks for people. */
const isRemark = (key: string): boolean => key.startsWith('@') || key === 'rdfs:comment';

function extensionOf(key: string, value: unknown, spaces: Namespaces): string {
  const name = qualified(key, spaces);
  if (Array.isArray(value)) {
    return value
      .map((each) => extensionOf(key, each, spaces))
      .sort(byCode)
      .join('');
  }
  if (!isObject(value)) {
    const leaf = leafOf('', value, spaces);
    return leaf === '' ? name : `${name}=${leaf}`;
  }
  const inside = Object.entries(value)
    .filter(([inner]) => !isRemark(inner))
    .map(([inner, each]) => extensionOf(inner, each, spaces))
    .sort(byCode);
  return `${name}${inside.join('')}`;
}

/** Order of code units, as the standard has it of texts in ASCII. */
function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
