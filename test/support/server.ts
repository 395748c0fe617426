import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../server/src/app.ts';
import { createLoadedDatabase, createStoryDatabase, createTestDatabase } from './database.ts';

/** Who a demonstration key is for. */
type DemoUser = 'admin' | 'authority' | 'analyst' | 'integrator' | 'broker' | 'buyer';

export interface TestServer {
  /** of the GraphQL endpoint, `http://127.0.0.1:<free port>/graphql` */
  readonly url: string;
  readonly keys: Readonly<Record<DemoUser, string>>;
  readonly databaseUrl: string;
  /** where its `demo-keys.json` is */
  readonly dataDir: string;
  /** Stops it and removes its database and its data directory. */
  close(): Promise<void>;
}

/**
 * A whole Carnet in this process, on a database of its own: call it in `beforeAll`, `close` in
 * `afterAll`. Its log is silent.
 *
 * @param options.dataset whether the default dataset is loaded; default: an empty database
 * @param options.story whether the invented story is told beside it
 */
export async function startTestServer({
  dataset = false,
  story = false,
} = {}): Promise<TestServer> {
  const loaded = dataset ? createLoadedDatabase : createTestDatabase;
  const database = await (story ? createStoryDatabase() : loaded());
  const dataDir = mkdtempSync(join(tmpdir(), 'carnet-server-'));
  const remove = async () => {
    rmSync(dataDir, { recursive: true, force: true });
    await database.drop();
  };
  try {
    const app = await createApp(
      {
        port: 0,
        host: '127.0.0.1',
        databaseUrl: database.url,
        dataDir,
        logLevel: 'silent',
        demonstration: true,
        pooled: false,
        statementTimeout: 10_000,
      },
      database.url,
    );
    const close = async () => {
      await app.close();
      await remove();
    };
    try {
      const url = await app.listen();
      const keys = JSON.parse(readFileSync(join(dataDir, 'demo-keys.json'), 'utf8'));
      return { url, keys, databaseUrl: database.url, dataDir, close };
    } catch (error) {
      await app.close();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}
