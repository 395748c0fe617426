import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDataSource } from '../../server/src/database/data-source.ts';
import { type Statements, statementsOf } from '../../server/src/database/transaction.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { useCarnet } from '../support/carnets.ts';
import { createLoadedDatabase, type TestDatabase } from '../support/database.ts';
import { wrongLines, wrongPastLines } from '../support/ledger.ts';
import { post } from '../support/post.ts';
import type { CarnetProcess } from '../support/server-process.ts';
import { addTradeable, reservation, type Tradeable } from '../support/tradeable.ts';

/** More of them: CARNET_ATTEMPTS=20000. */
const attempts = Number(process.env.CARNET_ATTEMPTS ?? 1200);
const writers = 64;
/** answers that a server gives before it is killed, about */
const life = attempts > 5000 ? 1500 : attempts / 4;

const carnet = useCarnet();
let database: TestDatabase;
let source: DataSource;
let db: Statements;
beforeAll(async () => {
  database = await createLoadedDatabase();
  source = await createDataSource(database.url, { poolSize: 1 }).initialize();
  db = statementsOf(source);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

interface Answered {
  __typename: string;
  allocations?: { id: string }[];
  allocation?: { id: string };
}

const seen = { acknowledged: 0, refused: 0, repeated: 0, lost: 0, servers: 0, kills: 0, checks: 0 };

const answered = (): number => seen.acknowledged + seen.refused;

const steps = ['useReservation', 'releaseReservation', 'reverseUse'] as const;

const step = (name: (typeof steps)[number]) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) {
    __typename ... on ${type}Payload { allocation { id } } } }`;
};

/** A server that is killed again and again, until it is told to stay. */
class Mortal {
  #carnet: CarnetProcess | undefined;
  #url: Promise<string>;
  #dying = true;
  readonly ended: Promise<void>;

  constructor() {
    this.#url = this.#start('0');
    this.ended = this.#die();
  }

  get url(): Promise<string> {
    return this.#url;
  }

  live(): void {
    this.#dying = false;
  }

  #start(port: string): Promise<string> {
    seen.servers += 1;
    const env = { DATABASE_URL: database.url, PORT: port, LOG_LEVEL: 'silent' };
    this.#carnet = carnet.start({ env });
    return this.#carnet.ready();
  }

  async #die(): Promise<void> {
    const { port } = new URL(await this.#url);
    for (;;) {
      const end = answered() + life;
      while (this.#dying && answered() < end) await sleep(20);
      if (!this.#dying) return;
      await this.#carnet?.kill('SIGKILL');
      this.#url = this.#start(port);
      await this.#url;
    }
  }
}

test('64 writers, while the server and its connections are killed, keep the ledger true', {
  timeout: 120_000 + attempts * 60,
}, async () => {
  const server = new Mortal();
  await server.url;
  const keys: { admin: string } = JSON.parse(
    readFileSync(join(carnet.dataDir, 'demo-keys.json'), 'utf8'),
  );
  const [hot] = await addTradeable(db, { chips: 1, lines: 20, authorised: attempts });
  expect(hot).toBeDefined();
  const acknowledged = new Map<string, string[]>();
  let left = attempts;

  /** Sends a request until it is answered, as a caller does who lost the connection. */
  const send = async (query: string, input: { idempotencyKey: string }): Promise<Answered> => {
    for (;;) {
      try {
        const { data, errors } = await post<Record<string, Answered>>(
          await server.url,
          query,
          { input },
          keys.admin,
        );
        const [answer] = Object.values(data ?? {});
        if (answer) return answer;
        expect(['UNAVAILABLE', 'TIMEOUT']).toContain(errors?.[0]?.extensions?.code);
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      }
      seen.lost += 1;
      await sleep(20);
    }
  };
  const write = async ({ exportLine, importLine, orderLines }: Tradeable): Promise<void> => {
    const own: string[] = [];
    while (left > 0) {
      left -= 1;
      const idempotencyKey = randomUUID();
      const held = Math.random() < 0.6 ? own[Math.floor(Math.random() * own.length)] : undefined;
      const orderLine = orderLines[Math.floor(Math.random() * orderLines.length)] ?? '';
      const query = held
        ? step(steps[Math.floor(Math.random() * 3)] ?? 'useReservation')
        : reservation;
      const input = held
        ? { idempotencyKey, allocationId: held }
        : {
            idempotencyKey,
            orderLine: { id: encodeId('OrderLine', orderLine) },
            units: 1 + Math.floor(Math.random() * 9),
            exportLineId: encodeId('LicenceLine', exportLine),
            importLineId: encodeId('LicenceLine', importLine),
          };
      const answer = await send(query, input);
      const made = idsOf(answer);
      if (made.length === 0) {
        seen.refused += 1;
        continue;
      }
      seen.acknowledged += 1;
      acknowledged.set(idempotencyKey, made);
      if (!held) own.push(...made);
      if (Math.random() < 0.05) {
        expect(idsOf(await send(query, input))).toEqual(made);
        seen.repeated += 1;
      }
    }
  };
  let writing = true;
  const disturb = async (): Promise<void> => {
    while (writing) {
      const killed = await db.query(
        `select pg_terminate_backend(pid) from (
           select pid from pg_stat_activity where datname = current_database()
             and application_name = 'carnet' and pid <> pg_backend_pid()
             and query ilike any(array['%licence_line%', '%licence_allocation%'])
           order by random() limit 1) victim`,
      );
      seen.kills += killed.length;
      expect(await db.query(wrongLines)).toEqual([]);
      seen.checks += 1;
      await sleep(500 + Math.random() * 500);
    }
  };
  const disturbing = disturb();
  const started = Date.now();
  await Promise.all(Array.from({ length: writers }, () => write(hot as Tradeable))).finally(() => {
    writing = false;
    server.live();
  });
  const seconds = (Date.now() - started) / 1000;
  await Promise.all([disturbing, server.ended]);

  expect(await db.query(wrongLines)).toEqual([]);
  expect(await db.query(wrongPastLines)).toEqual([]);
  const states = (await db.query('select from journal')).length;
  const kept = await db.query<{ key: string; allocations: string[] }>(
    `select key, outcome -> 'allocations' as allocations from idempotency_key
     where operation in ('RESERVE_FOR_ORDER_LINE', 'USE_RESERVATION', 'RELEASE_RESERVATION', 'REVERSE_USE')
       and viewer <> 'demonstration'`,
  );
  expect(kept).toHaveLength(acknowledged.size);
  for (const { key: once, allocations } of kept) {
    expect(acknowledged.get(once)).toEqual(allocations.map((id) => encodeId('Allocation', id)));
  }
  const movements = [...acknowledged.values()].reduce((sum, each) => sum + each.length, 0);
  const lines = [hot?.exportLine, hot?.importLine];
  const entered = await db.query('select from licence_movement where licence_line_id = any($1)', [
    lines,
  ]);
  expect(entered).toHaveLength(movements);
  const told = await db.query(
    `select from event where subject_type = 'LicenceLine' and subject_id = any($1)`,
    [lines],
  );
  expect(told).toHaveLength(movements);
  expect(seen.acknowledged).toBeGreaterThan(0);
  expect(seen.servers).toBeGreaterThan(1);
  process.stdout.write(
    `ledger ${JSON.stringify({ attempts, ...seen, movements, states, seconds })}\n`,
  );
});

function idsOf({ allocations, allocation }: Answered): string[] {
  return [...(allocations ?? []), ...(allocation ? [allocation] : [])].map(({ id }) => id);
}
