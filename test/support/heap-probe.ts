import { Agent, request } from 'node:http';
import { createApp } from '../../server/src/app.ts';

// A Carnet in a process of its own, asked one different document after the other: prints the heap
// in MiB after each of the given numbers of documents, what is garbage left out.
const [databaseUrl = '', dataDir = '', ...counts] = process.argv.slice(2);
const app = await createApp(
  {
    ...{ port: 0, host: '127.0.0.1', databaseUrl, dataDir, logLevel: 'silent' },
    ...{ demonstration: true, statementTimeout: 10_000, pooled: false },
  },
  databaseUrl,
);
const url = await app.listen();
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Each is different in its text, in its statement and in the values that it comes with. */
function ask(number: number): Promise<void> {
  const query = `query($names: [String!]) { a${number}: chips(first: ${1 + (number % 200)}, filter: { name: { in: $names } }) { totalCount nodes { id name family vendor { name } } } }`;
  const variables = { names: Array.from({ length: 20 }, (_, index) => `${number} ${index}`) };
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`status ${response.statusCode}`));
      });
    });
    asked.on('error', reject);
    asked.end(JSON.stringify({ query, variables }));
  });
}

let next = 0;
for (const count of counts.map(Number)) {
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (next < count) {
        next += 1;
        await ask(next);
      }
    }),
  );
  // finalisers and weak references take a turn each
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc?.();
  }
  process.stdout.write(`heap ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(1)}\n`);
}
agent.destroy();
await app.close();
