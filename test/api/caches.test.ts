import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReadPool } from '../../server/src/reads/read-pool.ts';
import { Bounded } from '../../server/src/kernel/bounded-map.ts';
import { createDataDirectory } from '../support/data-directory.ts';
import { createTestDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

describe('a bounded map', () => {
  test('forgets what was used longest ago, by number', () => {
    const map = new Bounded<string, number>(2);
    for (const key of ['a', 'b']) map.set(key, 1);
    map.get('a');
    map.set('c', 1);
    expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([1, undefined, 1]);
  });

  test('and by weight, also when entries are set again or deleted', () => {
    const map = new Bounded<string, number>(100, { most: 10, of: (_key, weight) => weight });
    for (const [key, weight] of [
      ['a', 4],
      ['b', 4],
      ['a', 1],
      ['c', 5],
    ] as const)
      map.set(key, weight);
    expect(map.size).toBe(3);
    map.set('d', 1);
    expect(map.get('b')).toBeUndefined();
    map.delete('c');
    map.set('e', 8);
    expect(['a', 'd', 'e'].map((key) => map.get(key))).toEqual([1, 1, 8]);
    map.set('whole', 50);
    expect([map.size, map.get('whole')]).toEqual([1, 50]);
  });
});

describe('prepared statements', () => {
  test('are a hundred on a connection at most, and none of a long text', async () => {
    const pool = new ReadPool(database.url, { size: 1, timeout: 10_000 });
    const statement = (sql: string, name: string) => ({ sql, name, uses: 1 });
    try {
      for (let number = 0; number < 1000; number += 1) {
        const sql = `select '${number}'`;
        expect(await pool.read(statement(sql, `s${number}`), [])).toBe(String(number));
      }
      const count =
        "select count(*)::text from pg_prepared_statements where statement like 'select ''%'";
      const held = Number(await pool.read({ sql: count, name: 'count', uses: 0 }, []));
      expect(held).toBeGreaterThan(50);
      expect(held).toBeLessThanOrEqual(100);
      const long = `select '${'x'.repeat(200_000)}'`;
      await pool.read(statement(long, 'long'), []);
      const lengths =
        'select coalesce(max(length(statement)), 0)::text from pg_prepared_statements';
      expect(Number(await pool.read({ sql: lengths, name: 'lengths', uses: 0 }, []))).toBeLessThan(
        1000,
      );
    } finally {
      await pool.close();
    }
  });

  test('a connection that has seen megabytes of them makes room for a new one', async () => {
    const pool = new ReadPool(database.url, { size: 1, timeout: 10_000 });
    const backend = { sql: 'select pg_backend_pid()::text', name: 'pid', uses: 0 };
    try {
      const first = await pool.read({ ...backend }, []);
      for (let number = 0; number < 100; number += 1) {
        const sql = `select '${number}${'y'.repeat(90_000)}'`;
        await pool.read({ sql, name: `y${number}`, uses: 1 }, []);
      }
      expect(await pool.read({ ...backend }, [])).not.toBe(first);
    } finally {
      await pool.close();
    }
  });
});

describe('more documents than are kept', () => {
  test('take no more memory, however many follow', async () => {
    const directory = createDataDirectory();
    const probe = fileURLToPath(new URL('../support/heap-probe.ts', import.meta.url));
    const counts = ['1500', '4500'];
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [
        ...['--expose-gc', '--import', 'tsx', probe, database.url, directory.path],
        ...counts,
      ]);
      const [few = 0, many = 0] = [...stdout.matchAll(/heap ([\d.]+)/g)].map(([, heap]) =>
        Number(heap),
      );
      process.stdout.write(
        `heap after ${counts.join(' and ')} documents: ${few} and ${many} MiB\n`,
      );
      expect(few).toBeGreaterThan(10);
      expect(many / few).toBeLessThan(1.2);
    } finally {
      await directory.remove();
    }
  }, 600_000);
});
