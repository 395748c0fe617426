import type { Model, Row, RowCondition, ToOne } from './model.ts';

/** How a row's key leads to that of the row through which it is seen, step by step. */
interface Way {
  type: string;
  steps: { table: string; column: string }[];
}

/**
 * The condition under which rows that are about others are seen: by whoever sees those. Each kind
 * of row through which others are seen is looked at in one place, which keeps it quick to plan.
 *
 * @param models all of them; read when a statement is written
 */
export function seenThroughSubject(
  models: ReadonlyMap<string, Model>,
  { typeColumn, keyColumn }: NonNullable<Model['about']>,
): RowCondition {
  return (row, viewer) => {
    const type = `${row}.${typeColumn}`;
    const cases = [...waysByRoot(models)].map(([root, ways]) => {
      const { table, visible } = models.get(root) as Model;
      const names = ways.map((way) => `'${way.type}'`).join(', ');
      const key = `case ${type} ${ways.map((way) => `when '${way.type}' then ${keySql(way, `${row}.${keyColumn}`)}`).join(' ')} end`;
      const seen = visible === 'everyone' ? 'true' : visible('about', viewer);
      return `when ${type} in (${names}) then exists (select from ${table} about where about.id = ${key} and ${seen})`;
    });
    return cases.length === 0 ? 'true' : `(case ${cases.join(' ')} else true end)`;
  };
}

/** Rows that not everybody sees, by the kind of row whose condition decides about them. */
function waysByRoot(models: ReadonlyMap<string, Model>): Map<string, Way[]> {
  const ways = new Map<string, Way[]>();
  for (const model of models.values()) {
    if (model.keyless || model.about || model.visible === 'everyone') continue;
    const way: Way = { type: model.partOf ?? model.type, steps: [] };
    let root = model;
    for (let next = parentOf(models, root); next; next = parentOf(models, root)) {
      way.steps.push({ table: root.table, column: root.through ?? '' });
      root = next;
    }
    ways.set(root.type, [...(ways.get(root.type) ?? []), way]);
  }
  return ways;
}

/**
 * The kind of row through which these are always seen: where a relation leads there, one that is
 * required; where none does, that of the table after which the key is called.
 */
function parentOf(models: ReadonlyMap<string, Model>, model: Model): Model | undefined {
  const { through } = model;
  if (through === undefined) return undefined;
  const field = Object.values(model.fields).find(
    (each): each is ToOne => each.kind === 'toOne' && each.column === through,
  );
  if (field) return field.required ? models.get(field.type) : undefined;
  return [...models.values()].find(({ table }) => `${table}_id` === through);
}

function keySql({ steps }: Way, key: string): Row {
  return steps.reduce(
    (sql, { table, column }) => `(select step.${column} from ${table} step where step.id = ${sql})`,
    key,
  );
}
