import { type Logger, pino } from 'pino';

/** One line of JSON an entry, to standard error. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: undefined, serializers: { err: plain } },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** An error without what drivers hang on it: connections, statements and their values. */
function plain(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const { code } = error as { code?: unknown };
  return { name, message, code: typeof code === 'string' ? code : undefined, stack };
}
