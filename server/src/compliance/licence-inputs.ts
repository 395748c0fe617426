import { encodeId } from '../kernel/ids.ts';
import type { Weighed } from './candidates.ts';

/**
 * What a rule's inputs tell of a licence line. They stand in a list named `licences`, so that who
 * may not see the licence is not told.
 */
export function licenceInputs({ candidate, available, drawn }: Weighed) {
  const { licence, line } = candidate;
  return {
    licence: encodeId('Licence', licence.id),
    licenceLine: encodeId('LicenceLine', line.id),
    number: licence.number,
    direction: licence.direction,
    status: licence.status,
    validFrom: licence.validFrom,
    validTo: licence.validTo,
    authorised: line.authorised,
    available,
    drawn,
  };
}
