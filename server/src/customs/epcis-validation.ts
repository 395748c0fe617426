import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { eventSchemas, headSchema } from './epcis-schema.ts';
import { isTerm, isUri, readInstant, type Vocabulary, vocabularies } from './epcis-vocabulary.ts';

/** What is wrong with a document. */
export interface EpcisError {
  /** index of the event in `eventList`, from 0; null where the document itself is wrong */
  readonly event: number | null;
  /** path in the event, or in the document: `sourceList[0].type` */
  readonly field: string;
  /** for people: what is wrong and what is right */
  readonly message: string;
}

export type EpcisObject = Readonly<Record<string, unknown>>;

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, verbose: true });
ajv.addFormat('uri', isUri);
ajv.addFormat('instant', (text: string) => !Number.isNaN(readInstant(text)));
for (const name of Object.keys(vocabularies) as Vocabulary[]) {
  ajv.addFormat(name, (text: string) => isTerm(name, text));
}
const head = ajv.compile(headSchema);
const events = new Map<string, ValidateFunction>(
  Object.entries(eventSchemas).map(([type, schema]) => [type, ajv.compile(schema)]),
);

/** What is wrong with a document, its events aside. */
export function headErrors(document: unknown): EpcisError[] {
  return errorsOf(head, document, null);
}

/** What is wrong with one event; nothing when the list is empty. */
export function eventErrors(event: unknown, index: number): EpcisError[] {
  if (!isObject(event)) {
    return [{ event: index, field: '', message: 'An event is a JSON object, and this is none.' }];
  }
  const validate = events.get(String(event.type));
  if (!validate) {
    const known = [...events.keys()].join(', ');
    const message =
      event.type === undefined
        ? `type is missing: say which event it is, one of ${known}.`
        : `type is ${shown(event.type)}, and events are of the types ${known}.`;
    return [{ event: index, field: 'type', message }];
  }
  return [...errorsOf(validate, event, index), ...missingGoods(event, index)];
}

const isObject = (value: unknown): value is EpcisObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function errorsOf(validate: ValidateFunction, value: unknown, index: number | null): EpcisError[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const field = fieldOf(error);
    return { event: index, field, message: `${field} ${reasonOf(error)}` };
  });
}

/** The path of what is wrong: a field that is missing or unknown is named itself. */
function fieldOf({ instancePath, params }: ErrorObject): string {
  const own: unknown = params.missingProperty ?? params.additionalProperty;
  const names = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (typeof own === 'string') names.push(own);
  return names.reduce(
    (path, name) =>
      /^\d+$/.test(name) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`,
    '',
  );
}

function reasonOf({ keyword, params, data, message }: ErrorObject): string {
  if (keyword === 'required') return 'is missing.';
  if (keyword === 'additionalProperties') {
    return 'is not a field of EPCIS: put fields of your own under a namespace, such as "ex:field".';
  }
  if (keyword === 'enum')
    return `is ${shown(data)}, and may be ${params.allowedValues.join(', ')}.`;
  if (keyword === 'const') return `is ${shown(data)}, and has to be ${shown(params.allowedValue)}.`;
  if (keyword === 'type') {
    return `is ${shown(data)}, and has to be of the type ${[params.type].flat().join(' or ')}.`;
  }
  if (keyword === 'pattern') return `is ${shown(data)}, and has to match ${params.pattern}.`;
  if (keyword !== 'format') return `is ${shown(data)}, and ${message ?? 'is not as it has to be'}.`;
  if (params.format === 'instant') {
    return `is ${shown(data)}, and has to be a time with its zone, such as 2026-01-28T08:30:00.000Z.`;
  }
  if (params.format === 'uri') return `is ${shown(data)}, and has to be a URI.`;
  return `is ${shown(data)}, which CBV 2.0 does not know: take one of its words, or a URI of your own.`;
}

/** A value in a message, no longer than a line. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Which fields say what an event is about; one of them has something in it. */
const goods: Readonly<Record<string, readonly string[]>> = {
  ObjectEvent: ['epcList', 'quantityList', 'sensorElementList'],
  AggregationEvent: ['childEPCs', 'childQuantityList'],
  AssociationEvent: ['childEPCs', 'childQuantityList'],
  TransactionEvent: ['epcList', 'quantityList', 'parentID'],
  TransformationEvent: [
    'inputEPCList',
    'inputQuantityList',
    'outputEPCList',
    'outputQuantityList',
    'transformationID',
  ],
};

function missingGoods(event: EpcisObject, index: number): EpcisError[] {
  const found: EpcisError[] = [];
  const fields = goods[String(event.type)] ?? [];
  // What is taken apart, or was a transaction's, may be named by its whole.
  const whole = event.action === 'DELETE' && event.type !== 'ObjectEvent';
  const [first = ''] = fields;
  if (!whole && !fields.some((field) => event[field] !== undefined)) {
    found.push({
      event: index,
      field: first,
      message: `${first} is missing: say what the event is about, in one of ${fields.join(', ')}.`,
    });
  }
  if (event.type === 'ObjectEvent' && event.ilmd !== undefined && event.action !== 'ADD') {
    const message = 'ilmd describes goods as they come to be: it goes with the action ADD only.';
    found.push({ event: index, field: 'ilmd', message });
  }
  return found;
}
