import { type Declaration, type Model, toOne } from '../reads/model.ts';
import { seenThroughCustomsEvent } from './customs-event-visibility.reads.ts';

const part = (type: string, table: string, fields: Model['fields'] = {}): Model => ({
  type,
  table,
  visible: seenThroughCustomsEvent,
  through: 'customs_event_id',
  fields,
});

export const customsEventPartReads: Declaration[] = [
  part('CustomsEventEpc', 'customs_event_epc'),
  part('CustomsEventQuantity', 'customs_event_quantity', {
    chip: toOne('Chip', {
      description: 'The chip, where the class is `urn:carnet:chip:` and the name of one.',
      column: 'chip_id',
    }),
  }),
  part('CustomsEventTransaction', 'customs_event_transaction'),
];
