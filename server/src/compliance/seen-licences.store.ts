import type { Viewer } from '../access/viewer.ts';
import type { Statements } from '../database/transaction.ts';
import { asViewer, type FactSql, viewerValues } from './fact-sql.store.ts';
import { viewerFacts } from './line-facts.store.ts';

/** Those of the licences that the viewer may see. */
export async function seenLicences(
  db: Statements,
  viewer: Viewer,
  keys: readonly string[],
  sql: FactSql,
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db.query<{ id: string }>(
    `select licence.id::text from licence, ${viewerFacts}
     where licence.id = any($1) and ${sql.visible('Licence', 'licence', asViewer)}`,
    [keys, ...viewerValues(viewer)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether the viewer may see the licences of all of these lines. */
export async function seesLicences(
  db: Statements,
  viewer: Viewer,
  lines: readonly string[],
  sql: FactSql,
): Promise<boolean> {
  const rows = await db.query(
    `select from licence_line line join licence on licence.id = line.licence_id, ${viewerFacts}
     where line.id = any($1) and ${sql.visible('Licence', 'licence', asViewer)}`,
    [lines, ...viewerValues(viewer)],
  );
  return rows.length === lines.length;
}

/** How far the event log reaches. */
export async function logPosition(db: Statements, sql: FactSql): Promise<string> {
  const [row] = await db.query<{ position: string }>(`select ${sql.position()} as position`);
  return row?.position ?? '';
}
