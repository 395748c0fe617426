import { vocabulary } from '../api/vocabulary.ts';

export const Provenance = vocabulary('Provenance', 'Who vouches for a record.', {
  REPORTED: 'A source says so.',
  RECORDED: 'Whoever decided it recorded it here.',
  DEMONSTRATION: 'Nobody: invented, to have something to look at; never summed with the rest.',
});
