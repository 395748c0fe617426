import { subjectRow, toldNumber } from '../events/payload.reads.ts';
import { type Declaration, expression, toMany, toOne } from '../reads/model.ts';

const steps = [
  'LicenceLineReserved',
  'LicenceLineUsed',
  'LicenceLineReleased',
  'LicenceLineReversed',
];
const holds = ['LicenceLineHeld', 'LicenceLineUnheld'];

/** What an event of the ledger tells beside what every event of a licence does. */
export const ledgerEventReads: Declaration[] = [
  {
    extends: 'LicenceEvent',
    fields: {
      units: expression(toldNumber('units')),
      reserved: expression(toldNumber('reserved')),
      used: expression(toldNumber('used')),
      available: expression(toldNumber('available')),
      licenceLine: toOne('LicenceLine', {
        only: [...steps, ...holds],
        description: 'On which line of the licence.',
        derived: subjectRow('licence_line', 'LicenceLine'),
      }),
      allocation: toOne('Allocation', {
        only: steps,
        description: 'Of which allocation; null where the viewer may not see its order.',
        derived: (event) =>
          `(select drawn.* from licence_allocation drawn where drawn.id = (${event}.payload -> 'allocations' ->> 0)::bigint)`,
      }),
      allocations: toMany('Allocation', {
        only: holds,
        description: 'Of which allocations, as far as the viewer may see their orders.',
        on: (event, allocation) =>
          `${allocation}.id = any(array(select told::bigint from json_array_elements_text(${event}.payload -> 'allocations') told))`,
      }),
    },
  },
];
