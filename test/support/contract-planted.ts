import { type Planted, plantedExamples } from './contract-planted-examples.ts';

const FIELDS: readonly Planted[] = [
  [
    'contract',
    '### Query.ship, Query.ships — available',
    '### Query.ships — available',
    'Query.ship is in the schema and has no entry',
  ],
  [
    'contract',
    'Query.ship, Query.ships — av',
    'Query.ship, Query.ships, Query.boats — av',
    'Query.boats is available and not in the schema',
  ],
  [
    'contract',
    'Query.ship, Query.ships — available',
    'Query.ship, Query.ships — planned',
    'Query.ship is planned and in the schema already',
  ],
  [
    'contract',
    '### Query.ship, Query.ships — available',
    '### Query.ship and Query.ships — available',
    'cannot be read: line 3',
  ],
  ['contract', 'Query.crew — planned', 'Query.ship — planned', 'Query.ship has two entries'],
  [
    'schema',
    'sail(input',
    'anchor: Int sail(input',
    'Mutation.anchor is in the schema and has no entry',
  ],
  [
    'contract',
    'Answers: `Ship`, `[Ship!]!`',
    'Answers: `Ship!`, `[Ship!]!`',
    'Query.ship answers Ship, not Ship!',
  ],
  [
    'schema',
    'subscription: Subscription',
    '',
    'Subscription.logs is available and not in the schema',
  ],
];

const ARGUMENTS: readonly Planted[] = [
  [
    'schema',
    'ship(id: ID!)',
    'ship(id: ID!, name: String)',
    'Query.ship has the argument name, which is not listed',
  ],
  [
    'contract',
    '| `ship.id` | `ID!` | |',
    '| `ship.id` | `ID` | |',
    'Query.ship takes id as ID!, not as ID',
  ],
  ['contract', '`Int = 50`', '`Int = 20`', 'Query.ships takes first as Int = 50, not as Int = 20'],
  [
    'contract',
    '| `ship.id` | `ID!` | |',
    '| `ship.id`, `ship.flag` | `ID!` | |',
    'Query.ship has no argument flag',
  ],
  [
    'schema',
    'ship(id: ID!)',
    'ship(id: ID!, asOf: Time)',
    'Query.ship has the argument asOf, which is listed as planned',
  ],
  [
    'schema',
    'input: SailInput!',
    'input: SailInput',
    'Mutation.sail takes (input: SailInput), not (input: SailInput!)',
  ],
  ['schema', 'idempotencyKey: String!', '', 'Mutation.sail has no input field idempotencyKey'],
  [
    'schema',
    'idempotencyKey: String! port: String!',
    'idempotencyKey: String! port: String',
    'Mutation.sail takes port as String, not as String!',
  ],
  [
    'schema',
    'sail(input: SailInput!): SailResult!',
    'sail(input: SailInput!): Ship',
    'Mutation.sail answers Ship, not the union SailResult',
  ],
];

const SHARED: readonly Planted[] = [
  [
    'schema',
    'fleet(after: ID)',
    'fleet(after: Time)',
    'Query.fleet takes after as Time, not as ID',
  ],
  ['schema', 'fleet(after: ID)', 'fleet', 'Query.fleet has no argument after'],
  [
    'contract',
    '| `after` | available',
    '| `after` | planned',
    'Query.fleet has the argument after, which is listed as planned',
  ],
  ['contract', '`ID` | lists', '`ID` | reads', 'Query.ship has no argument after'],
  [
    'contract',
    '`ID` | lists',
    '`ID` | lists, not on `fleet`',
    'Query.fleet has the argument after, which is not listed',
  ],
];

const MEMBERS: readonly Planted[] = [
  [
    'contract',
    '| `<Enum>Filter` | available | `eq` |',
    '| `<Enum>Filter` | available | `eq ne` |',
    'filter FlagFilter has eq, not eq ne',
  ],
  [
    'contract',
    'Refuses: `Stormy`',
    'Refuses: `Foggy`',
    'Mutation.sail answers or refuses Stormy, which is not listed',
  ],
  [
    'schema',
    '| IdempotencyConflict',
    '',
    'Mutation.sail answers or refuses no IdempotencyConflict',
  ],
  [
    'contract',
    'SailPayload { ship }',
    'SailPayload { ship pilot }',
    'Mutation.sail has in its payload no pilot',
  ],
  [
    'contract',
    '| `Stormy` | available',
    '| `Stormy` | planned',
    'refusal Stormy is served and not listed as available',
  ],
  [
    'contract',
    '| `Sailed` | available',
    '| `Sunk` | available',
    'event Sailed is served and not listed as available',
  ],
  [
    'contract',
    '| `Time` | available',
    '| `Date` | available',
    'scalar Date is listed as available and not served',
  ],
  ['contract', '| `eq in` |', '| `eq` |', 'filter StringFilter has eq in, not eq'],
  [
    'contract',
    '| `ShipFilter` | available',
    '| `ShipFilter` | planned',
    'filter ShipFilter is served and not listed',
  ],
  [
    'contract',
    '| `<Enum>Filter` | available',
    '| `<Enum>Order` | available',
    'filter FlagFilter is served and not listed',
  ],
  [
    'contract',
    '`BAD_WIND` | available | 400',
    '`BAD_WIND` | available | 500',
    'error BAD_WIND has the status 400, not 500',
  ],
  [
    'contract',
    '| `BAD_WIND` |',
    '| `BAD_TIDE` |',
    'error BAD_WIND is served and not listed as available',
  ],
  [
    'contract',
    '| `HARBOUR` |',
    '| `PORT` |',
    'variable HARBOUR is served and not listed as available',
  ],
  ['contract', '`id` `name` `flag`', '`id` `name`', 'Ship.flag is in the schema and not listed'],
  [
    'schema',
    'flag: Flag }',
    'flag: Flag cargo: Int }',
    'Ship.cargo is planned and in the schema already',
  ],
  ['contract', '`crews` `flag`', '`crews`', '<Type>Key.flag is in the schema and not listed'],
  ['contract', '`<Type>Key`', '`<Type>Lock`', 'no type is a <Type>Lock'],
];

/** Disagreements to be planted in the sample, one at a time. */
export const planted: readonly Planted[] = [
  ...FIELDS,
  ...ARGUMENTS,
  ...SHARED,
  ...MEMBERS,
  ...plantedExamples,
];
