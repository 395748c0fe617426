import type { DataSource } from 'typeorm';
import { ApiKeyService } from './access/api-key.service.ts';
import { ComplianceService } from './compliance/compliance.service.ts';
import { ComplianceDecisionService } from './compliance/decision.service.ts';
import { ComplianceLicensing } from './compliance/customs-licensing.store.ts';
import type { FactSql } from './compliance/fact-sql.store.ts';
import { ReservationService } from './compliance/reservation.service.ts';
import { ComplianceGuard } from './compliance/reservation-guard.store.ts';
import { WhatIfService } from './compliance/what-if.service.ts';
import { VolumeCapShareService } from './compliance/volume-cap-share.service.ts';
import { CustomsCaptureService } from './customs/customs-capture.service.ts';
import type { Sees } from './customs/customs-event-link.service.ts';
import { DeclarationService } from './customs/declaration.service.ts';
import { DeclarationDraftService } from './customs/declaration-draft.service.ts';
import { LaboratoryTestService } from './customs/laboratory-test.service.ts';
import { ShipmentService } from './customs/shipment.service.ts';
import { ShipmentPlanService } from './customs/shipment-plan.service.ts';
import { EvidenceService } from './evidence/evidence.service.ts';
import { isVisible } from './evidence/subject.store.ts';
import { ApprovalRoundService } from './licences/approval-round.service.ts';
import { ConditionService } from './licences/condition.service.ts';
import { EndUserStatementService } from './licences/end-user-statement.service.ts';
import { LicenceAmendmentService } from './licences/licence-amendment.service.ts';
import { LicenceApplicationService } from './licences/licence-application.service.ts';
import { LicenceOutcomeService } from './licences/licence-outcome.service.ts';
import { LicenceService } from './licences/licence.service.ts';
import { RestrictionService } from './licences/restriction.service.ts';
import { SourcingRuleService } from './licences/sourcing-rule.service.ts';
import { VolumeCapService } from './licences/volume-cap.service.ts';
import { AllocationService } from './orders/allocation.service.ts';
import { ChangeService } from './orders/change.service.ts';
import { LedgerService } from './orders/ledger.service.ts';
import { OrderLineHoldService } from './orders/order-line-hold.service.ts';
import { OrderService } from './orders/order.service.ts';
import { SeriesService } from './orders/series.service.ts';
import { SupplyService } from './orders/supply.service.ts';
import { ScreeningService } from './organisations/screening.service.ts';
import type { Services } from './api/context.ts';
import type { Clock } from './kernel/clock.ts';
import type { Drawings } from './licences/drawings.store.ts';
import type { Registry } from './reads/registry.ts';

interface Parts {
  readonly database: DataSource;
  readonly clock: Clock;
  /** tells the sequencer that an event was committed */
  readonly ring: () => void;
  readonly drawings: Drawings;
  readonly registry: Registry;
  readonly sql: FactSql;
}

/** Who sees which row, as reads have it. */
export const seesIn =
  (registry: Registry): Sees =>
  (tx, viewer, type, id) =>
    isVisible(tx, registry.modelOf(type), id, viewer);

/** Everything that decides, by one clock. */
export function createServices({ drawings, registry, sql, ...parts }: Parts): Services {
  const { database, clock, ring } = parts;
  const licensing = new ComplianceLicensing(sql);
  const ledger = new LedgerService({ database, ring, guard: new ComplianceGuard(sql) });
  // of the log, claims are about events of licences
  const subjects = [...registry.models.values()]
    .filter(({ type, keyless }) => !keyless && type !== 'Event')
    .map(({ type, partOf = type, table, visible }) => ({ type: partOf, table, visible }));
  return {
    allocations: new AllocationService({ database, clock, ledger }),
    amendments: new LicenceAmendmentService({ ...parts, drawings }),
    applications: new LicenceApplicationService(parts),
    approvalRounds: new ApprovalRoundService(parts),
    changes: new ChangeService({ database }),
    compliance: new ComplianceService({ database, clock, sql }),
    complianceDecisions: new ComplianceDecisionService({ ...parts, sql }),
    conditions: new ConditionService(parts),
    customsCapture: new CustomsCaptureService({ ...parts, sees: seesIn(registry) }),
    declarationDrafts: new DeclarationDraftService(parts),
    declarations: new DeclarationService({ ...parts, licensing }),
    endUserStatements: new EndUserStatementService(parts),
    evidence: new EvidenceService({ database, subjects, ring }),
    keys: new ApiKeyService({ database, clock }),
    laboratoryTests: new LaboratoryTestService(parts),
    licences: new LicenceService({ ...parts, drawings }),
    orderLineHolds: new OrderLineHoldService(parts),
    orders: new OrderService(parts),
    outcomes: new LicenceOutcomeService(parts),
    reservations: new ReservationService({ database, clock, sql, ledger }),
    restrictions: new RestrictionService(parts),
    screenings: new ScreeningService(parts),
    shipmentPlans: new ShipmentPlanService({ ...parts, licensing }),
    shipments: new ShipmentService(parts),
    sourcingRules: new SourcingRuleService(parts),
    series: new SeriesService(parts),
    supply: new SupplyService(parts),
    volumeCapShares: new VolumeCapShareService({ database, sql }),
    volumeCaps: new VolumeCapService(parts),
    whatIf: new WhatIfService({ database, clock, sql }),
  };
}
