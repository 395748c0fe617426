import { complianceEventReads } from '../compliance/compliance-event.reads.ts';
import { customsLogReads } from '../customs/customs-log.reads.ts';
import { evidenceEventReads } from '../evidence/evidence-event.reads.ts';
import { tradeRuleEventReads } from '../licences/trade-rule-event.reads.ts';
import { ledgerEventReads } from '../orders/ledger-event.reads.ts';
import { orderEventReads } from '../orders/order-event.reads.ts';
import { screeningEventReads } from '../organisations/screening-event.reads.ts';
import type { Declaration } from '../reads/model.ts';
import { eventReads } from './event.reads.ts';
import { licenceEventReads } from './licence-event.reads.ts';

/** How the log is read, whatever feature an event belongs to. */
export const everyEventReads: Declaration[] = [
  ...[eventReads, licenceEventReads, ledgerEventReads],
  ...[evidenceEventReads, screeningEventReads, tradeRuleEventReads, orderEventReads],
  ...[complianceEventReads, customsLogReads],
].flat();
