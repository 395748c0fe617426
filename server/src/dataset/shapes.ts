import { chipShape, jurisdictionShape, organisationShape, siteShape } from './catalogue-shapes.ts';
import { claimShape, policyEventShape, sourceShape } from './evidence-shapes.ts';
import {
  licenceShape,
  restrictionShape,
  roundShape,
  sourcingRuleShape,
  volumeCapShape,
  toleranceShape,
} from './licence-shapes.ts';
import type { RecordShape } from './shape.ts';
import { stockShape } from './supply-shapes.ts';

/** What each file of the dataset holds, by the first part of its name. */
export const shapes: Readonly<Record<string, RecordShape>> = {
  sources: sourceShape,
  jurisdictions: jurisdictionShape,
  organisations: organisationShape,
  sites: siteShape,
  chips: chipShape,
  rounds: roundShape,
  licences: licenceShape,
  tolerances: toleranceShape,
  restrictions: restrictionShape,
  'sourcing-rules': sourcingRuleShape,
  'volume-caps': volumeCapShape,
  'stock-statements': stockShape,
  'policy-events': policyEventShape,
  claims: claimShape,
};

/** Every table the dataset fills, those that others point to first. */
export const tables = [
  'source_report',
  'jurisdiction',
  'organisation',
  'organisation_member',
  'site',
  'chip',
  'throughput',
  'classification',
  'approval_round',
  'approval_round_candidate',
  'licence',
  'licence_party',
  'licence_line',
  'licence_condition',
  'licence_tolerance',
  'restriction',
  'restriction_chip',
  'restriction_party',
  'sourcing_rule',
  'volume_cap',
  'volume_cap_destination',
  'stock_statement',
  'policy_event',
  'policy_event_source',
  'policy_event_participant',
  'policy_event_chip',
  'claim',
  'claim_contradiction',
] as const;

/** Tables whose rows say who vouches for them; of the dataset's a source does. */
export const vouchedFor: ReadonlySet<string> = new Set([
  'source_report',
  'organisation',
  'site',
  'approval_round',
  'licence',
  'licence_condition',
  'restriction',
  'sourcing_rule',
  'volume_cap',
  'stock_statement',
  'policy_event',
]);
