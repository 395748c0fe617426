import { complianceEvents } from '../compliance/compliance-event.type.ts';
import { declarationEvents } from '../customs/declaration-event.type.ts';
import { shipmentEvents } from '../customs/shipment-event.type.ts';
import { evidenceEvents } from '../evidence/evidence-event.type.ts';
import { tradeRuleEvents } from '../licences/trade-rule-event.type.ts';
import {
  LicenceExhausted,
  LicenceLineHeld,
  LicenceLineReleased,
  LicenceLineReserved,
  LicenceLineReversed,
  LicenceLineUnheld,
  LicenceLineUsed,
  LicenceReopened,
} from '../orders/ledger-event.type.ts';
import { orderEvents } from '../orders/order-event.type.ts';
import { screeningEvents } from '../organisations/screening-event.type.ts';
import { Actor, Event } from './event.type.ts';
import {
  ConditionBreached,
  ConditionImposed,
  ConditionSatisfied,
  ConditionWaived,
  LicenceActivated,
  LicenceEvent,
  LicenceRecorded,
  LicenceReinstated,
  LicenceRevoked,
  LicenceSuspended,
} from './licence-event.type.ts';
import { licenceLifeEvents } from './licence-life-event.type.ts';

/** What can stand in the log, of whichever feature. */
export const everyEvent = [
  ...[Event, Actor, LicenceEvent],
  ...[LicenceRecorded, LicenceActivated, LicenceSuspended, LicenceReinstated, LicenceRevoked],
  ...licenceLifeEvents,
  ...[ConditionImposed, ConditionSatisfied, ConditionWaived, ConditionBreached],
  ...[LicenceExhausted, LicenceReopened, LicenceLineHeld, LicenceLineUnheld],
  ...[LicenceLineReserved, LicenceLineUsed, LicenceLineReleased, LicenceLineReversed],
  ...[evidenceEvents, screeningEvents, tradeRuleEvents, orderEvents],
  ...[complianceEvents, shipmentEvents, declarationEvents],
].flat();
