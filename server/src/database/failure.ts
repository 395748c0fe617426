import { Fault } from '../kernel/fault.ts';
import { errorCode, hasSqlState } from './sqlstate.ts';

/**
 * The fault to tell a caller of whom the database could not be asked, or undefined for an error
 * that says something else. Nothing of the error's own text goes into it.
 */
export function faultOf(error: unknown): Fault | undefined {
  if (error instanceof Fault) return error;
  if (isConnectionLoss(error)) {
    return new Fault(
      'UNAVAILABLE',
      'The database cannot be reached at the moment: try again, and a decision with the same idempotencyKey, for it may have been made.',
    );
  }
  if (hasSqlState(error, 'queryCanceled', 'lockNotAvailable')) {
    return new Fault('TIMEOUT', 'The database took too long: ask for less, or try again.');
  }
  return undefined;
}

/** Errors that the network, the driver and a stopping server give for a connection that is gone. */
export function isConnectionLoss(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined && /^(08...|57P0[1-5]|53300|E[A-Z_]+)$/.test(code)) return true;
  // The driver gives these no code.
  return (
    error instanceof Error &&
    /^(Connection terminated|timeout (exceeded|expired)|Client (has encountered|was closed)|Cannot use a pool|Query read timeout|Driver not Connected|Query runner already released)/i.test(
      error.message,
    )
  );
}

/** The transaction lost against another and may simply be run again. */
export function mayRunAgain(error: unknown): boolean {
  return hasSqlState(error, 'serializationFailure', 'deadlockDetected');
}
