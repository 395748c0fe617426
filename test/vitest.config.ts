import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // graphql refuses to work with a second copy of itself, and it comes as two: one for
    // import and one for require. Everything takes the one that require finds.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // The files of a worker share what they import, which takes longer than most of the tests.
    isolate: false,
    globalSetup: ['test/support/postgres.ts'],
    // Test files start servers and browsers of their own: more at once gain nothing, and how
    // long one takes says nothing about it on a busy machine.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
});
