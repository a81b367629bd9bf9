import type { Environment } from 'vitest/runtime';

/** Node.js, with modules compiled as for browsers. */
export default {
  name: 'signals',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => {} }),
} satisfies Environment;
