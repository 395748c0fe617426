import { type Logger, pino } from 'pino';

/** One line of JSON an entry, to standard error; keys never reach the log. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: undefined, redact: ['req.headers.authorization'] },
    pino.destination({ dest: 2, sync: true }),
  );
}
