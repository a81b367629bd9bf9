import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// One world for all files of a thread: to load everything anew for each took longer than the tests themselves.
const common = {
  pool: 'threads' as const,
  isolate: false,
  setupFiles: ['src/test-setup.ts'],
  testTimeout: 600_000,
};

// The tests that need neither a browser nor a server. Svelte's signals live only in code that is compiled for browsers:
// a test of them is called *.svelte.test.ts.
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte()],
        test: { name: 'node', include: ['src/**/*.test.ts'], exclude: ['src/**/*.svelte.test.ts'], ...common },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'signals',
          include: ['src/**/*.svelte.test.ts'],
          environment: './scripts/signals-environment.ts',
          ...common,
        },
      },
    ],
  },
});
