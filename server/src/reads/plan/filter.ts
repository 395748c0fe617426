import { Fault } from '../../kernel/fault.ts';
import type { Leaf } from '../leaf.ts';
import type { Located, LocatedObject } from './located.ts';
import { operand, textOperand } from './operand.ts';
import type { Condition, Operator } from './plan.ts';
import type { Registry, ResolvedModel } from '../registry.ts';

const deepest = 20;

/** The condition a `<Type>Filter` argument states. */
export function planFilter(
  registry: Registry,
  model: ResolvedModel,
  filter: LocatedObject,
  depth = 1,
): Condition {
  if (depth > deepest) {
    throw new Fault('DOCUMENT_LIMIT', `A filter may nest ${deepest} deep: ask in two steps.`);
  }
  const of: Condition[] = [];
  for (const [name, part] of Object.entries(filter.fields)) {
    if (part.kind === 'null') continue;
    if (name === 'isNull') {
      // the row is there: asked for its absence, none is right
      if (part.kind === 'leaf' && part.value === true) of.push({ kind: 'any', of: [] });
      continue;
    }
    of.push(...planPart(registry, model, name, part, depth));
  }
  return { kind: 'all', of };
}

function planPart(
  registry: Registry,
  model: ResolvedModel,
  name: string,
  part: Located,
  depth: number,
): Condition[] {
  const nested = (located: Located): Condition =>
    planFilter(registry, model, asObject(located), depth + 1);
  if (name === 'and' || name === 'or') {
    const items = part.kind === 'list' ? part.items : [part];
    return [{ kind: name === 'and' ? 'all' : 'any', of: items.map(nested) }];
  }
  if (name === 'not') return [{ kind: 'not', of: nested(part) }];
  const field = registry.field(model.type, name);
  if (field.kind === 'leaf') return planLeaf(field.leaf, asObject(part));
  if (field.kind !== 'toOne' && field.kind !== 'toMany') return [];
  const other = registry.modelOf(field.relation.type);
  const exists = (where: Condition | undefined, negated: boolean): Condition => ({
    kind: 'exists',
    relation: field.relation,
    model: other,
    where,
    negated,
  });
  const whereOf = (located: Located): Condition =>
    planFilter(registry, other, asObject(located), depth + 1);
  const fields = asObject(part).fields;
  if (field.kind === 'toOne') {
    const isNull = fields.isNull;
    const rest = Object.keys(fields).some((key) => key !== 'isNull');
    return [
      ...(isNull?.kind === 'leaf' ? [exists(undefined, isNull.value === true)] : []),
      ...(rest ? [exists(whereOf(part), false)] : []),
    ];
  }
  return Object.entries(fields).flatMap(([quantifier, located]) => {
    if (located.kind === 'null') return [];
    if (quantifier === 'every') return [exists({ kind: 'not', of: whereOf(located) }, true)];
    return [exists(whereOf(located), quantifier === 'none')];
  });
}

/** What a comparison input states of one value. */
export function planLeaf(leaf: Leaf, comparison: LocatedObject): Condition[] {
  return Object.entries(comparison.fields).flatMap(([name, value]): Condition[] => {
    const operator = name as Operator;
    if (value.kind === 'null') {
      // equal to null, different from null; null elsewhere compares nothing
      return operator === 'eq' || operator === 'ne'
        ? [{ kind: 'null', leaf, negated: operator === 'ne' }]
        : [];
    }
    if (value.kind !== 'leaf') return [];
    if (operator === 'isNull') return [{ kind: 'null', leaf, negated: value.value !== true }];
    const textual = leaf.kind === 'text' && !leaf.list && operator !== 'in';
    const held = textual ? textOperand(value) : operand(leaf, value, operator === 'in');
    return [{ kind: 'compare', leaf, operator, operand: held }];
  });
}

function asObject(located: Located): LocatedObject {
  return located.kind === 'object' ? located : { kind: 'object', fields: {} };
}
