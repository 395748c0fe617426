import { Fault } from '../../kernel/fault.ts';
import type { Gather } from '../aggregated.ts';
import type { Registry, ResolvedModel } from '../registry.ts';
import { planLeaf } from './filter.ts';
import type { Gathering, GroupKeyPlan } from './gathering.ts';
import type { Located, LocatedObject } from './located.ts';
import type { Condition } from './plan.ts';

const deepest = 20;

/** What the parts of one `groups` share while they are planned. */
export interface GroupPlanning {
  registry: Registry;
  model: ResolvedModel;
  gathering: Gathering;
  keys: GroupKeyPlan[];
}

/** The condition over groups that `having` states. */
export function planHaving(planning: GroupPlanning, having: LocatedObject, depth = 1): Condition {
  if (depth > deepest) {
    throw new Fault('DOCUMENT_LIMIT', `\`having\` may nest ${deepest} deep: ask in two steps.`);
  }
  const nested = (part: Located): Condition => planHaving(planning, asObject(part), depth + 1);
  const of = Object.entries(having.fields).flatMap(([name, part]): Condition[] => {
    if (part.kind === 'null') return [];
    if (name === 'and' || name === 'or') {
      const items = part.kind === 'list' ? part.items : [part];
      return [{ kind: name === 'and' ? 'all' : 'any', of: items.map(nested) }];
    }
    if (name === 'not') return [{ kind: 'not', of: nested(part) }];
    if (name === 'count') return planLeaf(planning.gathering.count(), asObject(part));
    return planFields(planning, name as Gather, asObject(part));
  });
  return { kind: 'all', of };
}

function planFields(
  { registry, model, gathering }: GroupPlanning,
  gather: Gather,
  { fields }: LocatedObject,
): Condition[] {
  return Object.entries(fields).flatMap(([name, part]) => {
    const field = registry.field(model.type, name);
    const leaf = field.kind === 'leaf' ? gathering.of(gather, name, field.leaf) : undefined;
    if (!leaf) throw new Error(`${model.type}.${name} has no ${gather}`);
    return part.kind === 'null' ? [] : planLeaf(leaf, asObject(part));
  });
}

function asObject(located: Located): LocatedObject {
  return located.kind === 'object' ? located : { kind: 'object', fields: {} };
}
