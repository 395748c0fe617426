/** The schema of a server that is written for the documents of the bench, in Carnet's words. */
export const typeDefs = `
  scalar Cursor
  scalar Date
  scalar DateTime
  scalar SafeInt

  type Query {
    licence(id: ID!): Licence
    licences(first: Int, after: Cursor, filter: LicenceFilter, orderBy: [LicenceOrder!]): LicenceConnection!
    orders(first: Int, after: Cursor): OrderConnection!
  }

  input Text { eq: String }
  input Day { gte: Date }
  input OrganisationFilter { sector: Text }
  input JurisdictionFilter { code: Text }
  input ChipFilter { name: Text }
  input LicenceLineFilter { chip: ChipFilter }
  input SomeLicenceLine { some: LicenceLineFilter }
  input LicenceFilter {
    validTo: Day licensee: OrganisationFilter lines: SomeLicenceLine destination: JurisdictionFilter
  }
  enum LicenceOrderField { VALID_TO }
  input LicenceOrder { field: LicenceOrderField! }
  enum LicenceGroupField { STATUS DIRECTION }
  input LicenceGroup { field: LicenceGroupField! }

  type PageInfo { hasNextPage: Boolean! }
  type LicenceConnection { nodes: [Licence!]! groups(by: [LicenceGroup!]!): [LicenceGroups!]! }
  type LicenceGroups { key: LicenceKey! aggregates: LicenceAggregates! }
  type LicenceKey { status: String direction: String }
  type LicenceAggregates { count: SafeInt! max: LicenceMax! }
  type LicenceMax { version: Int }
  type Licence {
    id: ID! number: String direction: String! type: String! status: String! validFrom: Date
    validTo: Date recordedAt: DateTime! licensee: Organisation lines(first: Int): LicenceLineConnection!
  }
  type Organisation { id: ID! name: String! kind: String! sector: String }
  type Chip { name: String! }
  type LicenceLineConnection { nodes: [LicenceLine!]! }
  type LicenceLine {
    ordinal: Int! licensedBy: String! available: SafeInt chip: Chip
    allocations(first: Int): AllocationConnection!
  }
  type AllocationConnection { nodes: [Allocation!]! }
  type Allocation { status: String! units: SafeInt! orderLine: OrderLine! }
  type OrderLine { id: ID! shipDate: Date shipments(first: Int): ShipmentLineConnection! }
  type ShipmentLineConnection { nodes: [ShipmentLine!]! }
  type ShipmentLine { units: SafeInt! shipment: Shipment! }
  type Shipment { status: String! customsEvents(first: Int): CustomsEventConnection! }
  type CustomsEventConnection { nodes: [CustomsEvent!]! }
  type CustomsEvent { eventTime: DateTime! bizStep: String }
  type OrderConnection { nodes: [Order!]! pageInfo: PageInfo! }
  type Order { id: ID! status: String! placedAt: DateTime version: Int! buyer: Organisation! }
`;
