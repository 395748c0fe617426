import type { LicenceSubject } from '../access/policy.ts';
import { hasRole, type Viewer } from '../access/viewer.ts';
import type { Step } from './allocation.ts';
import { mayDecideOnOrder, type OrderSubject } from './order.ts';

/** Whom an allocation concerns. */
export interface AllocationSubject {
  readonly order: OrderSubject;
  readonly licence: LicenceSubject;
}

/**
 * Steps are taken by whoever decides on the order; what crossed the border is also the business of
 * the authority that gave the licence.
 */
export function mayTakeStep(
  viewer: Viewer,
  step: Step,
  { order, licence: { jurisdiction } }: AllocationSubject,
): boolean {
  const crossing = step === 'USE' || step === 'REVERSE';
  const authority = hasRole(viewer, 'AUTHORITY') && viewer.jurisdictions.includes(jurisdiction);
  return mayDecideOnOrder(viewer, order) || (crossing && authority);
}
