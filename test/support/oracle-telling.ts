import type { PlainMistake } from './oracle-plain-mistake.ts';

/** For each mistake a document whose answer it changes, from its second page on where it takes `$after`. */
export const telling: Record<PlainMistake, string> = {
  'gt is gte': '{ approvalRounds(filter: { ordinal: { gt: 1 } }) { nodes { id } } }',
  'ne leaves nothing out': '{ chips(filter: { family: { ne: "Hopper" } }) { totalCount } }',
  'every is some':
    '{ chips(filter: { claims: { every: { rank: { eq: DEPRECATED } } } }) { totalCount } }',
  'filters see all':
    '{ organisations(filter: { licences: { some: { number: { contains: "canary" } } } }) { totalCount } }',
  'lists see all': '{ licences { nodes { id } } }',
  'nulls first': '{ chips(first: 3, orderBy: [{ field: RELEASED_AT }]) { nodes { id } } }',
  'ties backwards': '{ claims(first: 3, orderBy: [{ field: RANK }]) { nodes { id } } }',
  'after includes':
    'query($after: Cursor) { claims(first: 3, after: $after) { nodes { id } pageInfo { endCursor } } }',
  'hasNextPage is hasPreviousPage': '{ chips(first: 1) { pageInfo { hasNextPage } } }',
  'totalCount of the page': '{ chips(first: 1) { totalCount } }',
};
