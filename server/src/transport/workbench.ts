import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readQuestions } from './questions.ts';

const ROOT = fileURLToPath(new URL('../../workbench/', import.meta.url));

/**
 * Everything the page loads, by the name it is asked for. A request names an
 * entry of this table, never a path, so nothing else on the disk can be reached.
 */
const ASSETS: Readonly<Record<string, string>> = {
  'workbench.js': join(ROOT, 'workbench.js'),
  'fetcher.js': join(ROOT, 'fetcher.js'),
  'key.js': join(ROOT, 'key.js'),
  'preferences.js': join(ROOT, 'preferences.js'),
  'questions.js': join(ROOT, 'questions.js'),
  'take-away.js': join(ROOT, 'take-away.js'),
  'workbench.css': join(ROOT, 'workbench.css'),
  'graphiql.js': packaged('graphiql', 'graphiql.min.js'),
  'graphiql.css': packaged('graphiql', 'graphiql.min.css'),
  'graphql-ws.js': packaged('graphql-ws', 'umd/graphql-ws.min.js'),
  'react.js': packaged('react', 'umd/react.production.min.js'),
  'react-dom.js': packaged('react-dom', 'umd/react-dom.production.min.js'),
};

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

/**
 * The page loads from its own origin only and runs no script written into it.
 * The nonce lets GraphiQL's dialogs insert the one style they need.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    'font-src data:',
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly zipped: Buffer;
}

/**
 * Serves the analysts' page at `/` and what it loads under `/workbench/`, all
 * from installed packages and this repository: nothing is bundled at start and
 * nothing comes from another host.
 *
 * @throws Error when an asset or a question cannot be read; the server should not start then.
 */
export async function workbench(app: FastifyInstance): Promise<void> {
  const page = await readFile(join(ROOT, 'index.html'), 'utf8');
  const assets = new Map<string, Asset>();
  await Promise.all(
    Object.entries(ASSETS).map(async ([name, path]) =>
      assets.set(name, await asset(extname(name), await readFile(path))),
    ),
  );
  assets.set(
    'questions.json',
    await asset('.json', Buffer.from(JSON.stringify(await readQuestions()))),
  );

  app.get('/', (_request, reply) => {
    const nonce = randomBytes(16).toString('base64url');
    return reply
      .type('text/html; charset=utf-8')
      .headers({
        'cache-control': 'no-store',
        'content-security-policy': contentSecurityPolicy(nonce),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .send(page.replace('{{nonce}}', nonce));
  });
  app.get<{ Params: { name: string } }>('/workbench/:name', (request, reply) => {
    const found = assets.get(request.params.name);
    return found ? send(request, reply, found) : reply.callNotFound();
  });
}

/** Revalidated on every load, so an upgraded server is seen at once; unchanged files cost a 304. */
function send(request: FastifyRequest, reply: FastifyReply, found: Asset): FastifyReply {
  reply.headers({
    'cache-control': 'no-cache',
    etag: found.etag,
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  });
  if (request.headers['if-none-match'] === found.etag) return reply.code(304).send();
  reply.type(found.type);
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(found.plain);
  return reply.header('content-encoding', 'gzip').send(found.zipped);
}

async function asset(extension: string, plain: Buffer): Promise<Asset> {
  const type = CONTENT_TYPES[extension];
  if (type === undefined) throw new Error(`The workbench has no content type for ${extension}.`);
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { type, etag: `W/"${digest}"`, plain, zipped: await promisify(gzip)(plain) };
}

/** A file of an installed package, also where the package does not export it by name. */
function packaged(name: string, file: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
}
