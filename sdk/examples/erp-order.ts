// An order as the ERP of a vendor sends it: placed, checked, reserved; at the end given back, so
// that it can be tried again. The companies are invented; the default start brings them along.
//
//   CARNET_URL=http://127.0.0.1:4000/graphql CARNET_KEY=<key of Halcyon Accelerators> \
//     node --import tsx sdk/examples/erp-order.ts
//
// An administrator makes such a key: `carnet.createApiKey`, or `carnet key create`.
import { randomUUID } from 'node:crypto';
import {
  type AllocationFieldsFragment,
  createCarnet,
  type PlaceOrderMutationVariables,
  type RuleResultFieldsFragment,
} from '@carnet/sdk';

type Line = PlaceOrderMutationVariables['input']['lines'][number];

const { CARNET_URL: url = 'http://127.0.0.1:4000/graphql', CARNET_KEY: key } = process.env;
const carnet = createCarnet({ url, key });

/** The ids of the ERP are enough: it never has to store one of Carnet's. */
const erp = (id: string) => ({ system: 'erp', id });
const number = `4500-${randomUUID().slice(0, 8)}`;
const customer = { name: 'Lantern Cloud' };
const forwarder = { name: 'Tidewater Test Laboratory' };

const line = (item: number, value: number, parties: Line['parties'] = []): Line => ({
  external: erp(`${number}/${item}`),
  chip: { name: 'H200' },
  quantity: { value },
  unitPrice: { amount: '27000.00', currency: 'USD' },
  shipDate: '2028-06-01',
  destination: { code: 'CN' },
  endUse: 'COMMERCIAL_DATA_CENTRE',
  parties: [{ role: 'END_USER', organisation: customer }, ...(parties ?? [])],
});

const placed = await carnet.placeOrder({
  // Made of what it is about: sent twice, it is carried out once.
  idempotencyKey: `place ${number}`,
  external: erp(number),
  buyer: customer,
  vendor: { name: 'Halcyon Accelerators' },
  lines: [line(10, 60, [{ role: 'FORWARDING_AGENT', organisation: forwarder }]), line(20, 400)],
});
if (placed.__typename !== 'PlaceOrderPayload') throw new Error(placed.message);
const { order } = placed;

for (const { id, external, quantity, chip } of order.lines.nodes) {
  const { verdict, rules } = await carnet.complianceCheck({ orderLineId: id });
  console.log(`${external?.id}, ${quantity?.central} ${chip.name}: ${verdict}`);
  for (const each of rules) console.log(`  ${inWords(each)}`);
}

const taken: AllocationFieldsFragment[] = [];
await reserve(10);
await reserve(20);
await reserve(20, 60);
for (const { id } of taken) {
  await carnet.releaseReservation({ allocationId: id, idempotencyKey: `release ${id}` });
}
const { version } = order;
const ended = await carnet.cancelOrder({
  order: { external: erp(number) },
  reason: 'The example is over',
  expectedVersion: version,
  idempotencyKey: `cancel ${number}`,
});
if (ended.__typename !== 'CancelOrderPayload') throw new Error(ended.message);

/** Takes both sides, export and import, or neither; a refusal is a value with what it takes to act. */
async function reserve(item: number, units?: number, attempt = 1): Promise<void> {
  const id = `${number}/${item}`;
  const answer = await carnet.reserveForOrderLine({
    orderLine: { external: erp(id) },
    units,
    idempotencyKey: `reserve ${id} ${units} ${attempt}`,
  });
  switch (answer.__typename) {
    case 'ReserveForOrderLinePayload':
      taken.push(...answer.allocations);
      console.log(`${id} is reserved`);
      for (const { direction, units: kept, licenceLine } of answer.allocations) {
        const from = `${licenceLine?.licence.number}, ${licenceLine?.available} left`;
        console.log(`  ${direction}: ${kept} from ${from}`);
      }
      return;
    case 'QuotaExceeded': {
      const { asked, available, licenceLine } = answer;
      console.log(`${id}: ${licenceLine?.licence.number} has ${available} of ${asked}`);
      return available > 0 ? reserve(item, available) : undefined;
    }
    case 'ComplianceRefused': {
      const open = answer.check.rules.filter(({ verdict }) => verdict !== 'CLEAR');
      console.log(`${id} is refused`);
      for (const each of open) console.log(`  ${inWords(each)}`);
      const ours = open.some(({ rule }) => rule === 'SCREENING');
      if (attempt > 1 || !ours) return;
      await screen();
      return reserve(item, units, attempt + 1);
    }
    case 'AuthorisationMissing':
      console.log(`${id}: no licence for ${answer.directions.join(' and ')}`);
      for (const { licence, reason } of answer.candidates) {
        console.log(`  ${licence?.number ?? 'an application'}: ${reason}`);
      }
      return;
    default:
      console.log(`${id}: ${answer.message}`);
  }
}

/** What this vendor owes. Whether the list has such a name is looked up elsewhere. */
async function screen(): Promise<void> {
  const screened = await carnet.recordScreening({
    organisation: forwarder,
    list: 'Entity List',
    result: 'CLEAR',
    screenedAt: new Date(),
    idempotencyKey: `screen ${forwarder.name} ${number}`,
  });
  if (screened.__typename !== 'RecordScreeningPayload') throw new Error(screened.message);
  console.log(`${forwarder.name} is screened: ${screened.screening.result}`);
}

function inWords({ rule, verdict, citation, missing, owedBy }: RuleResultFieldsFragment): string {
  const what = missing.length > 0 ? `: ${missing.join(' ')}` : '';
  return `${rule} ${verdict} (${citation})${what}${owedBy ? ` Owed by ${owedBy.name}.` : ''}`;
}
