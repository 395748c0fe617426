import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../server/src/config.ts';

const read = (env: Record<string, string>) => readConfig(env, '/srv/carnet');

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(read({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      dataDir: '/srv/carnet/.carnet',
      logLevel: 'info',
      demonstration: true,
      pooled: false,
      statementTimeout: 10_000,
    });
  });

  it('reads every variable', () => {
    const databaseUrl = 'postgresql://carnet:secret@db.example:5433/carnet?sslmode=require';
    expect(
      read({
        PORT: '0',
        HOST: '::1',
        DATABASE_URL: databaseUrl,
        CARNET_DATA_DIR: '/var/lib/my data',
        LOG_LEVEL: 'WARN',
        CARNET_DEMONSTRATION: 'off',
        CARNET_POOLER: 'transaction',
        CARNET_STATEMENT_TIMEOUT: '30000',
      }),
    ).toEqual({
      port: 0,
      host: '::1',
      databaseUrl,
      dataDir: '/var/lib/my data',
      logLevel: 'warn',
      demonstration: false,
      pooled: true,
      statementTimeout: 30_000,
    });
  });

  it('resolves a relative data directory and takes an empty value as not set', () => {
    const config = read({ CARNET_DATA_DIR: '../data', PORT: '', LOG_LEVEL: ' ' });
    expect(config).toMatchObject({ dataDir: '/srv/data', port: 4000, logLevel: 'info' });
  });

  it('is frozen', () => {
    expect(Object.isFrozen(read({}))).toBe(true);
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['HOST', 'http://localhost'],
    ['HOST', 'local host'],
    ['DATABASE_URL', 'mysql://root@localhost/db'],
    ['DATABASE_URL', 'localhost:5432'],
    ['CARNET_POOLER', 'session'],
    ['DATABASE_URL', 'not a url'],
    ['LOG_LEVEL', 'loud'],
    ['CARNET_STATEMENT_TIMEOUT', '0'],
    ['CARNET_STATEMENT_TIMEOUT', '10s'],
    ['CARNET_STATEMENT_TIMEOUT', '2147483648'],
  ])('refuses %s=%s in one sentence that names it', (name, value) => {
    const refused = () => read({ [name]: value });
    expect(refused).toThrow(ConfigError);
    expect(refused).toThrow(new RegExp(`^${name} must .*\\.$`));
  });

  it('keeps the password of DATABASE_URL out of the message', () => {
    expect(() => read({ DATABASE_URL: 'http://me:hunter2@host' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});
