import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverUser } from '../../server/src/database/server-user.ts';

const places = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer'];

/** Where PgBouncer lies on this machine; undefined where there is none. */
export const pgbouncerPath = places.find((place) => existsSync(place));

export interface Pooler {
  /** the database it was started for, through it */
  readonly url: string;
  stop(): Promise<void>;
}

/** A PgBouncer that gives each transaction one of so few sessions. */
export async function startPgbouncer(databaseUrl: string, sessions: number): Promise<Pooler> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const home = mkdtempSync(join(tmpdir(), 'carnet-pgbouncer-'));
  chmodSync(home, 0o755);
  const own = await freePort();
  const file = join(home, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
* = host=${hostname} port=${port || 5432} user=${username} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${sessions}
max_client_conn = 200
log_connections = 0
log_disconnections = 0
`,
  );
  // It refuses to run as root, as PostgreSQL does.
  const user = await serverUser();
  const child = spawn(pgbouncerPath ?? '', [file], { stdio: 'ignore', cwd: '/', ...user });
  await answers(child, own);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${own}`;
  url.pathname = pathname;
  return {
    url: url.href,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function answers(child: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await sleep(100);
  }
  throw new Error('PgBouncer does not listen');
}
