import { resolve } from 'node:path';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that can be set from outside, read once at the start and frozen. */
export interface Config {
  /** 0 asks the operating system for a free port. */
  readonly port: number;
  readonly host: string;
  /** The user's own PostgreSQL; when absent Carnet runs one in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Whether a PgBouncer in transaction mode is between. */
  readonly pooled: boolean;
  /** Absolute path. */
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  /** Whether the H200 file, the invented story and the demonstration keys are there. */
  readonly demonstration: boolean;
  /** Milliseconds until PostgreSQL gives up the statement of a read. */
  readonly statementTimeout: number;
}

/** A variable that cannot be read. Its message is one sentence for the person who set it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the configuration; a variable that is empty counts as not set.
 * Throws ConfigError naming the first variable that cannot be read.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, cwd: string): Config {
  const given = (name: string) => env[name]?.trim() || undefined;
  return Object.freeze({
    port: readPort(given('PORT') ?? '4000'),
    host: readHost(given('HOST') ?? '127.0.0.1'),
    databaseUrl: readDatabaseUrl(given('DATABASE_URL')),
    pooled: readPooler(given('CARNET_POOLER') ?? 'none') === 'transaction',
    dataDir: resolve(cwd, given('CARNET_DATA_DIR') ?? '.carnet'),
    logLevel: readLogLevel(given('LOG_LEVEL') ?? 'info'),
    demonstration: readSwitch('CARNET_DEMONSTRATION', given('CARNET_DEMONSTRATION') ?? 'on'),
    statementTimeout: readMilliseconds(
      'CARNET_STATEMENT_TIMEOUT',
      given('CARNET_STATEMENT_TIMEOUT') ?? '10000',
    ),
  });
}

function readPort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
  throw new ConfigError(`PORT must be a whole number from 0 to 65535, and it is "${value}".`);
}

function readHost(value: string): string {
  if (/^([A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(%\w+)?)$/.test(value)) return value;
  throw new ConfigError(
    `HOST must be a host name or an address such as 127.0.0.1, without scheme or port, and it is "${value}".`,
  );
}

// The value is left out of the message: it may hold a password.
function readDatabaseUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol === 'postgres:' || protocol === 'postgresql:') return value;
  throw new ConfigError(
    'DATABASE_URL must look like postgres://user:password@host:5432/database, and it cannot be read as that.',
  );
}

const POOLERS = ['none', 'transaction'] as const;

function readPooler(value: string): (typeof POOLERS)[number] {
  const pooler = POOLERS.find((known) => known === value.toLowerCase());
  if (pooler !== undefined) return pooler;
  throw new ConfigError(
    `CARNET_POOLER must be one of ${POOLERS.join(', ')}, and it is "${value}".`,
  );
}

function readLogLevel(value: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === value.toLowerCase());
  if (level !== undefined) return level;
  throw new ConfigError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, and it is "${value}".`);
}

function readSwitch(name: string, value: string): boolean {
  const state = value.toLowerCase();
  if (state === 'on' || state === 'off') return state === 'on';
  throw new ConfigError(`${name} must be on or off, and it is "${value}".`);
}

/** PostgreSQL counts them in 31 bits, and 0 would mean no limit. */
function readMilliseconds(name: string, value: string): number {
  const count = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count < 2 ** 31) return count;
  throw new ConfigError(
    `${name} must be a whole number of milliseconds, 1 to 2147483647, and it is "${value}".`,
  );
}
