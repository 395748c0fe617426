/** What can be planted in the plain oracle to see that comparing it with the engine finds it. */
export const plainMistakes = [
  'gt is gte',
  'ne leaves nothing out',
  'every is some',
  'filters see all',
  'lists see all',
  'nulls first',
  'ties backwards',
  'after includes',
  'hasNextPage is hasPreviousPage',
  'totalCount of the page',
] as const;

export type PlainMistake = (typeof plainMistakes)[number];
