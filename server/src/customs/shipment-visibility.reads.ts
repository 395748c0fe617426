import { seenThroughOrder } from '../orders/order-visibility.reads.ts';
import type { Row, ViewerSql } from '../reads/model.ts';
import { governs } from '../reads/viewer-sql.ts';

/** What is shipped of an order line concerns whoever sees the order or has a role in the line. */
const concernedByLine = (shipped: Row, viewer: ViewerSql): string => `exists (
  select from order_line ordered where ordered.id = ${shipped}.order_line_id
    and (${seenThroughOrder('ordered', viewer)}
      or exists (select from order_line_party taking where taking.order_line_id = ordered.id
        and taking.organisation_id = ${viewer.organisation})))`;

/** Whoever handles the goods as a whole: carrier, laboratory, authorities on the way. */
const handling = (shipment: Row, viewer: ViewerSql): string => `((
  ${viewer.admin} or ${shipment}.carrier_id = ${viewer.organisation}
  or ${shipment}.laboratory_id = ${viewer.organisation}
  or exists (select from laboratory_test tested where tested.shipment_id = ${shipment}.id
    and tested.laboratory_id = ${viewer.organisation})
  or exists (select from jurisdiction passed where ${governs(viewer, 'passed.code')}
    and (exists (select from declaration stated where stated.shipment_id = ${shipment}.id
        and stated.jurisdiction_id = passed.id)
      or exists (select from site standing where standing.id in (${shipment}.origin_id, ${shipment}.destination_id)
        and standing.jurisdiction_id = passed.id)))) is true)`;

/**
 * A shipment is seen by the parties to what is in it, by its carrier and laboratories, by the
 * authorities it concerns and by administrators.
 */
export const shipmentVisible = (shipment: Row, viewer: ViewerSql): string => `(
  ${handling(shipment, viewer)} or exists (select from shipment_line loaded
    where loaded.shipment_id = ${shipment}.id and ${concernedByLine('loaded', viewer)}))`;

/** Of goods that travel together the parties see their own. */
export const shipmentLineVisible = (line: Row, viewer: ViewerSql): string => `(
  ${concernedByLine(line, viewer)} or exists (select from shipment whole
    where whole.id = ${line}.shipment_id and ${handling('whole', viewer)}))`;

/** What belongs to a shipment is seen by whoever sees the shipment. */
export const seenThroughShipment = (part: Row, viewer: ViewerSql): string => `exists (
  select from shipment carried where carried.id = ${part}.shipment_id
    and ${shipmentVisible('carried', viewer)})`;

/** A declaration is seen by whoever declares and by whoever has to do with goods on it. */
export const declarationVisible = (declaration: Row, viewer: ViewerSql): string => `((
  ${viewer.admin} or ${declaration}.declarant_id = ${viewer.organisation}
  or exists (select from shipment moved where moved.id = ${declaration}.shipment_id
    and ${handling('moved', viewer)})
  or exists (select from declaration_line named
    join shipment_line loaded on loaded.id = named.shipment_line_id
    where named.declaration_id = ${declaration}.id and ${concernedByLine('loaded', viewer)})) is true)`;

/** What belongs to a declaration as a whole is seen by whoever sees it. */
export const seenThroughDeclaration = (part: Row, viewer: ViewerSql): string => `exists (
  select from declaration stated where stated.id = ${part}.declaration_id
    and ${declarationVisible('stated', viewer)})`;

/** Of a declaration about goods of several the parties see their own; the declarant sees all. */
export const declarationLineVisible = (line: Row, viewer: ViewerSql): string => `((
  exists (select from declaration lodged where lodged.id = ${line}.declaration_id
    and lodged.declarant_id = ${viewer.organisation})
  or exists (select from shipment_line part where part.id = ${line}.shipment_line_id
    and ${shipmentLineVisible('part', viewer)})) is true)`;
