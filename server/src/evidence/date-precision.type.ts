import { vocabulary } from '../api/vocabulary.ts';

export const DatePrecision = vocabulary(
  'DatePrecision',
  'How much of a date is known; the rest of it is filled up with the first day.',
  {
    DAY: 'The day is known.',
    MONTH: 'The month is known, the day is not.',
    YEAR: 'Only the year is known.',
  },
);
