/** How much of a stored date is known: with MONTH and YEAR the rest of it carries no meaning. */
export type DatePrecision = 'DAY' | 'MONTH' | 'YEAR';
