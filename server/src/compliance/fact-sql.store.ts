import { factsOf, type Viewer } from '../access/viewer.ts';
import type { SubjectKind } from '../evidence/subject.store.ts';

/** SQL of facts about a viewer: placeholders, or columns where a party to an order looks. */
type ViewerSql = Parameters<Exclude<SubjectKind['visible'], 'everyone'>>[1];

/**
 * How rows are seen and figures calculated, as the read engine has it. So a check knows no figure
 * otherwise than it is read, and tells nobody of what they cannot read.
 */
export interface FactSql {
  /** whether a row of a type is seen, given SQL of the viewer */
  visible(type: string, row: string, viewer: ViewerSql): string;
  /** the one number of a figure, as decimal or null; of a figure with bounds only null */
  number(type: string, field: string, row: string): string;
  /** a subselect with the figure's low, central, high and qualifier */
  figure(type: string, field: string, row: string): string;
  /** how far the event log reaches, as cursor */
  position(): string;
}

/** The viewer's facts stand at these placeholders in every statement that gathers facts. */
export const asViewer: ViewerSql = {
  admin: '$2::boolean',
  organisation: '$3::bigint',
  jurisdictions: '$4::text[]',
  key: '$5::text',
};

/** The eyes of an organisation that is no authority. */
export const asOrganisation = (organisation: string): ViewerSql => ({
  admin: 'false',
  organisation,
  jurisdictions: `'{}'::text[]`,
  key: `''::text`,
});

/** Values for `asViewer`, from the second placeholder on. */
export function viewerValues(viewer: Viewer): unknown[] {
  const { admin, organisation, jurisdictions, key } = factsOf(viewer);
  return [admin, organisation, jurisdictions, key];
}
