import type { Row, ViewerSql } from '../reads/model.ts';
import { governs } from '../reads/viewer-sql.ts';

/**
 * What a source reports is public; the rest is seen by the organisation that it is about, the
 * authority where that has its seat, and administrators.
 */
const supplyVisible =
  (column: string) =>
  (row: Row, viewer: ViewerSql): string =>
    `((
  ${row}.source_report_id is not null or ${viewer.admin} or ${row}.${column} = ${viewer.organisation}
  or exists (select from organisation party join jurisdiction seat on seat.id = party.jurisdiction_id
    where party.id = ${row}.${column} and ${governs(viewer, 'seat.code')})) is true)`;

export const stockVisible = supplyVisible('vendor_id');
export const purchaseVisible = supplyVisible('buyer_id');
