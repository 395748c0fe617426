import { Fault } from '../../kernel/fault.ts';
import { gatherWords } from '../aggregated.ts';
import type { Leaf } from '../leaf.ts';
import { keyLeaf } from './gathering.ts';
import { findKey, keyName, readKey } from './group-keys.ts';
import type { GroupPlanning } from './having.ts';
import type { Located, LocatedObject } from './located.ts';
import { orderName } from './order.ts';
import type { OrderKey } from './plan.ts';

const mostKeys = 5;

/** The order asked for, ended by the parts of the key so that no two groups tie. */
export function planGroupOrder(planning: GroupPlanning, orderBy: Located | undefined): OrderKey[] {
  const items = orderBy?.kind === 'list' ? orderBy.items : orderBy ? [orderBy] : [];
  if (items.length > mostKeys) {
    throw new Fault('BAD_USER_INPUT', `orderBy takes at most ${mostKeys} keys.`);
  }
  const asked = items.flatMap((item): OrderKey[] => {
    if (item.kind !== 'object') return [];
    const descending = word(item.fields.direction) === 'DESC';
    const nullsFirst = word(item.fields.nulls) === 'FIRST';
    return [{ leaf: orderedLeaf(planning, item), descending, nullsFirst }];
  });
  const last = planning.keys.map(
    (key): OrderKey => ({ leaf: keyLeaf(key), descending: false, nullsFirst: false }),
  );
  return [...asked, ...last];
}

function orderedLeaf(planning: GroupPlanning, item: LocatedObject): Leaf {
  const { key } = item.fields;
  const [aggregate, field] = [word(item.fields.aggregate), word(item.fields.field)];
  if (key?.kind === 'object') {
    if (aggregate || field) throw oneOfBoth();
    return keyOf(planning, key);
  }
  const gather = gatherWords[aggregate ?? ''];
  if (!gather) throw oneOfBoth();
  if (gather === 'count' && !field) return planning.gathering.count();
  const found = [...planning.model.resolved].find(([name]) => orderName(name) === field);
  const leaf =
    gather !== 'count' && found?.[1].kind === 'leaf'
      ? planning.gathering.of(gather, found[0], found[1].leaf)
      : undefined;
  if (leaf) return leaf;
  throw new Fault(
    'BAD_USER_INPUT',
    gather === 'count'
      ? 'COUNT counts the rows of a group: leave out `field`, or take DISTINCT_COUNT.'
      : field
        ? `There is no ${aggregate} of ${field}: SUM and AVG are of numbers, MIN and MAX of numbers, days and instants.`
        : `${aggregate} is gathered of a \`field\`: name it.`,
  );
}

function keyOf({ registry, model, keys }: GroupPlanning, key: Located): Leaf {
  const { path, step } = readKey(registry, model, key);
  const found = findKey(keys, path);
  if (!found || (step && step !== found.step)) {
    throw new Fault(
      'BAD_USER_INPUT',
      `The groups are not formed by ${keyName(path)}${found ? ` cut to ${step}` : ''}: order them by a part of their key.`,
    );
  }
  return keyLeaf(found);
}

function oneOfBoth(): Fault {
  return new Fault(
    'BAD_USER_INPUT',
    'Each element of `orderBy` names an `aggregate` or a part of the `key`, not both.',
  );
}

function word(located: Located | undefined): string | undefined {
  return located?.kind === 'leaf' ? String(located.value) : undefined;
}
