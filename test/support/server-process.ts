import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(PROJECT, 'server/src/main.ts');

export interface StartOptions {
  /** Environment variables besides PATH; PORT is 0 unless given. */
  readonly env?: Readonly<Record<string, string>>;
  /** Modules to load first, after the TypeScript loader. */
  readonly preload?: readonly string[];
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Another command than main.ts itself, as in `['npm', 'start']`. */
  readonly command?: readonly [string, ...string[]];
}

/** A Carnet in a process of its own, as a user starts it. */
export class CarnetProcess {
  readonly child: ChildProcess;
  /** Resolves when the process has ended and all it wrote has been read. */
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  #output = '';
  #over = false;
  #heard = new Set<() => void>();

  constructor({ env = {}, preload = [], user, command }: StartOptions = {}) {
    const loaders = ['tsx', ...preload].flatMap((module) => ['--import', module]);
    const [program, ...args] = command ?? [process.execPath, ...loaders, MAIN];
    this.child = spawn(program, args, {
      cwd: PROJECT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that `end` reaches what a command starts in turn.
      detached: true,
      ...user,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
        for (const wake of this.#heard) wake();
      });
    }
    this.ended = new Promise((resolve) => {
      this.child.on('close', (code, signal) => {
        this.#over = true;
        resolve({ code, signal });
        for (const wake of this.#heard) wake();
      });
    });
  }

  /** Everything written so far, to both streams. */
  get output(): string {
    return this.#output;
  }

  /** Resolves with the match once the output has it; rejects if the process ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.#output);
        if (match) resolve(match);
        else if (this.#over)
          reject(new Error(`It ended without saying ${pattern}:\n${this.#output}`));
        else return;
        this.#heard.delete(look);
      };
      this.#heard.add(look);
      look();
    });
  }

  /** Resolves with the URL of the GraphQL endpoint once it serves. */
  async ready(): Promise<string> {
    const [, url = ''] = await this.says(/^ready (\S+)$/m);
    return url;
  }

  /** Sends a signal and resolves when the process has ended. */
  kill(signal: NodeJS.Signals): CarnetProcess['ended'] {
    this.child.kill(signal);
    return this.ended;
  }

  /** Makes sure that nothing of it runs any more, except the database it started. */
  async end(): Promise<void> {
    try {
      if (this.child.pid) process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // it has ended by itself
    }
    await this.ended;
  }
}
