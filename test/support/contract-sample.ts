/** A small contract and the schema that keeps it, for planting disagreements. */
export const agreeing = {
  contract: `# Ships

### Query.ship, Query.ships — available
One ship, or all.
Answers: \`Ship\`, \`[Ship!]!\`.

| argument | type | meaning |
|---|---|---|
| \`ship.id\` | \`ID!\` | |
| \`ships.first\` | \`Int = 50\` | how many |
| \`ships.filter\` | \`ShipFilter\` | |

\`\`\`graphql
{ ship(id: "1") { name } ships(first: 2) { name } }
\`\`\`

### Query.fleet — available
Answers: \`ShipConnection!\`.

\`\`\`graphql
{ fleet { nodes { id } } }
\`\`\`

### Query.crew — planned
Answers: \`Crew\`.

\`\`\`graphql
{ crew { name } }
\`\`\`

### Mutation.sail — available
Answers: \`SailPayload { ship }\`.
Refuses: \`Stormy\`.

| field of \`input\` | type | meaning |
|---|---|---|
| \`port\` | \`String!\` | where to |

\`\`\`graphql
mutation { sail(input: { idempotencyKey: "1", port: "Hull" }) { ... on Refusal { message } } }
\`\`\`

### Subscription.logs — available
Answers: \`Log!\`.

\`\`\`graphql
subscription { logs { at } }
\`\`\`

## Tables

| shared argument | status | type | on |
|---|---|---|---|
| \`asOf\` | planned | \`Time\` | reads |
| \`after\` | available | \`ID\` | lists |

| refusal | status | says | example |
|---|---|---|---|
| \`NotAuthorised\` | available | no | \`... on NotAuthorised { message }\` |
| \`IdempotencyConflict\` | available | no | \`... on IdempotencyConflict { message }\` |
| \`Stormy\` | available | wait | \`... on Stormy { wind }\` |

| event | status | when | example |
|---|---|---|---|
| \`Sailed\` | available | it left | \`... on Sailed { port }\` |
| \`Moored\`, \`Docked\` | planned | it came | \`... on Moored { port }\` |

| filter | status | operators | example |
|---|---|---|---|
| \`StringFilter\` | available | \`eq in\` | \`ships(filter: { name: { eq: "Ark" } }) { id }\` |
| \`<Enum>Filter\` | available | \`eq\` | \`ships(filter: { flag: { eq: RED } }) { id }\` |
| \`ShipFilter\` | available | | \`ships(filter: {}) { id }\` |

| scalar | status | meaning | example |
|---|---|---|---|
| \`Time\` | available | when | \`"noon"\` |

| error | status | HTTP | example |
|---|---|---|---|
| \`BAD_WIND\` | available | 400 | \`{ ships }\` |

| variable | status | meaning | example |
|---|---|---|---|
| \`HARBOUR\` | available | where | \`HARBOUR=Hull\` |

| type | status | fields |
|---|---|---|
| \`Ship\` | available | \`id\` \`name\` \`flag\` |
| \`Ship\` | planned | \`cargo\` |
| \`Log\` | available | \`at\` |
| \`Event\` | available | \`id\` |
| \`<Type>Key\` | available | \`crews\` \`flag\` |

\`\`\`graphql
{ ships { id } }
\`\`\`

\`\`\`graphql planned
{ later }
\`\`\`
`,
  schema: `
    schema { query: Query mutation: Mutation subscription: Subscription }
    scalar Time
    enum Flag { RED }
    input StringFilter { eq: String in: [String!] }
    input FlagFilter { eq: Flag }
    input ShipFilter { name: StringFilter flag: FlagFilter }
    type Ship { id: ID! name: String! flag: Flag }
    type Log { at: Time }
    type ShipKey { flag: Flag crews: LogKey }
    type LogKey { crews: Int }
    type Query { ship(id: ID!): Ship ships(first: Int = 50, filter: ShipFilter): [Ship!]! fleet(after: ID): ShipConnection! }
    type ShipConnection { nodes: [Ship!]! }
    type Mutation { sail(input: SailInput!): SailResult! }
    type Subscription { logs: Log! }
    input SailInput { idempotencyKey: String! port: String! }
    union SailResult = SailPayload | Stormy | NotAuthorised | IdempotencyConflict
    type SailPayload { ship: Ship replayed: Boolean! }
    interface Refusal { message: String! }
    type Stormy implements Refusal { message: String! wind: Int! }
    type NotAuthorised implements Refusal { message: String! }
    type IdempotencyConflict implements Refusal { message: String! }
    interface Event { id: ID! }
    type Sailed implements Event { id: ID! port: String! }
  `,
};
