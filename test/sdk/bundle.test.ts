import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, test } from 'vitest';

const SDK = fileURLToPath(new URL('@carnet/sdk', import.meta.url));

/** What a bundler makes of a program: the text of its first chunk. */
async function bundled(program: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? '\0program' : id === '@carnet/sdk' ? SDK : null),
        load: (id) => (id === '\0program' ? program : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rollupOptions: {
        input: 'program',
        external: ['graphql-ws', 'ws'],
        preserveEntrySignatures: false,
      },
    },
  });
  const [{ output } = { output: [] }] = [built].flat() as { output: { code?: string }[] }[];
  expect(output).toHaveLength(1);
  return output[0]?.code ?? '';
}

const kilobytes = (code: string): number => gzipSync(code).length / 1024;

test('a client with one question is small, and holds that question alone', async () => {
  const code = await bundled(`
    import { createClient, ViewerDocument } from '@carnet/sdk';
    createClient({ url: location.href }).request(ViewerDocument).then(console.log);
  `);
  expect(code).toContain('query Viewer');
  expect(code).not.toContain('query Chip');
  expect(kilobytes(code)).toBeLessThan(6);
});

test('a client with all methods, more than a hundred, is not much larger', async () => {
  const code = await bundled(`
    import { createCarnet } from '@carnet/sdk';
    createCarnet({ url: location.href }).viewer().then(console.log);
  `);
  expect(code).toContain('query Chip');
  expect(kilobytes(code)).toBeLessThan(15);
});

test('a question on its own brings nothing else', async () => {
  const code = await bundled(`
    import { ViewerDocument } from '@carnet/sdk';
    console.log(ViewerDocument.text);
  `);
  expect(kilobytes(code)).toBeLessThan(0.4);
});
