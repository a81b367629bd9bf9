import { defineConfig } from 'vitest/config';

// The tests in real browsers: one file after the other, for they share a
// machine that may have only two processors.
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
