import type { Client } from 'pg';
import type { Raw } from './oracle-plain-leaf.ts';
import type { PlainModel } from './oracle-plain-model.ts';

/** One row with everything that is declared of it, read beforehand. */
export interface PlainRow {
  readonly source: PlainSource;
  /** of a row of a table its key; of one made from another row that one's, unless there are several */
  readonly key: string;
  /** key of the row that it was made from, else its own */
  readonly parent: string;
  /** its GraphQL type */
  readonly type: string;
  /** the model's unique column, as text */
  readonly sort: string;
  readonly values: ReadonlyMap<string, Raw>;
  /** values that no field shows: columns of keys to other rows and parts of natural keys */
  readonly hidden: ReadonlyMap<string, Raw>;
}

/** Where rows come from: a table, or what a relation makes of each row of another source. */
export interface PlainSource {
  readonly model: PlainModel;
  readonly from: string;
  readonly alias: string;
  /** SQL of the rows' keys */
  readonly key: string;
  readonly rows: PlainRow[];
  readonly byKey: Map<string, PlainRow>;
  /** by relation: the rows that it leads to, by the key of the row that it starts from */
  readonly led: Map<string, Map<string, PlainRow[]>>;
}

/** Reads every row of a source with plain selects, each value as its text. */
export async function readSource(
  db: Client,
  {
    model,
    from,
    alias,
    key,
    order,
  }: Omit<PlainSource, 'rows' | 'byKey' | 'led'> & { order?: string },
): Promise<PlainSource> {
  const source: PlainSource = {
    ...{ model, from, alias, key },
    ...{ rows: [], byKey: new Map(), led: new Map() },
  };
  const leaves = [...model.leaves.values()];
  const hidden = [...hiddenColumns(model, alias)];
  const columns = [
    `(${key})::text`,
    model.keyless ? `''` : `${alias}.${model.sort}::text`,
    model.discriminator ? `${alias}.${model.discriminator.column}::text` : `''`,
    ...leaves.map(({ sql, list }) =>
      list ? `array_to_json(${sql(alias)})::text` : `(${sql(alias)})::text`,
    ),
    ...hidden.map(([, sql]) => `(${sql})::text`),
  ];
  const text = `select ${columns.join(', ')} from ${from}${order ? ` order by ${order}` : ''}`;
  const { rows } = await db.query<[string, string, string, ...Raw[]]>({ text, rowMode: 'array' });
  for (const [parent, sort, word, ...values] of rows) {
    const key = source.byKey.has(parent) ? `${parent}/${source.rows.length}` : parent;
    if (key !== parent && model.conditions.length > 0) {
      throw new Error(`The plain oracle does not tell rows of ${model.type} apart.`);
    }
    const row: PlainRow = {
      ...{ source, key, parent, sort },
      type: model.discriminator?.types[word] ?? model.type,
      values: new Map(leaves.map(({ name }, place) => [name, values[place] ?? null])),
      hidden: new Map(hidden.map(([name], place) => [name, values[leaves.length + place] ?? null])),
    };
    source.rows.push(row);
    source.byKey.set(key, row);
  }
  return source;
}

/** SQL of values that stand behind fields, by a name for each. */
function* hiddenColumns(model: PlainModel, row: string): Generator<[string, string]> {
  for (const relation of model.relations.values()) {
    if (relation.kind === 'toOne' && relation.column) {
      yield [relation.name, `${row}.${relation.column}`];
    }
    if (relation.kind === 'toAny') {
      yield [`${relation.name} type`, `${row}.${relation.typeColumn}`];
      yield [`${relation.name} key`, `${row}.${relation.keyColumn}`];
    }
  }
  if (model.about) {
    yield ['about type', `${row}.${model.about.typeColumn}`];
    yield ['about key', `${row}.${model.about.keyColumn}`];
  }
  if (model.cursor) yield ['cursor', model.cursor(row)];
  for (const { args } of model.keys) {
    for (const [name, argument] of Object.entries(args)) {
      if ('sql' in argument) yield [`key ${name}`, argument.sql(row)];
      else {
        for (const [part, sql] of Object.entries(argument.parts)) {
          yield [`key ${name}.${part}`, sql(row)];
        }
      }
    }
  }
}
