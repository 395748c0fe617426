import type { Client } from 'pg';
import { factsOf, type Viewer } from '../../server/src/access/viewer.ts';
import type { ViewerSql } from '../../server/src/reads/model.ts';
import type { PlainRelation } from './oracle-plain-model.ts';
import type { PlainRow, PlainSource } from './oracle-plain-source.ts';
import { type PlainWorld, readSeen } from './oracle-plain-world.ts';

/** A world as one viewer sees it. */
export interface PlainSight {
  readonly world: PlainWorld;
  sees(row: PlainRow): boolean;
  /** the rows that a relation leads to, seen or not */
  led(row: PlainRow, relation: PlainRelation): PlainRow[];
  /** whether the viewer means the row first by its natural key */
  prefers(row: PlainRow, key: number): boolean;
}

/** Asks of every row, one condition at a time, whether the viewer sees it. */
export async function lookAt(db: Client, world: PlainWorld, viewer: Viewer): Promise<PlainSight> {
  const sql = viewerSql(viewer);
  const { seen, sources } = await readSeen(db, world, sql);
  const visible = new Map<PlainSource, Set<string>>();
  const preferred = new Map<PlainSource, Map<number, Set<string>>>();
  const keysWhere = async ({ from, key }: PlainSource, condition: string) => {
    const text = `select (${key})::text from ${from} where ${condition}`;
    const { rows } = await db.query<[string]>({ text, rowMode: 'array' });
    return new Set(rows.map(([found]) => found));
  };
  for (const source of [...world.sources, ...sources]) {
    const { model, alias } = source;
    let keys: Set<string> | undefined;
    for (const condition of model.conditions) {
      const found = await keysWhere(source, condition(alias, sql));
      keys = new Set([...found].filter((key) => keys?.has(key) ?? true));
    }
    if (keys) visible.set(source, keys);
    const preferences = new Map<number, Set<string>>();
    for (const [place, { prefer }] of model.keys.entries()) {
      if (prefer && !model.keyless) {
        preferences.set(place, await keysWhere(source, prefer(alias, sql)));
      }
    }
    preferred.set(source, preferences);
  }
  const sees = (row: PlainRow): boolean => {
    if (visible.get(row.source)?.has(row.key) === false) return false;
    if (!row.source.model.about) return true;
    const type = row.hidden.get('about type') ?? '';
    const subject = world.tables.get(type);
    // what nobody publishes hides nothing, and what everybody sees needs no look
    if (!subject || (subject.model.conditions.length === 0 && !subject.model.about)) return true;
    const found = subject.byKey.get(row.hidden.get('about key') ?? '');
    return found !== undefined && sees(found);
  };
  return {
    world,
    sees,
    led: (row, relation) =>
      (seen.get(relation) ?? row.source.led.get(relation.name))?.get(row.key) ?? [],
    prefers: (row, key) => preferred.get(row.source)?.get(key)?.has(row.key) ?? false,
  };
}

/** Facts of the viewer as literals. */
function viewerSql(viewer: Viewer): ViewerSql {
  const { key, admin, organisation, jurisdictions } = factsOf(viewer);
  return {
    key: `'${key}'::text`,
    admin: `${admin}::boolean`,
    organisation: `${organisation ?? 'null'}::bigint`,
    jurisdictions: `'{${jurisdictions.join(',')}}'::text[]`,
  };
}
