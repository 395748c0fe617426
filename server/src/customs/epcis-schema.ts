/** JSON Schema of the EPCIS 2.0 events; the formats are defined in `epcis-validation.ts`. */
type Schema = Readonly<Record<string, unknown>>;

const uri = { type: 'string', format: 'uri', maxLength: 2000 };
const time = { type: 'string', format: 'instant' };
const text = { type: 'string' };
const number = { type: 'number' };
/** So short that an index takes it, whatever its signs. */
const eventId = { ...uri, maxLength: 600 };
/** So much that every digit of it is kept. */
const most = 999_999_999_999_999;
const count = { type: 'number', minimum: -most, maximum: most };
const term = (vocabulary: string): Schema => ({
  type: 'string',
  format: vocabulary,
  maxLength: 2000,
});
const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** An object with these fields; extensions are under keys with a namespace, `ex:key`. */
const extensible = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: 'object',
  properties: { '@context': {}, ...properties },
  required,
  patternProperties: { '^[^\\s:@][^\\s:]*:.': {} },
  additionalProperties: false,
});

const closed = (properties: Record<string, Schema>, required: string[]): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const quantities = listOf(
  closed({ epcClass: uri, quantity: count, uom: { type: 'string', pattern: '^[A-Z0-9]{2,3}$' } }, [
    'epcClass',
  ]),
);

const sensorSource = {
  deviceID: uri,
  deviceMetadata: uri,
  rawData: uri,
  dataProcessingMethod: uri,
  bizRules: uri,
  time,
};

const sensorReport = extensible(
  {
    ...sensorSource,
    type: term('measurementType'),
    exception: term('sensorException'),
    microorganism: uri,
    chemicalSubstance: uri,
    coordinateReferenceSystem: uri,
    component: term('sensorComponent'),
    stringValue: text,
    booleanValue: { type: 'boolean' },
    hexBinaryValue: { type: 'string', pattern: '^[0-9A-Fa-f]+$' },
    uriValue: uri,
    value: number,
    minValue: number,
    maxValue: number,
    meanValue: number,
    sDev: number,
    percRank: number,
    percValue: number,
    uom: text,
  },
  ['type'],
);

const common: Record<string, Schema> = {
  type: text,
  eventID: eventId,
  eventTime: time,
  recordTime: time,
  eventTimeZoneOffset: {
    type: 'string',
    pattern: '^[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)$',
  },
  certificationInfo: { ...uri, type: ['string', 'array'], items: uri },
  errorDeclaration: extensible(
    { declarationTime: time, reason: term('errorReason'), correctiveEventIDs: listOf(eventId) },
    ['declarationTime'],
  ),
};

const where = extensible({ id: uri }, ['id']);
const sides = (name: string): Schema =>
  listOf(closed({ type: term('sourceDestinationType'), [name]: uri }, ['type', name]));

const business: Record<string, Schema> = {
  bizStep: term('bizStep'),
  disposition: term('disposition'),
  persistentDisposition: closed(
    { set: listOf(term('disposition')), unset: listOf(term('disposition')) },
    [],
  ),
  readPoint: where,
  bizLocation: where,
  bizTransactionList: listOf(
    closed({ type: term('bizTransactionType'), bizTransaction: uri }, ['bizTransaction']),
  ),
  sourceList: sides('source'),
  destinationList: sides('destination'),
  sensorElementList: listOf(
    extensible(
      {
        sensorMetadata: extensible({ ...sensorSource, startTime: time, endTime: time }),
        sensorReport: { ...listOf(sensorReport), minItems: 1 },
      },
      ['sensorReport'],
    ),
  ),
};

const action = { type: 'string', enum: ['ADD', 'OBSERVE', 'DELETE'] };
const epcs = listOf(uri);
const ilmd = extensible({});
const goods = { epcList: epcs, quantityList: quantities };
const children = { parentID: uri, childEPCs: epcs, childQuantityList: quantities };

const event = (properties: Record<string, Schema>, required: string[]): Schema =>
  extensible({ ...common, ...business, ...properties }, [
    'type',
    'eventTime',
    'eventTimeZoneOffset',
    ...required,
  ]);

/** By event type. */
export const eventSchemas: Readonly<Record<string, Schema>> = {
  ObjectEvent: event({ action, ...goods, ilmd }, ['action']),
  AggregationEvent: event({ action, ...children }, ['action']),
  AssociationEvent: event({ action, ...children }, ['action', 'parentID']),
  TransactionEvent: event({ action, parentID: uri, ...goods }, ['action', 'bizTransactionList']),
  TransformationEvent: event(
    {
      transformationID: uri,
      inputEPCList: epcs,
      inputQuantityList: quantities,
      outputEPCList: epcs,
      outputQuantityList: quantities,
      ilmd,
    },
    [],
  ),
};

const context = { type: ['string', 'object', 'array'] };

/** A document without its events. */
export const headSchema: Schema = extensible(
  {
    '@context': { ...context, minLength: 1, minItems: 1, minProperties: 1 },
    id: uri,
    type: { const: 'EPCISDocument' },
    schemaVersion: { type: 'string', pattern: '^2(\\.[0-9]+){1,2}$' },
    creationDate: time,
    sender: text,
    receiver: text,
    instanceIdentifier: text,
    epcisHeader: { type: 'object' },
    epcisBody: extensible({ eventList: { type: 'array' } }, ['eventList']),
  },
  ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'],
);
