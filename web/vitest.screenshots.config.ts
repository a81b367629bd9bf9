import { defineConfig } from 'vitest/config';

// Not a test: a run through every page and state that takes their pictures.
export default defineConfig({
  test: { include: ['e2e/screenshots.ts'], fileParallelism: false, testTimeout: 300_000, hookTimeout: 60_000 },
});
