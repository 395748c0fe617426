const shipment = 'id status version';
const declaration =
  'id status version statusReason units releasedUnits shipment { status version }';

const selections: Record<string, string> = {
  TransitionRefused: 'from to allowed',
  VersionStale: 'expected actual',
  NotAuthorised: 'action',
  InvalidReference: 'field',
  InvalidQuantity: 'field value',
  InvalidPeriod: 'field',
  QuantityOutOfOrder: 'asked limit',
  AuthorisationMissing: 'directions',
  AllocationOnHold: 'licence { status }',
  OutsideValidity: 'date validTo',
  ConditionUnsatisfied: 'conditions { kind }',
  LaboratoryTestMissing: 'shipment { id }',
  RestrictionInForce: 'restrictions { name }',
  ExternalIdTaken: 'system externalId',
  ReferenceTaken: 'scheme reference',
  OrderLineOnHold: 'orderLine { id }',
};

/** Refusals that a mutation has, beside those of every decision. */
const refusals: Record<string, readonly string[]> = {
  planShipment: [
    ...['InvalidReference', 'InvalidQuantity', 'QuantityOutOfOrder', 'AuthorisationMissing'],
    ...['AllocationOnHold', 'ExternalIdTaken', 'OrderLineOnHold', 'TransitionRefused'],
  ],
  draftDeclaration: ['InvalidReference', 'InvalidQuantity', 'QuantityOutOfOrder', 'ReferenceTaken'],
  recordLaboratoryTest: ['InvalidReference'],
  dispatchShipment: ['OrderLineOnHold', 'RestrictionInForce'],
  lodgeDeclaration: ['ReferenceTaken', 'QuantityOutOfOrder'],
  acceptDeclaration: [
    ...['LaboratoryTestMissing', 'AuthorisationMissing', 'AllocationOnHold', 'OutsideValidity'],
    ...['ConditionUnsatisfied', 'RestrictionInForce'],
  ],
  releaseDeclaration: [
    ...['InvalidQuantity', 'QuantityOutOfOrder', 'AuthorisationMissing', 'AllocationOnHold'],
    ...['OutsideValidity', 'ConditionUnsatisfied', 'RestrictionInForce'],
  ],
};

/** What a decision about a shipment or declaration is asked for: it, and all that its refusals say. */
export function selectionOf(mutation: string): string {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  const first = mutation === 'planShipment' || mutation === 'draftDeclaration';
  const known = [
    'NotAuthorised',
    ...(first ? [] : ['TransitionRefused', 'VersionStale', 'InvalidPeriod']),
    ...(refusals[mutation] ?? []),
  ];
  const read = /Declaration$/.test(mutation)
    ? `declaration { ${declaration} }`
    : `shipment { ${shipment} }`;
  const test = mutation === 'recordLaboratoryTest' ? ' laboratoryTest { result }' : '';
  return [
    `... on ${name}Payload { replayed ${read}${test} }`,
    ...known.map((each) => `... on ${each} { ${selections[each]} }`),
    '... on Refusal { message }',
  ].join(' ');
}
