import { cpus, totalmem } from 'node:os';
import { MIGRATIONS } from '../../../server/src/database/migration-files.ts';
import { migrate } from '../../../server/src/database/migrate.ts';
import { startTemporary } from '../../../server/src/database/temporary.ts';
import type { Closing } from '../../../server/src/kernel/closing.ts';
import { Contestant } from '../contestant.ts';
import { LoadGenerator } from '../load.ts';
import { Progress } from '../progress.ts';
import type { Row } from '../results.ts';
import { type Readings, runRounds } from '../rounds.ts';
import { rowsOf } from '../rows.ts';
import { printTable } from '../table.ts';
import { readCases } from './cases.ts';
import { fill, versionOf } from './dataset.ts';
import { requireEqualAnswers } from './equality.ts';

const schedule = { connections: 16, rounds: 5, warmUp: 2, measure: 4 };

/** Reading one licence and a page of them: Carnet, the limit, and what people write. */
export async function reads(closing: Closing): Promise<Row[]> {
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `machine: ${cpus().length} × ${cpus()[0]?.model}, ${memory} GiB, Node ${process.version}`,
  );
  const url = await startTemporary(closing);
  await migrate(url, MIGRATIONS, () => {});
  const rows = (await fill(url)).toLocaleString('en');
  console.log(`database: PostgreSQL ${await versionOf(url)}, ${rows} rows`);

  const start = (name: string) => Contestant.start(name, url, closing);
  const carnet = await start('carnet');
  const limit = await start('limit');
  const plain = await start('plain');
  const contestants = [carnet, limit, plain];
  const cases = await readCases(url, carnet);
  for (const one of cases) {
    const bytes = await requireEqualAnswers(one, carnet, limit, plain);
    console.log(`${one.title}: equal answers, ${Math.round(bytes)} bytes on average`);
  }

  const { connections, rounds, measure } = schedule;
  console.log(`${connections} connections, ${rounds} rounds of ${measure} s each, medians`);
  const progress = new Progress(cases.length * contestants.length * rounds);
  const generator = new LoadGenerator(closing);
  const all: [string, Readings][] = [];
  for (const one of cases) {
    all.push([one.title, await runRounds(generator, contestants, one, schedule, progress)]);
  }
  progress.end();
  const names = { carnet: 'Carnet', limit: 'SQL on node:http', plain: 'Apollo + TypeORM' };
  for (const [title, readings] of all) printTable(title, readings, names);
  return all.flatMap(([title, readings]) => rowsOf(title, readings));
}
