/**
 * Tables of which every state is kept, so that they can be read as of a moment: those that
 * `keep_history` was called for in a migration.
 */
export const keptTables: ReadonlySet<string> = new Set([
  ...['source_report', 'claim', 'claim_contradiction', 'policy_event', 'policy_event_source'],
  ...['jurisdiction', 'organisation', 'organisation_member', 'site', 'policy_event_participant'],
  ...['chip', 'throughput', 'classification', 'policy_event_chip'],
  ...['approval_round', 'approval_round_candidate', 'licence', 'licence_party', 'licence_line'],
  ...['licence_condition', 'licence_amendment', 'licence_tolerance', 'restriction'],
  ...['restriction_chip', 'restriction_party', 'sourcing_rule', 'volume_cap'],
  ...['volume_cap_destination', 'end_user_statement', 'screening'],
  ...['event'],
  ...['purchase_order', 'order_line', 'order_line_party', 'order_line_hold'],
  ...['licence_allocation', 'licence_movement', 'stock_statement', 'domestic_purchase'],
  ...['compliance_decision', 'compliance_verdict_change'],
  ...['shipment', 'shipment_line', 'shipment_status', 'laboratory_test'],
  ...['declaration', 'declaration_line', 'declaration_use', 'declaration_status'],
  ...['customs_event', 'customs_event_error', 'customs_event_epc', 'customs_event_quantity'],
  ...['customs_event_transaction', 'customs_event_licence'],
]);

/**
 * Tables of which other rows take what never changes, so that they are read as they are also as of a
 * moment: the place of an event, which joined to the events of a state gives those numbered up to
 * then; and of the key of whoever brought an event about its name, roles and organisation.
 */
export const standingTables: ReadonlySet<string> = new Set(['event_position', 'api_key']);

/** What of a key changes is known of the present only. */
const presentTables: ReadonlySet<string> = new Set(['api_key']);

/** Whether the rows of a table can be given as they were at a moment. */
export function isKept(table: string): boolean {
  return keptTables.has(table) || (standingTables.has(table) && !presentTables.has(table));
}
