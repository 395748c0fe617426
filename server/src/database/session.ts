/**
 * Settings of sessions. A connection of one's own is given them when it is opened; behind a pooler
 * that gives a session for one transaction only, each transaction is given them.
 */
export type Settings = Readonly<Record<string, string | number>>;

/** For the `options` that a connection is opened with. */
export const openingOptions = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');

/** Statements that hold until the transaction at hand ends. */
export const localSettings = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `set local ${name} = '${value}'`)
    .join('; ');

/** What decisions run is short and finds rows by key: planning it anew costs more than running it. */
export const decisionSettings: Settings = {
  timezone: 'UTC',
  jit: 'off',
  plan_cache_mode: 'force_generic_plan',
  random_page_cost: 1.1,
};

const pooled = new WeakSet<object>();

/** Marks a pool of connections whose sessions belong to a pooler. */
export const sharesSessions = (database: object): void => void pooled.add(database);

/** Whether nothing of a session outlives its transaction, prepared statements included. */
export const isPooled = (database: object): boolean => pooled.has(database);
