import 'reflect-metadata';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { apiKeyReads } from './access/api-key.reads.ts';
import { ApiKeyResolver } from './access/api-key.resolver.ts';
import { ApiKey } from './access/api-key.type.ts';
import { ExternalId } from './api/external-id.type.ts';
import { Money } from './api/money.type.ts';
import { scalars } from './api/scalars.ts';
import { viewerReads } from './api/viewer.reads.ts';
import { ViewerResolver } from './api/viewer.resolver.ts';
import { chipReads } from './chips/chip.reads.ts';
import { ChipResolver } from './chips/chip.resolver.ts';
import { Chip } from './chips/chip.type.ts';
import { classificationReads } from './chips/classification.reads.ts';
import { Classification } from './chips/classification.type.ts';
import { throughputReads } from './chips/throughput.reads.ts';
import { Throughput } from './chips/throughput.type.ts';
import { customsCaptureEntries } from './customs/customs-capture.reads.ts';
import { complianceReads } from './compliance/compliance.reads.ts';
import { complianceResolvers } from './compliance/compliance.resolver.ts';
import { ComplianceDecision } from './compliance/decision.type.ts';
import { ComplianceVerdictChange } from './compliance/verdict-change.type.ts';
import { CustomsCaptureResolver } from './customs/customs-capture.resolver.ts';
import { customsEventReads } from './customs/customs-event.reads.ts';
import { CustomsEvent, EpcisErrorDeclaration } from './customs/customs-event.type.ts';
import { customsEventPartReads } from './customs/customs-event-part.reads.ts';
import {
  CustomsEventEpc,
  CustomsEventQuantity,
  CustomsEventTransaction,
} from './customs/customs-event-part.type.ts';
import { everyEventReads } from './events/every-event.reads.ts';
import { everyEvent } from './events/every-event.type.ts';
import { positionReads } from './events/position.reads.ts';
import { claimReads } from './evidence/claim.reads.ts';
import { Claim } from './evidence/claim.type.ts';
import { customsEntries } from './customs/customs-decision.reads.ts';
import { LaboratoryTestMissing, OrderLineOnHold } from './customs/customs-refusals.type.ts';
import { declarationReads } from './customs/declaration.reads.ts';
import { DeclarationResolver } from './customs/declaration.resolver.ts';
import {
  Declaration,
  DeclarationLine,
  DeclarationReference,
  DeclarationStatusChange,
  NativeStatus,
} from './customs/declaration.type.ts';
import { LaboratoryTest } from './customs/laboratory-test.type.ts';
import { shipmentReads } from './customs/shipment.reads.ts';
import { ShipmentResolver } from './customs/shipment.resolver.ts';
import { Shipment, ShipmentLine, ShipmentStatusChange } from './customs/shipment.type.ts';
import { EvidenceResolver } from './evidence/evidence.resolver.ts';
import { figureReads } from './evidence/figure.reads.ts';
import { figureSumReads } from './evidence/figure-sum.reads.ts';
import { FigureSum } from './evidence/figure-sum.type.ts';
import { Figure } from './evidence/figure.type.ts';
import { policyEventReads } from './evidence/policy-event.reads.ts';
import { PolicyEvent } from './evidence/policy-event.type.ts';
import { recordClaimEntry, recordSourceReportEntry } from './evidence/record-evidence.reads.ts';
import { sourceReportReads } from './evidence/source-report.reads.ts';
import { SourceReport } from './evidence/source-report.type.ts';
import { ApprovalRound } from './licences/approval-round.type.ts';
import { conditionEntries } from './licences/condition-decision.reads.ts';
import { ConditionDecisionResolver } from './licences/condition-decision.resolver.ts';
import { conditionReads } from './licences/condition.reads.ts';
import { Condition } from './licences/condition.type.ts';
import { EndUserStatement } from './licences/end-user-statement.type.ts';
import { authorisationRefusalEntries } from './licences/authorisation-refusals.reads.ts';
import { drawingRefusalEntries } from './licences/drawing-refusals.reads.ts';
import {
  ChipMismatch,
  ConditionUnsatisfied,
  JurisdictionMismatch,
  PartyMismatch,
  QuantityUnknown,
} from './licences/drawing-refusals.type.ts';
import { licenceReads } from './licences/licence.reads.ts';
import { Licence } from './licences/licence.type.ts';
import { licenceAmendmentReads } from './licences/licence-amendment.reads.ts';
import { LicenceAmendment } from './licences/licence-amendment.type.ts';
import {
  activateLicenceEntry,
  licenceLifeEntries,
  reinstateLicenceEntry,
  revokeLicenceEntry,
  suspendLicenceEntry,
} from './licences/licence-decision.reads.ts';
import { LicenceDecisionResolver } from './licences/licence-decision.resolver.ts';
import { LicenceLifeResolver } from './licences/licence-life.resolver.ts';
import { licenceLineReads } from './licences/licence-line.reads.ts';
import { LicenceLine, RequestedAmount } from './licences/licence-line.type.ts';
import { licenceToleranceReads } from './licences/licence-tolerance.reads.ts';
import { LicenceTolerance } from './licences/licence-tolerance.type.ts';
import { licencePartyReads } from './licences/licence-party.reads.ts';
import { LicenceParty } from './licences/licence-party.type.ts';
import { Restriction } from './licences/restriction.type.ts';
import { SourcingRule } from './licences/sourcing-rule.type.ts';
import { tradeRuleReads } from './licences/trade-rules.reads.ts';
import { tradeRuleResolvers } from './licences/trade-rules.resolver.ts';
import { VolumeCap } from './licences/volume-cap.type.ts';
import { allocationReads } from './orders/allocation.reads.ts';
import { AllocationResolver } from './orders/allocation.resolver.ts';
import { Allocation, LicenceMovement } from './orders/allocation.type.ts';
import { allocationEntries } from './orders/allocation-decision.reads.ts';
import { changeReads } from './orders/change.reads.ts';
import { ChangeResolver } from './orders/change.resolver.ts';
import { orderReads } from './orders/order.reads.ts';
import { OrderResolver } from './orders/order.resolver.ts';
import { Order } from './orders/order.type.ts';
import { DomesticPurchase } from './orders/domestic-purchase.type.ts';
import { StockStatement } from './orders/stock-statement.type.ts';
import { orderLineHoldReads } from './orders/order-line-hold.reads.ts';
import { OrderLineHoldResolver } from './orders/order-line-hold.resolver.ts';
import { OrderLineHold } from './orders/order-line-hold.type.ts';
import { seriesReads } from './orders/series.reads.ts';
import { SeriesResolver } from './orders/series.resolver.ts';
import { SeriesPoint } from './orders/series.type.ts';
import { shortfallReads } from './orders/shortfall.reads.ts';
import { Shortfall } from './orders/shortfall.type.ts';
import { supplyReads } from './orders/supply.reads.ts';
import { supplyEntries } from './orders/supply-decision.reads.ts';
import { SupplyDecisionResolver } from './orders/supply-decision.resolver.ts';
import { orderEntries } from './orders/order-decision.reads.ts';
import { orderLineReads } from './orders/order-line.reads.ts';
import { OrderLine, OrderLineParty } from './orders/order-line.type.ts';
import { jurisdictionReads } from './organisations/jurisdiction.reads.ts';
import { Jurisdiction } from './organisations/jurisdiction.type.ts';
import { organisationReads } from './organisations/organisation.reads.ts';
import { Organisation } from './organisations/organisation.type.ts';
import { screeningReads } from './organisations/screening.reads.ts';
import { Screening } from './organisations/screening.type.ts';
import { screeningEntries } from './organisations/screening-decision.reads.ts';
import { ScreeningDecisionResolver } from './organisations/screening-decision.resolver.ts';
import { siteReads } from './organisations/site.reads.ts';
import { Site } from './organisations/site.type.ts';
import { type ReadSchema, readSchema } from './reads/schema/read-schema.ts';

