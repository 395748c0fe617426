import { createDataSource } from '../../server/src/database/data-source.ts';
import { type Statements, statementsOf } from '../../server/src/database/transaction.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { makeKey } from './decisions.ts';
import { type Market, openMarket } from './market.ts';
import { startTestServer, type TestServer } from './server.ts';

/** A server with a small trade, and keys of those who take part in it. */
export interface Trade {
  readonly server: TestServer;
  readonly market: Market;
  readonly db: Statements;
  readonly keys: { readonly vendor: string; readonly buyer: string; readonly rival: string };
  close(): Promise<void>;
}

export async function openTrade(): Promise<Trade> {
  const server = await startTestServer();
  const database = await createDataSource(server.databaseUrl).initialize();
  const db = statementsOf(database);
  const market = await openMarket(db);
  const keyOf = (role: string, organisation: string) =>
    makeKey(
      server,
      `name: "${role} of ${organisation}", roles: [${role}], organisation: { id: "${encodeId('Organisation', organisation)}" }`,
    );
  const keys = {
    vendor: await keyOf('VENDOR', market.vendor),
    buyer: await keyOf('BUYER', market.buyer),
    rival: await keyOf('BUYER', market.rival),
  };
  const close = async () => {
    await database.destroy();
    await server.close();
  };
  return { server, market, db, keys, close };
}
