/** What the story has made so far, by the name that the story has for it. */
export type Known = ReadonlyMap<string, { readonly id: string; readonly version?: number }>;

/** One decision of the story. */
export interface Step {
  /** when it happens, RFC 3339 */
  readonly at: string;
  /** name of the player who takes it */
  readonly by: string;
  /** field of `Mutation` */
  readonly decide: string;
  /** without its idempotency key */
  readonly input: (known: Known) => Readonly<Record<string, unknown>>;
  /** records of the payload that later steps need: the story's name of each, and the way to it */
  readonly take?: Readonly<Record<string, string>>;
}

/** The id of a record that an earlier step took. */
export function idOf(known: Known, name: string): string {
  const record = known.get(name);
  if (!record) throw new Error(`the story has no ${name} yet`);
  return record.id;
}

/** The version at which an earlier step left a record. */
export function versionOf(known: Known, name: string): number {
  const version = known.get(name)?.version;
  if (version === undefined) throw new Error(`the story has no version of ${name} yet`);
  return version;
}
