import { defineConfig } from 'vitest/config';

// Not tests: runs in a real browser that take pictures or measure.
export default defineConfig({
  test: {
    include: ['e2e/screenshots.ts', 'e2e/bench.ts'],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
});
