import { expect, it } from 'vitest';
import { withRetry } from './with-retry.ts';

it('asks again until it comes', async () => {
  let asked = 0;
  const load = () => (++asked < 3 ? Promise.reject(new Error('offline')) : Promise.resolve('here'));
  expect(await withRetry(load, 1)).toBe('here');
  expect(asked).toBe(3);
});
