import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Closing } from '../../server/src/kernel/closing.ts';

/** What runs a module; default: this very Node, with TypeScript. */
export interface Runtime {
  execPath: string;
  execArgv: string[];
}

const ownRuntime: Runtime = { execPath: process.execPath, execArgv: ['--import', 'tsx'] };

/** A module in a process of its own that answers one message with one message. */
export class Child {
  readonly #child: ChildProcess;
  readonly #name: string;
  readonly #ended: Promise<never>;

  /** @param module path relative to this folder */
  constructor(
    module: string,
    args: readonly string[],
    closing: Closing,
    runtime: Runtime = ownRuntime,
  ) {
    this.#name = module;
    this.#child = fork(fileURLToPath(new URL(module, import.meta.url)), args, {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      ...runtime,
      // as in production: graphql-js and Apollo are slower otherwise
      env: { PATH: process.env.PATH, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
      serialization: 'advanced',
      // Ctrl-C reaches the whole foreground group; the bench ends its children itself
      detached: true,
    });
    this.#ended = new Promise((_, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', (code) => reject(new Error(`${module} ended (${code})`)));
    });
    this.#ended.catch(() => {});
    closing.add(module, () => this.end());
  }

  /** The next message it sends. @throws when it ends before */
  next<Message>(): Promise<Message> {
    const heard = new Promise<Message>((resolve) => {
      this.#child.once('message', (message) => resolve(message as Message));
    });
    return Promise.race([heard, this.#ended]);
  }

  /** @throws when it ends without an answer */
  ask<Answer>(question: object): Promise<Answer> {
    const answer = this.next<Answer | { failed: string }>();
    this.#child.send(question);
    return answer.then((given) => {
      const { failed } = given as { failed?: string };
      if (failed !== undefined) throw new Error(`${this.#name}: ${failed}`);
      return given as Answer;
    });
  }

  /** Ends it, unless it has ended. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(late);
  }
}
