import { cpus, totalmem } from 'node:os';
import { createKey } from '../../../server/src/access/keys.store.ts';
import { createDataSource } from '../../../server/src/database/data-source.ts';
import { MIGRATIONS } from '../../../server/src/database/migration-files.ts';
import { migrate } from '../../../server/src/database/migrate.ts';
import { startTemporary } from '../../../server/src/database/temporary.ts';
import { statementsOf, transaction } from '../../../server/src/database/transaction.ts';
import type { Closing } from '../../../server/src/kernel/closing.ts';
import { wrongLines } from '../../support/ledger.ts';
import { addTradeable } from '../../support/tradeable.ts';
import { Contestant } from '../contestant.ts';
import { fresh, LoadGenerator } from '../load.ts';
import { Progress } from '../progress.ts';
import { versionOf } from '../reads/dataset.ts';
import type { Row } from '../results.ts';
import { lanesOf, type Readings, runRounds } from '../rounds.ts';
import { rowsOf } from '../rows.ts';
import { printTable } from '../table.ts';
import { decisionCases } from './cases.ts';

const schedule = { connections: 16, rounds: 3, warmUp: 2, measure: 3 };
const pairs = 200;

const names = {
  carnet: 'Carnet',
  'reserve-limit': 'SQL on node:http',
  'reserve-plain': 'Apollo + TypeORM',
};

/** Reserving chips: Carnet, a transaction of SQL by hand, and what people write. */
export async function decisions(closing: Closing): Promise<Row[]> {
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `machine: ${cpus().length} × ${cpus()[0]?.model}, ${memory} GiB, Node ${process.version}`,
  );
  const url = await startTemporary(closing);
  await migrate(url, MIGRATIONS, () => {});
  const source = await createDataSource(url, { poolSize: 1 }).initialize();
  closing.add('the connection of the bench', () => source.destroy());
  const db = statementsOf(source);
  const goods = await addTradeable(db, { chips: pairs, lines: 100, authorised: 1_000_000_000 });
  const { text: key } = await transaction(source, (tx) =>
    createKey(tx, { name: 'bench', prefix: 'bench', roles: ['ADMIN'] }),
  );
  await db.query('vacuum (freeze, analyze)');
  console.log(`database: PostgreSQL ${await versionOf(url)}, ${pairs} pairs of licence lines`);

  const contestants: Contestant[] = [];
  for (const name of Object.keys(names)) {
    contestants.push(await Contestant.start(name, url, closing));
  }
  const cases = decisionCases(goods, key);
  let asked = 0;
  for (const { name, bodies } of cases) {
    for (const contestant of contestants) {
      asked += 1;
      const once = bodies[0]?.replace(fresh, String(asked).padStart(fresh.length, '0')) ?? '';
      const answer = await contestant.answer(name, once, key);
      if (!answer.includes('"allocations":[')) throw new Error(`${contestant.name}: ${answer}`);
    }
  }

  const { connections, rounds, measure } = schedule;
  console.log(`${connections} connections, ${rounds} rounds of ${measure} s each, medians`);
  const progress = new Progress(cases.length * contestants.length * rounds);
  const generator = new LoadGenerator(closing);
  // The planner is told of tables that are in use, not of empty ones.
  for (const { name, bodies } of cases) {
    for (const contestant of contestants) {
      await generator.run({ url: contestant.urlOf(name), key, bodies, connections, seconds: 1 });
    }
  }
  await db.query('vacuum (analyze)');
  const all: [string, Readings, number][] = [];
  for (const one of cases) {
    const [before] = await db.query<{ last: string }>(
      'select coalesce(max(id), 0)::text as last from event',
    );
    const readings = await runRounds(generator, lanesOf(contestants, one), schedule, progress);
    // the others' transactions hold one reservation each, of two events
    const [batch] = await db.query<{ size: number }>(
      `select coalesce(avg(events) / 2, 0)::float8 as size from (
         select count(*) as events from event where id > $1 and actor = $2 group by since_xid) batch`,
      [before?.last ?? '0', await actorOf(db)],
    );
    all.push([one.title, readings, batch?.size ?? 0]);
  }
  progress.end();
  const wrong = await db.query(wrongLines);
  if (wrong.length > 0) throw new Error(`${wrong.length} lines have a wrong balance`);
  for (const [title, readings, batch] of all) {
    printTable(title, readings, names);
    console.log(`\nCarnet: ${batch.toFixed(1)} reservations share a transaction on average`);
  }
  return all.flatMap(([title, readings, batch]) => [
    ...rowsOf(title, readings),
    { case: title, metric: 'batch', unit: 'reservations', value: batch, ratios: {} },
  ]);
}

/** Who Carnet says decided: the key that the bench made, which the others do not know. */
async function actorOf(db: ReturnType<typeof statementsOf>): Promise<string> {
  const [row] = await db.query<{ actor: string }>(
    `select 'key:' || id as actor from api_key where prefix = 'bench'`,
  );
  return row?.actor ?? '';
}
