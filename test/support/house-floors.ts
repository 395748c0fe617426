/** The suffixes of a feature's files and the floor each one names. */
const SUFFIX_FLOORS: Readonly<Record<string, number>> = {
  entity: 2,
  store: 2,
  service: 3,
  type: 4,
  reads: 4,
  resolver: 4,
};

/** Left imports nothing of right. */
export const FEATURES: readonly string[] = [
  'evidence',
  'organisations',
  'chips',
  'licences',
  'orders',
  'customs',
  'compliance',
];

/** Rooms whose floor is the same for every file in them. */
const ROOM_FLOORS: Readonly<Record<string, number>> = {
  kernel: 0,
  observability: 2,
  dataset: 3,
  reads: 4,
  api: 4,
  transport: 5,
  demonstration: 6,
  process: 6,
};

/** Rooms in which a suffix names the floor, as in a feature, and the floor of the other files. */
const SUFFIXED_ROOM_FLOORS: Readonly<Record<string, number>> = {
  access: 1,
  database: 2,
  events: 3,
};

const FILE_FLOORS: Readonly<Record<string, number>> = {
  'access/keys': 2,
  'access/tokens': 2,
  'access/limits': 2,
  schema: 5,
  services: 6,
  app: 6,
  main: 6,
  cli: 6,
  config: 6,
};

/** Where a source file lives in the house. */
export interface Place {
  /** First folder under `server/src`; empty for the files that lie there directly. */
  room: string;
  /** `entity`, `store`, `service`, `type`, `reads`, `resolver`, or empty. */
  suffix: string;
  floor: number;
}

/** The place of `server/src/…`, or null where the house has no such room, file or suffix. */
export function placeOf(path: string): Place | null {
  const inside = /^server\/src\/(.+?)(?:\.[cm]?[jt]s)?$/.exec(path)?.[1];
  if (inside === undefined) return null;
  const room = inside.includes('/') ? inside.slice(0, inside.indexOf('/')) : '';
  const base = inside.slice(inside.lastIndexOf('/') + 1);
  const suffix = base.includes('.') ? base.slice(base.indexOf('.') + 1) : '';
  const floor = FILE_FLOORS[inside] ?? roomFloor(room, suffix);
  return floor === undefined ? null : { room, suffix, floor };
}

function roomFloor(room: string, suffix: string): number | undefined {
  const fixed = ROOM_FLOORS[room];
  if (fixed !== undefined) return fixed;
  const plain = FEATURES.includes(room) ? 1 : SUFFIXED_ROOM_FLOORS[room];
  if (plain === undefined) return undefined;
  return suffix === '' ? plain : SUFFIX_FLOORS[suffix];
}
