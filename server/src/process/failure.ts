import { type Config, ConfigError } from '../config.ts';
import { DatabaseProblem } from '../database/problem.ts';
import { Fault } from '../kernel/fault.ts';
import { errorCode } from '../database/sqlstate.ts';
import { DatasetProblem } from '../dataset/problem.ts';
import { ExportProblem } from './export-problem.ts';

/** How a failed start is told: what to print, and the exit code. */
export interface Failure {
  readonly message: string;
  readonly exitCode: number;
}

/**
 * Puts an error at the start into words for the person who started Carnet: one sentence when
 * it is theirs to put right, the stack when it is ours.
 */
export function describeFailure(error: unknown, config: Config | undefined): Failure {
  if (error instanceof ConfigError) return { message: error.message, exitCode: 2 };
  if (
    error instanceof DatabaseProblem ||
    error instanceof DatasetProblem ||
    error instanceof ExportProblem ||
    error instanceof Fault
  ) {
    return { message: error.message, exitCode: 1 };
  }
  const listening = config && cannotListen(errorCode(error), config);
  if (listening) return { message: listening, exitCode: 1 };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message, exitCode: 1 };
}

function cannotListen(code: string | undefined, { host, port }: Config): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: set PORT to a free one, or to 0 to have one chosen.`;
    case 'EACCES':
      return `This user may not listen on port ${port}: set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST is ${host}, which is not an address of this machine: set it to 127.0.0.1, or to 0.0.0.0 for every address.`;
    default:
      return undefined;
  }
}
