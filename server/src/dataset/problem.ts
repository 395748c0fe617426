/**
 * Something in the dataset's files that cannot be loaded as it stands.
 * The message names the file and the key, and says what is wrong and what would be right.
 */
export class DatasetProblem extends Error {
  override name = 'DatasetProblem';

  constructor(file: string, key: string, what: string) {
    super(`server/dataset/${file}: ${key}: ${what}.`);
  }
}
