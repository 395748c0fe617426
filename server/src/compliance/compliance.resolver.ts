import { ComplianceCheckResolver } from './compliance-check.resolver.ts';
import { ComplianceDecisionResolver } from './decision.resolver.ts';
import { ReserveResolver } from './reserve.resolver.ts';
import { VolumeCapShareResolver } from './volume-cap-share.resolver.ts';
import { WhatIfResolver } from './what-if.resolver.ts';

/** What this room answers by code. */
export const complianceResolvers = [
  ComplianceCheckResolver,
  ComplianceDecisionResolver,
  ReserveResolver,
  VolumeCapShareResolver,
  WhatIfResolver,
];
