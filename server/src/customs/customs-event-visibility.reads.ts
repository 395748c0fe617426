import type { Row, ViewerSql } from '../reads/model.ts';
import { seenThroughDeclaration, seenThroughShipment } from './shipment-visibility.reads.ts';

/**
 * An event is seen by the organisation that captured it and by administrators, and one about a
 * shipment or a declaration by whoever sees that.
 */
export const customsEventVisible = (event: Row, viewer: ViewerSql): string => `((
  ${viewer.admin} or ${event}.organisation_id = ${viewer.organisation}
  or ${event}.captured_by = ${viewer.key}
  or (${event}.shipment_id is not null and ${seenThroughShipment(event, viewer)})
  or (${event}.declaration_id is not null and ${seenThroughDeclaration(event, viewer)})) is true)`;

/** What belongs to an event is seen by whoever sees the event. */
export const seenThroughCustomsEvent = (part: Row, viewer: ViewerSql): string => `exists (
  select from customs_event seen where seen.id = ${part}.customs_event_id
    and ${customsEventVisible('seen', viewer)})`;
