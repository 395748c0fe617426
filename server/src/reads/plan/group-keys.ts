import { Fault } from '../../kernel/fault.ts';
import type { Leaf } from '../leaf.ts';
import type { Registry, ResolvedModel } from '../registry.ts';
import type { GroupKeyPlan } from './gathering.ts';
import type { Located } from './located.ts';
import { orderName } from './order.ts';

const mostKeys = 5;
/** Most relations between the rows and the field that they are grouped by. */
const longestPath = 4;

/** The keys that `by` names. @throws Fault BAD_USER_INPUT, DOCUMENT_LIMIT */
export function planGroupKeys(
  registry: Registry,
  model: ResolvedModel,
  by: Located | undefined,
): GroupKeyPlan[] {
  const items = by?.kind === 'list' ? by.items : by ? [by] : [];
  if (items.length === 0 || items.length > mostKeys) {
    throw new Fault('BAD_USER_INPUT', `\`by\` names 1 to ${mostKeys} fields.`);
  }
  const keys = items.map((item, index) => planKey(registry, model, item, `k${index}`));
  const names = keys.map(({ name }) => name);
  const twice = keys.find(({ name }, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new Fault(
      'BAD_USER_INPUT',
      `\`by\` names ${twice.name} twice: a field stands once in a key, cut to one step; ask for another \`groups\` for another step.`,
    );
  }
  return keys;
}

/** The key that a list of field names leads to. */
export function findKey(
  keys: readonly GroupKeyPlan[],
  path: readonly string[],
): GroupKeyPlan | undefined {
  return keys.find(({ name }) => name === keyName(path));
}

/** `licensee.name` */
export function keyName(path: readonly string[]): string {
  return path.join('.');
}

/** The field that one element of `by` names. */
export interface NamedKey {
  path: string[];
  relations: GroupKeyPlan['path'];
  leaf: Leaf;
  prose: boolean;
  step?: string;
}

/** @throws Fault BAD_USER_INPUT when it does not name exactly one, DOCUMENT_LIMIT */
export function readKey(registry: Registry, model: ResolvedModel, item: Located): NamedKey {
  const given = item.kind === 'object' ? item.fields : {};
  const [name, ...others] = Object.keys(given).filter(
    (each) => each !== 'to' && given[each]?.kind !== 'null',
  );
  const part = name === undefined ? undefined : given[name];
  if (name === undefined || !part || others.length > 0) {
    throw new Fault(
      'BAD_USER_INPUT',
      `Each element of \`by\` names one \`field\` of ${model.type}, or one relation of it: take an element for each.`,
    );
  }
  const step = given.to?.kind === 'leaf' ? String(given.to.value) : undefined;
  if (name === 'field') return { ...ownField(model, part), ...(step && { step }) };
  if (step) throw new Fault('BAD_USER_INPUT', '`to` stands beside the `field` that is cut.');
  const found = registry.field(model.type, name);
  if (found.kind !== 'toOne') throw new Error(`${model.type}.${name} leads to no one row`);
  const { relation } = found;
  const other = registry.modelOf(relation.type);
  const rest = readKey(registry, other, part);
  if (rest.relations.length >= longestPath) {
    throw new Fault('DOCUMENT_LIMIT', `\`by\` leads over at most ${longestPath} relations.`);
  }
  return {
    ...rest,
    path: [name, ...rest.path],
    relations: [{ name, relation, model: other }, ...rest.relations],
  };
}

function ownField(model: ResolvedModel, located: Located): Omit<NamedKey, 'step'> {
  const word = located.kind === 'leaf' ? located.value : undefined;
  const found = [...model.resolved].find(([name]) => orderName(name) === word);
  if (found?.[1].kind !== 'leaf') throw new Error(`${model.type} has no field ${String(word)}`);
  const [name, { leaf }] = found;
  return { path: [name], relations: [], leaf, prose: model.prose?.includes(name) ?? false };
}

function planKey(
  registry: Registry,
  model: ResolvedModel,
  item: Located,
  column: string,
): GroupKeyPlan {
  const { path, relations, leaf, prose, step } = readKey(registry, model, item);
  const name = keyName(path);
  if (prose) {
    throw new Fault(
      'BAD_USER_INPUT',
      `${name} is free text, of which every row may have its own: group by another field, or filter by it.`,
    );
  }
  const dated = leaf.kind === 'instant' || leaf.kind === 'date';
  if (step && !dated) {
    throw new Fault('BAD_USER_INPUT', `${name} is neither a day nor an instant: leave out \`to\`.`);
  }
  if (leaf.kind === 'instant' && !step) {
    throw new Fault(
      'BAD_USER_INPUT',
      `${name} is an instant, of which every row may have its own: cut it with \`to\`, such as \`to: MONTH\`.`,
    );
  }
  return { name, column, path: relations, leaf, ...(step && { step }) };
}