/** What is answered by code: decisions, and the few fields that SQL does not compute. */
const resolvers: NonEmptyArray<NewableFunction> = [
  ViewerResolver,
  EvidenceResolver,
  ChipResolver,
  LicenceDecisionResolver,
  LicenceLifeResolver,
  OrderResolver,
  AllocationResolver,
  ChangeResolver,
  OrderLineHoldResolver,
  SupplyDecisionResolver,
  SeriesResolver,
  ConditionDecisionResolver,
  ScreeningDecisionResolver,
  ...tradeRuleResolvers,
  ApiKeyResolver,
  CustomsCaptureResolver,
  ShipmentResolver,
  DeclarationResolver,
  ...complianceResolvers,
];

/** What is read. */
const types = [
  ...[SourceReport, Claim, Figure, PolicyEvent],
  ...[Jurisdiction, Organisation, Site, Screening],
  ...[Chip, Throughput, Classification],
  ...[ApprovalRound, Licence, LicenceParty, LicenceLine, Condition, LicenceAmendment],
  ...[Restriction, SourcingRule, VolumeCap, EndUserStatement, ApiKey],
  ...[Order, OrderLine, OrderLineParty, ExternalId, Money],
  ...[Allocation, LicenceMovement],
  ...[ChipMismatch, ConditionUnsatisfied, JurisdictionMismatch, PartyMismatch, QuantityUnknown],
  ...[OrderLineHold, StockStatement, DomesticPurchase, FigureSum, Shortfall, SeriesPoint],
  ...[Shipment, ShipmentLine, ShipmentStatusChange, LaboratoryTest],
  ...[Declaration, DeclarationLine, DeclarationStatusChange, DeclarationReference, NativeStatus],
  ...[LaboratoryTestMissing, OrderLineOnHold],
  ...[CustomsEvent, EpcisErrorDeclaration],
  ...[ComplianceDecision, ComplianceVerdictChange],
  ...[CustomsEventEpc, CustomsEventQuantity, CustomsEventTransaction],
  ...everyEvent,
  ...[LicenceTolerance, RequestedAmount],
];

