import { defineConfig } from 'vitest/config';

// The tests in one real browser, two files at a time: with more, people on two cores wait for the machine instead of each other.
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    globalSetup: ['e2e/one-browser.ts'],
    maxWorkers: 2,
    isolate: false,
    // Longer than any step of a test waits: a busy machine is no fault.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
