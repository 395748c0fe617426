/** What is asked of Carnet, and in the same words of the servers that are written for it. */
export const documents = {
  licence: `query Licence($id: ID!) {
  licence(id: $id) {
    id number direction type status validFrom validTo recordedAt
    licensee { id name kind sector }
  }
}`,
  licences: `query Licences($after: Cursor!) {
  licences(first: 50, after: $after) {
    nodes {
      id number status validTo
      licensee { name }
      lines(first: 10) { nodes { ordinal licensedBy available chip { name } } }
    }
  }
}`,
  tree: `query Tree($after: Cursor!) {
  licences(first: 20, after: $after) {
    nodes {
      id number status
      lines(first: 10) {
        nodes {
          ordinal available chip { name }
          allocations(first: 10) {
            nodes {
              status units
              orderLine {
                id shipDate
                shipments(first: 5) {
                  nodes {
                    units
                    shipment {
                      status
                      customsEvents(first: 10) { nodes { eventTime bizStep } }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`,
  orders: `query Orders($after: Cursor) {
  orders(first: 20, after: $after) {
    nodes { id status placedAt version buyer { name } }
    pageInfo { hasNextPage }
  }
}`,
  search: `query Search($chip: String!, $from: Date!) {
  licences(
    first: 20
    filter: {
      validTo: { gte: $from }
      licensee: { sector: { eq: "CLOUD" } }
      lines: { some: { chip: { name: { eq: $chip } } } }
    }
    orderBy: [{ field: VALID_TO }]
  ) {
    nodes { id number status validTo licensee { name } }
  }
}`,
  groups: `query Groups($destination: String!) {
  licences(filter: { destination: { code: { eq: $destination } } }) {
    groups(by: [{ field: STATUS }, { field: DIRECTION }]) {
      key { status direction }
      aggregates { count max { version } }
    }
  }
}`,
};

/** One licence as it was known at an instant. */
export const licencePast = documents.licence
  .replace('$id: ID!', '$id: ID!, $at: DateTime!')
  .replace('id: $id', 'id: $id, asOf: $at');

/** The same in the words of the schema that PostGraphile makes of the tables. */
export const postgraphileDocuments: Record<keyof typeof documents, string> = {
  licence: `query Licence($id: BigInt!) {
  licence: licenceByRowId(rowId: $id) {
    id: rowId number direction type status validFrom validTo recordedAt
    licensee: organisationByLicenseeId { id: rowId name kind sector }
  }
}`,
  licences: `query Licences($after: Cursor!) {
  licences: allLicences(first: 50, after: $after, filter: { published: { equalTo: true } }) {
    nodes {
      id: rowId number status validTo
      licensee: organisationByLicenseeId { name }
      lines: licenceLinesByLicenceId(first: 10) {
        nodes { ordinal licensedBy authorisedUnits reservedUnits usedUnits chip: chipByChipId { name } }
      }
    }
  }
}`,
  tree: `query Tree($after: Cursor!) {
  licences: allLicences(first: 20, after: $after, filter: { published: { equalTo: true } }) {
    nodes {
      id: rowId number status
      lines: licenceLinesByLicenceId(first: 10) {
        nodes {
          ordinal authorisedUnits reservedUnits usedUnits chip: chipByChipId { name }
          allocations: licenceAllocationsByLicenceLineId(first: 10) {
            nodes {
              status units
              orderLine: orderLineByOrderLineId {
                id: rowId shipDate
                shipments: shipmentLinesByOrderLineId(first: 5) {
                  nodes {
                    units
                    shipment: shipmentByShipmentId {
                      status
                      customsEvents: customsEventsByShipmentId(first: 10) {
                        nodes { eventTime bizStep }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`,
  orders: `query Orders($after: Cursor) {
  orders: allPurchaseOrders(first: 20, after: $after) {
    nodes { id: rowId status placedAt version buyer: organisationByBuyerId { name } }
    pageInfo { hasNextPage }
  }
}`,
  search: `query Search($chip: LineOfText!, $from: CalendarDate!) {
  licences: allLicences(
    first: 20
    filter: {
      published: { equalTo: true }
      validTo: { greaterThanOrEqualTo: $from }
      organisationByLicenseeId: { sector: { equalTo: "CLOUD" } }
      licenceLinesByLicenceId: { some: { chipByChipId: { name: { equalTo: $chip } } } }
    }
    orderBy: [VALID_TO_ASC, PRIMARY_KEY_ASC]
  ) {
    nodes { id: rowId number status validTo licensee: organisationByLicenseeId { name } }
  }
}`,
  groups: `query Groups($destination: String!) {
  licences: allLicences(filter: {
    published: { equalTo: true }
    jurisdictionByDestinationId: { code: { equalTo: $destination } }
  }) {
    groups: groupedAggregates(groupBy: [STATUS, DIRECTION]) {
      keys
      distinctCount { rowId }
      max { version }
    }
  }
}`,
};
