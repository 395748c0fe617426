import { anonymous, type Viewer } from '../../server/src/access/viewer.ts';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { addHouse, houseOffset, type House } from './canaries.ts';
import { type Oracle, openOracle } from './oracle.ts';
import { addCustomsRows } from './oracle-customs-rows.ts';
import { addLicences } from './oracle-rows.ts';
import { everything, viewerOf } from './oracle-viewers.ts';

/** An oracle on rows of every kind, many of them twice: those of another house hold canaries. */
export interface WholeOracle {
  readonly oracle: Oracle;
  readonly house: House;
  /** see rows of the house */
  readonly insiders: readonly Viewer[];
  /** see none of its rows, though some see confidential rows of their own */
  readonly outsiders: readonly Viewer[];
  /** see of the house's rows only how organisations were screened */
  readonly authorities: readonly Viewer[];
}

export async function openWholeOracle(): Promise<WholeOracle> {
  const oracle = await openOracle({ dataset: true, story: true });
  await addLicences(oracle.db);
  await addCustomsRows(oracle.db);
  const client = await connectDatabase(oracle.url);
  const house = await addHouse(client, oracle.nodeModels).finally(() => client.end());
  const organisation = async (name: string): Promise<string> => {
    const [row] = await oracle.db.query<{ id: string }>(
      'select id::text from organisation where name = $1',
      [name],
    );
    if (!row) throw new Error(`There is no ${name}.`);
    return row.id;
  };
  const parties = await Promise.all(
    (
      [
        ['BUYER', 'Lantern Cloud'],
        ['VENDOR', 'Halcyon Accelerators'],
        ['BROKER', 'Breakwater Customs Brokers'],
        ['CARRIER', 'Longspan Air Freight'],
        ['LAB', 'Tidewater Test Laboratory'],
        ['BUYER', 'ByteDance'],
      ] as const
    ).map(async ([role, name]) => ({ role, id: await organisation(name) })),
  );
  return {
    ...{ oracle, house },
    insiders: [
      everything,
      viewerOf('AUTHORITY', { jurisdictions: ['CN', 'US'] }),
      ...parties.map(({ role, id }) =>
        viewerOf(role, { organisationId: String(Number(id) + houseOffset) }),
      ),
    ],
    outsiders: [
      anonymous,
      viewerOf('ANALYST'),
      viewerOf('INTEGRATOR'),
      ...parties.map(({ role, id }) => viewerOf(role, { organisationId: id })),
      viewerOf('BUYER', { organisationId: await organisation('NVIDIA') }),
    ],
    authorities: [viewerOf('AUTHORITY', { jurisdictions: ['JP'] })],
  };
}
