import { defineConfig } from 'vitest/config';
import e2e from './vitest.e2e.config.ts';

// Not tests: runs in a real browser that take pictures or measure, one after the other.
export default defineConfig({
  test: { ...e2e.test, include: ['e2e/screenshots.ts', 'e2e/bench.ts'], maxWorkers: 1 },
});
