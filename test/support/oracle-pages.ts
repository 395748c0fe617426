import type { Statements } from '../../server/src/database/transaction.ts';

/** How many licences there are to page through. */
export const rows = 23;

/** Licences whose values are mostly shared by several or missing, so that cursors stand among ties. */
export async function addTiedLicences(db: Statements): Promise<void> {
  await db.query(`insert into jurisdiction (code, name) values ('AA', 'a')`);
  await db.query(`insert into organisation (name, kind) values ('a', 'COMPANY'), ('b', 'COMPANY')`);
  await db.query(`insert into licence (number, direction, type, status, jurisdiction_id,
      licensee_id, valid_from, end_use, published, status_changed_at)
    select nullif('n "\\' || n % 4, 'n "\\0'), 'IMPORT', 'QUOTA', 'ACTIVE', 1, 1 + n % 2,
      case when n % 5 > 1 then date '2026-01-01' + n % 3 end,
      case when n % 3 > 0 then 'USE_' || n % 2 end, n % 2 = 0,
      case when n % 7 > 0 then timestamptz '2026-02-01T00:00:00.120Z' + n % 4 * interval '7 milliseconds' end
    from generate_series(1, ${rows}) n`);
}

/** A page of a list with everything that can be told of it. */
export interface Page {
  totalCount: number;
  nodes: { id: string }[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** What to select of a list to get one. */
export const page = `{ totalCount nodes { id } edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
