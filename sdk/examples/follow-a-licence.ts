// Follows a licence while it is suspended and reinstated.
//
//   CARNET_URL=http://127.0.0.1:4000/graphql CARNET_KEY=<key of an authority> \
//     node --import tsx sdk/examples/follow-a-licence.ts
import { randomUUID } from 'node:crypto';
import { createCarnet } from '@carnet/sdk';

const { CARNET_URL: url = 'http://127.0.0.1:4000/graphql', CARNET_KEY: key } = process.env;
const carnet = createCarnet({ url, key });

const { nodes } = await carnet.licences({ filter: { status: { eq: 'ACTIVE' } }, first: 1 });
const id = nodes[0]?.id;
if (!id) throw new Error('There is no active licence to follow: start a Carnet with its dataset.');

// The licence and its place in the log come from one statement, so nothing is missed in between.
const { licence, position } = await carnet.licenceAndPosition({ id });
console.log(`${licence?.licensee?.name} is ${licence?.status}, version ${licence?.version}`);

const input = () => ({
  licenceId: id,
  reason: 'the end use is looked at again',
  // New for each decision; a repetition with the same key is not carried out again.
  idempotencyKey: randomUUID(),
});

const suspended = await carnet.suspendLicence(input());
if (suspended.__typename !== 'SuspendLicencePayload') throw new Error(suspended.message);

// From the place on: the suspension that came before this line is seen, too.
const filter = { licence: { id: { eq: id } } };
for await (const event of carnet.licenceEvents({ after: position, filter })) {
  const { type, statusBefore, statusAfter, reason, occurredAt } = event;
  console.log(`${occurredAt.toISOString()} ${type} ${statusBefore} -> ${statusAfter}: ${reason}`);
  if (statusAfter !== 'SUSPENDED') break;
  const reinstated = await carnet.reinstateLicence(input());
  if (reinstated.__typename !== 'ReinstateLicencePayload') throw new Error(reinstated.message);
}
