import type { Row, ViewerSql } from '../reads/model.ts';
import { governs } from '../reads/viewer-sql.ts';

/** An order is seen by its buyer, its vendor, administrators and the authorities it concerns. */
export const orderVisible = (order: Row, viewer: ViewerSql): string => `((
  ${viewer.admin} or ${order}.buyer_id = ${viewer.organisation} or ${order}.vendor_id = ${viewer.organisation}
  or exists (select from jurisdiction concerned where ${governs(viewer, 'concerned.code')}
    and (exists (select from organisation party where party.id in (${order}.buyer_id, ${order}.vendor_id)
        and party.jurisdiction_id = concerned.id)
      or exists (select from order_line bound where bound.order_id = ${order}.id
        and bound.destination_id = concerned.id)))) is true)`;

/** A line is seen by whoever sees its order. */
export const seenThroughOrder = (line: Row, viewer: ViewerSql): string => `exists (
  select from purchase_order whole where whole.id = ${line}.order_id
    and ${orderVisible('whole', viewer)})`;

/** What belongs to a line is seen by whoever sees its order. */
export const seenThroughOrderLine = (part: Row, viewer: ViewerSql): string => `exists (
  select from order_line ordered where ordered.id = ${part}.order_line_id
    and ${seenThroughOrder('ordered', viewer)})`;
