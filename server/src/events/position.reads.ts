import type { Declaration } from '../reads/model.ts';
import { encodeCursor } from './cursor.ts';

const start = encodeCursor({ era: 1, position: 0 });

export const positionReads: Declaration[] = [
  {
    rootLeaf: 'position',
    graphql: 'Cursor!',
    description:
      'How far the event log reached when this document was read: `after:` this cursor come the events that the answer does not know yet.',
    sql: () =>
      `coalesce((select translate(encode(convert_to(placed.era || ':' || placed.position, 'UTF8'), 'base64'), E'+/=\\n', '-_') from event_position placed order by placed.position desc limit 1), '${start}')`,
  },
];
