import { encodeId } from '../../../server/src/kernel/ids.ts';
import { reservation, type Tradeable } from '../../support/tradeable.ts';
import { fresh } from '../load.ts';
import type { Case } from '../rounds.ts';

const body = (one: Tradeable, orderLine: string): string =>
  JSON.stringify({
    query: reservation,
    variables: {
      input: {
        idempotencyKey: fresh,
        orderLine: { id: encodeId('OrderLine', orderLine) },
        units: 1,
        exportLineId: encodeId('LicenceLine', one.exportLine),
        importLineId: encodeId('LicenceLine', one.importLine),
      },
    },
  });

/** What is asked: reservations on two licence lines, each request with a key of its own. */
export function decisionCases(goods: readonly Tradeable[], key: string): Case[] {
  const [hot] = goods;
  if (!hot) throw new Error('there is nothing to reserve');
  return [
    {
      name: 'distinct',
      title: `reservations on ${goods.length} pairs of licence lines`,
      key,
      bodies: goods.flatMap((one) => one.orderLines.map((orderLine) => body(one, orderLine))),
    },
    {
      name: 'hot',
      title: 'reservations on one pair of licence lines',
      key,
      bodies: hot.orderLines.map((orderLine) => body(hot, orderLine)),
    },
  ];
}
