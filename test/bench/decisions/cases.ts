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
  const distinct = goods.flatMap((one) => one.orderLines.map((line) => body(one, line)));
  const onOne = hot.orderLines.map((line) => body(hot, line));
  const many = `reservations on ${goods.length} pairs of licence lines`;
  const one = 'reservations on one pair of licence lines';
  return [
    { name: 'distinct', title: many, key, bodies: distinct },
    { name: 'hot', title: one, key, bodies: onOne },
    {
      ...{ name: 'ledger-distinct', key, bodies: distinct },
      title: `${many}, the others without compliance`,
    },
    {
      ...{ name: 'ledger-hot', key, bodies: onOne },
      title: `${one}, the others without compliance`,
    },
  ];
}
