import { customs } from './customs.ts';
import { evidence } from './evidence.ts';
import { applications, licences } from './licences.ts';
import { orders, suspension } from './orders.ts';
import type { Step } from './step.ts';

/** The invented story, in the order in which it happens. */
export const story: readonly Step[] = [
  ...evidence,
  ...licences,
  ...orders,
  ...customs,
  ...suspension,
  ...applications,
].sort((one, other) => one.at.localeCompare(other.at));
