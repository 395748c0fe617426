import { factsOf } from '../access/viewer.ts';
import type { Context } from '../api/context.ts';
import { Fault } from '../kernel/fault.ts';
import { decodeId, encodeId } from '../kernel/ids.ts';
import type { Declaration } from '../reads/model.ts';
import type { PastState } from '../reads/plan/plan.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';
import { differences } from './change.ts';
import type { Kind } from './change.store.ts';
import type { Change } from './change.type.ts';
import { statesOf } from './change-state.reads.ts';

/** Most licences and orders that can be named. */
export const mostSubjects = 200;
/** Most differences in an answer. */
export const mostChanges = 2_000;

// licences or orders that are compared at a time, and most of each kind that are looked at
const BATCH = 100;
const mostLooks = 5_000;

export const changeReads: Declaration[] = [
  {
    entry: 'Change',
    fields: {
      licence: {
        type: 'Licence',
        property: 'licenceId',
        description: 'The licence that it is about, as it is now; null where it is an order.',
      },
      order: {
        type: 'Order',
        property: 'orderId',
        description: 'The order that it is about, as it is now; null where it is a licence.',
      },
      event: {
        type: 'Event',
        property: 'eventId',
        description:
          'The event of the decision that made the difference; null where none tells of it, or none that the viewer sees.',
      },
    },
  },
];

interface Span {
  readonly from: Date;
  readonly to: Date;
  readonly subjects: readonly string[] | null;
}

type Asking = Pick<Context, 'services' | 'viewer'> & Pick<ReadContext, 'reads'>;

/**
 * What differs in licences and orders between what was known at two instants, as far as the viewer
 * sees both states: licences first, each with its rows.
 *
 * @throws Fault BAD_USER_INPUT, MALFORMED_ID, AS_OF_FUTURE, DOCUMENT_LIMIT
 */
export async function changesBetween(context: Asking, span: Span): Promise<Change[]> {
  if (span.from >= span.to) {
    throw new Fault('BAD_USER_INPUT', '`from` must be earlier than `to`.');
  }
  const named = span.subjects && readSubjects(span.subjects);
  const { moments } = context.reads;
  const from = await moments.at('known', span.from);
  const to = await moments.at('known', span.to);
  const found: Change[] = [];
  for (const kind of ['Licence', 'Order'] as const) {
    const only = named?.filter(({ type }) => type === kind).map(({ key }) => key) ?? null;
    if (only?.length === 0) continue;
    await collect(context, kind, { from, to }, only, found);
  }
  return found;
}

async function collect(
  { services, reads, viewer }: Asking,
  kind: Kind,
  { from, to }: { readonly from: PastState; readonly to: PastState },
  only: readonly string[] | null,
  found: Change[],
): Promise<void> {
  const states = { from: from.state, to: to.state };
  const asked = { reads, viewer: factsOf(viewer) };
  let after = '0';
  for (let looked = 0; ; looked += BATCH) {
    if (looked >= mostLooks) throw tooMuch();
    const keys = await services.changes.changed(kind, states, { only, after, most: BATCH });
    const before = await statesOf({ ...asked, moment: from }, kind, keys);
    const later = await statesOf({ ...asked, moment: to }, kind, keys);
    const differing = keys.flatMap((record) =>
      differences(before.get(record) ?? [], later.get(record) ?? []).map((one) => ({
        ...one,
        record,
      })),
    );
    if (found.length + differing.length > mostChanges) throw tooMuch();
    for (const one of await services.changes.explain(kind, states, differing)) {
      const { key, record, ...told } = one;
      found.push({
        ...{ ...told, rowId: encodeId(one.type, key) },
        licenceId: kind === 'Licence' ? record : null,
        orderId: kind === 'Order' ? record : null,
      });
    }
    if (keys.length < BATCH) return;
    after = keys.at(-1) ?? after;
  }
}

function readSubjects(ids: readonly string[]): { type: string; key: string }[] {
  if (ids.length > mostSubjects) {
    throw new Fault('BAD_USER_INPUT', `subjects takes at most ${mostSubjects} ids at once.`);
  }
  const subjects = ids.map(decodeId);
  const other = subjects.find(({ type }) => type !== 'Licence' && type !== 'Order');
  if (other) {
    throw new Fault(
      'MALFORMED_ID',
      `This is the id of a ${other.type}: give ids of licences and orders.`,
    );
  }
  return subjects;
}

function tooMuch(): Fault {
  return new Fault(
    'DOCUMENT_LIMIT',
    `More than ${mostChanges} things differ between the two instants, or more licences and orders than are compared at once: ask for a shorter time, or name licences and orders in \`subjects\`.`,
  );
}
