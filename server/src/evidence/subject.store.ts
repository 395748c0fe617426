import { factsOf, type Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';

/** Something that a claim can be about or refer to: a type, its table, which rows a viewer sees. */
export interface SubjectKind {
  readonly type: string;
  readonly table: string;
  /** SQL over a row's alias, given SQL of facts about the viewer */
  readonly visible:
    | 'everyone'
    | ((
        row: string,
        viewer: { key: string; admin: string; organisation: string; jurisdictions: string },
      ) => string);
}

const viewerSql = {
  key: '$5::text',
  admin: '$2::boolean',
  organisation: '$3::bigint',
  jurisdictions: '$4::text[]',
};

/** Whether there is such a row that the viewer may see. */
export async function isVisible(
  tx: Tx,
  kind: SubjectKind,
  key: string,
  viewer: Viewer,
): Promise<boolean> {
  const condition = kind.visible === 'everyone' ? 'true' : kind.visible('subject', viewerSql);
  const { key: own, admin, organisation, jurisdictions } = factsOf(viewer);
  const [row] = await tx.query<{ visible: boolean }>(
    // The facts are named here once, so that a condition need not use all of them.
    `select (${condition}) as visible
     from ${kind.table} subject, (select $2::boolean, $3::bigint, $4::text[], $5::text) facts
     where subject.id = $1`,
    [key, admin, organisation, jurisdictions, own],
  );
  return row?.visible === true;
}
