import type { Declaration } from '../reads/model.ts';
import { complianceCheckEntries } from './compliance-check.reads.ts';
import { complianceDecisionReads } from './decision.reads.ts';
import { reserveEntries } from './reserve.reads.ts';
import { verdictChangeReads } from './verdict-change.reads.ts';
import { volumeCapShareReads } from './volume-cap-share.reads.ts';
import { whatIfReads } from './what-if.reads.ts';

/** How all of this room is read. */
export const complianceReads: Declaration[] = [
  ...complianceDecisionReads,
  ...complianceCheckEntries,
  ...reserveEntries,
  ...verdictChangeReads,
  ...volumeCapShareReads,
  ...whatIfReads,
];
