import { defineConfig } from 'vitest/config';

// The tests in one real browser, three files at a time: people wait for each other most of the time.
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    globalSetup: ['e2e/one-browser.ts'],
    maxWorkers: 3,
    // Longer than any step of a test waits: a busy machine is no fault.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
