import { expect, it } from 'vitest';
import { patiently } from './patiently.ts';

it('asks again until it comes', async () => {
  let asked = 0;
  const load = () => (++asked < 3 ? Promise.reject(new Error('offline')) : Promise.resolve('here'));
  expect(await patiently(load, 1)).toBe('here');
  expect(asked).toBe(3);
});
