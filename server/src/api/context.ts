import type { ApiKeyService } from '../access/api-key.service.ts';
import type { Viewer } from '../access/viewer.ts';
import type { VolumeCapShareService } from '../compliance/volume-cap-share.service.ts';
import type { ComplianceService } from '../compliance/compliance.service.ts';
import type { ComplianceDecisionService } from '../compliance/decision.service.ts';
import type { ReservationService } from '../compliance/reservation.service.ts';
import type { WhatIfService } from '../compliance/what-if.service.ts';
import type { CustomsCaptureService } from '../customs/customs-capture.service.ts';
import type { DeclarationService } from '../customs/declaration.service.ts';
import type { DeclarationDraftService } from '../customs/declaration-draft.service.ts';
import type { LaboratoryTestService } from '../customs/laboratory-test.service.ts';
import type { ShipmentService } from '../customs/shipment.service.ts';
import type { ShipmentPlanService } from '../customs/shipment-plan.service.ts';
import type { EvidenceService } from '../evidence/evidence.service.ts';
import type { ApprovalRoundService } from '../licences/approval-round.service.ts';
import type { ConditionService } from '../licences/condition.service.ts';
import type { EndUserStatementService } from '../licences/end-user-statement.service.ts';
import type { LicenceAmendmentService } from '../licences/licence-amendment.service.ts';
import type { LicenceApplicationService } from '../licences/licence-application.service.ts';
import type { LicenceOutcomeService } from '../licences/licence-outcome.service.ts';
import type { LicenceService } from '../licences/licence.service.ts';
import type { RestrictionService } from '../licences/restriction.service.ts';
import type { SourcingRuleService } from '../licences/sourcing-rule.service.ts';
import type { VolumeCapService } from '../licences/volume-cap.service.ts';
import type { AllocationService } from '../orders/allocation.service.ts';
import type { ChangeService } from '../orders/change.service.ts';
import type { OrderService } from '../orders/order.service.ts';
import type { OrderLineHoldService } from '../orders/order-line-hold.service.ts';
import type { SeriesService } from '../orders/series.service.ts';
import type { SupplyService } from '../orders/supply.service.ts';
import type { ScreeningService } from '../organisations/screening.service.ts';

/** What the resolvers may ask. */
export interface Services {
  readonly allocations: AllocationService;
  readonly amendments: LicenceAmendmentService;
  readonly applications: LicenceApplicationService;
  readonly approvalRounds: ApprovalRoundService;
  readonly changes: ChangeService;
  readonly compliance: ComplianceService;
  readonly complianceDecisions: ComplianceDecisionService;
  readonly conditions: ConditionService;
  readonly declarationDrafts: DeclarationDraftService;
  readonly declarations: DeclarationService;
  readonly endUserStatements: EndUserStatementService;
  readonly customsCapture: CustomsCaptureService;
  readonly evidence: EvidenceService;
  readonly keys: ApiKeyService;
  readonly laboratoryTests: LaboratoryTestService;
  readonly licences: LicenceService;
  readonly orders: OrderService;
  readonly orderLineHolds: OrderLineHoldService;
  readonly outcomes: LicenceOutcomeService;
  readonly reservations: ReservationService;
  readonly restrictions: RestrictionService;
  readonly screenings: ScreeningService;
  readonly shipmentPlans: ShipmentPlanService;
  readonly shipments: ShipmentService;
  readonly sourcingRules: SourcingRuleService;
  readonly volumeCapShares: VolumeCapShareService;
  readonly volumeCaps: VolumeCapService;
  readonly series: SeriesService;
  readonly supply: SupplyService;
  readonly whatIf: WhatIfService;
}

/** Made for each request. */
export interface Context {
  readonly viewer: Viewer;
  readonly services: Services;
}
