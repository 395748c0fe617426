/**
 * Something about the database that the person who starts Carnet can put right.
 * The message says what, why and what to do; it is shown without a stack.
 */
export class DatabaseProblem extends Error {
  override name = 'DatabaseProblem';
}
