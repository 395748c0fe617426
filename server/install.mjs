// Brings node_modules in step with pnpm-lock.yaml, with nothing but Node and npm at hand.
// Runs before `npm start` and `npm test`; when nothing has changed it returns at once.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.carnet-install.json');
const OLDEST_NODE = [20, 19];

const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|ERR_PNPM_META_FETCH_FAIL/;

class InstallProblem extends Error {}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new InstallProblem(
    `Carnet needs Node ${OLDEST_NODE.join('.')} or later and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  );
}

/** What the installed tree depends on: when it is unchanged, so is the tree. */
function wanted() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return { lock: hash.digest('hex'), platform: process.platform, arch: process.arch };
}

/** pnpm rewrites this file at the end of every install, so another install shows in its time. */
function treeTime() {
  const file = join(root, 'node_modules', '.modules.yaml');
  return existsSync(file) ? statSync(file).mtimeMs : null;
}

function isWarm() {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    const now = { ...wanted(), tree: treeTime() };
    return (
      now.tree !== null &&
      existsSync(join(root, 'server', 'node_modules')) &&
      Object.keys(now).every((key) => stamp[key] === now[key])
    );
  } catch {
    return false;
  }
}

/** The exact pnpm of package.json; one with another version would try to replace itself. */
function pinnedPnpm() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const match = /^(pnpm@\d+\.\d+\.\d+)/.exec(packageManager ?? '');
  if (!match) throw new InstallProblem('package.json names no pnpm version in "packageManager".');
  return match[1];
}

/**
 * Runs the install with its progress visible; resolves with its exit code, what it said, and
 * its complaints, which are worth showing only when it fails for a reason unknown to us.
 */
function runInstall(pnpm) {
  const windows = process.platform === 'win32';
  const child = spawn(
    'npx',
    // A machine may be set to answer "no" to npx, hence --yes; under another npx the
    // package would be that one's, hence --package; and a node_modules that plain
    // `npm install` made is replaced without asking.
    [
      '--yes',
      `--package=${pnpm}`,
      '--',
      'pnpm',
      'install',
      '--frozen-lockfile',
      '--reporter=append-only',
      '--config.confirm-modules-purge=false',
    ],
    {
      cwd: root,
      shell: windows,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // Three tries within seconds, not minutes: a missing network should show soon.
        npm_config_fetch_retry_mintimeout: '1000',
        npm_config_fetch_retry_maxtimeout: '5000',
      },
    },
  );
  let said = '';
  let complaints = '';
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    said = (said + chunk).slice(-20_000);
  });
  child.stderr.on('data', (chunk) => {
    complaints = (complaints + chunk).slice(-20_000);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', () =>
      reject(new InstallProblem('npx was not found: Carnet needs npm, which comes with Node.')),
    );
    child.on('close', (code, signal) => resolve({ code, signal, said, complaints }));
  });
}

async function install() {
  if (isWarm()) return;
  const pnpm = pinnedPnpm();
  console.log(`Installing Carnet's packages with ${pnpm} (first start, or the lock file changed).`);
  // Without a stamp an install that is cut short is done again.
  rmSync(stampFile, { force: true });
  const { code, signal, said, complaints } = await runInstall(pnpm);
  if (code === 0) {
    writeFileSync(stampFile, `${JSON.stringify({ ...wanted(), tree: treeTime() })}\n`);
    return;
  }
  if (signal) throw new InstallProblem('The installation was interrupted; start again to redo it.');
  if (UNREACHABLE.test(said + complaints)) {
    throw new InstallProblem(
      'The package registry cannot be reached: Carnet needs it for its first start, so check the network or the proxy and start again.',
    );
  }
  process.stderr.write(complaints);
  throw new InstallProblem(
    `The installation failed (${pnpm} ended with code ${code}); its reason is above.`,
  );
}

/**
 * Holds a socket while `work` runs, so that a start and a test in one clone do not install
 * at once. The operating system frees it with the process, however that ends.
 */
async function alone(work) {
  const name = `carnet-install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`;
  const path =
    // At its full length: Node 20 pads a shorter name and Node 24 does not.
    process.platform === 'linux' ? `\0${name}`.padEnd(108, '\0') : join(tmpdir(), `${name}.sock`);
  const waiting = new Set();
  for (let told = false; ; told = true) {
    const server = createServer((socket) => waiting.add(socket.on('error', () => {})));
    const error = await new Promise((resolve) => {
      server.once('error', resolve);
      server.listen(path, () => resolve(undefined));
    });
    if (!error) {
      try {
        return await work();
      } finally {
        server.close();
        for (const socket of waiting) socket.destroy();
      }
    }
    // Where such a socket cannot be made at all, installing unguarded beats not starting.
    if (error.code !== 'EADDRINUSE') return work();
    if (!told && !isWarm()) console.log('Another installation is running here; waiting for it.');
    await otherIsDone(path);
  }
}

/** Resolves when the process that holds the socket has let go of it. */
function otherIsDone(path) {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on('error', (error) => {
      if (error.code === 'ECONNREFUSED' && !path.startsWith('\0')) rmSync(path, { force: true });
    });
    socket.on('close', resolve);
    socket.resume();
  });
}

try {
  checkNode();
  if (!isWarm()) await alone(install);
} catch (error) {
  if (!(error instanceof InstallProblem)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
