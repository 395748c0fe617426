import type { ApiKeyService } from '../access/api-key.service.ts';
import type { Viewer } from '../access/viewer.ts';
import type { EvidenceService } from '../evidence/evidence.service.ts';
import type { ConditionService } from '../licences/condition.service.ts';
import type { LicenceService } from '../licences/licence.service.ts';
import type { OrderService } from '../orders/order.service.ts';

/** What the resolvers may ask. */
export interface Services {
  readonly conditions: ConditionService;
  readonly evidence: EvidenceService;
  readonly keys: ApiKeyService;
  readonly licences: LicenceService;
  readonly orders: OrderService;
}

/** Made for each request. */
export interface Context {
  readonly viewer: Viewer;
  readonly services: Services;
}