/** How it is read. */
export const declarations = [
  ...[sourceReportReads, claimReads, figureReads, policyEventReads],
  ...[jurisdictionReads, organisationReads, siteReads, screeningReads, screeningEntries],
  ...[chipReads, throughputReads, classificationReads],
  ...[tradeRuleReads, licenceReads, licencePartyReads, licenceLineReads],
  ...[conditionReads, licenceAmendmentReads],
  ...[drawingRefusalEntries, authorisationRefusalEntries],
  ...[orderReads, orderLineReads, allocationReads, allocationEntries, orderEntries, changeReads],
  ...[orderLineHoldReads, supplyReads, supplyEntries, figureSumReads, shortfallReads, seriesReads],
  complianceReads,
  ...[shipmentReads, declarationReads, customsEntries],
  ...[customsEventReads, customsEventPartReads, customsCaptureEntries],
  ...[everyEventReads, positionReads, viewerReads, apiKeyReads],
  ...[conditionEntries, recordSourceReportEntry, recordClaimEntry],
  ...[licenceToleranceReads, licenceLifeEntries],
  ...[activateLicenceEntry, suspendLicenceEntry, reinstateLicenceEntry, revokeLicenceEntry],
].flat();

/**
 * The whole public schema with everything that answers it.
 * @throws when types and declarations do not fit together
 */
export function createSchema(): ReadSchema {
  const answered = buildSchemaSync({ resolvers, orphanedTypes: types, validate: false });
  return readSchema(answered, scalars, declarations);
}

/** What `server/schema.graphql` holds. */
export function schemaText(): string {
  const { schema } = createSchema();
  return `# Generated by \`npm run schema\` from the code; do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
