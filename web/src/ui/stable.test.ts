import { expect, it } from 'vitest';
import { stableList, stableMap } from './stable.ts';

it('what says the same stays the same object', () => {
  const old = new Map([['a', 1]]);
  expect(stableMap(old, new Map([['a', 1]]))).toBe(old);
  expect(stableMap(old, new Map([['a', 2]]))).not.toBe(old);
  expect(stableMap(old, new Map([['b', 1]]))).not.toBe(old);
  expect(stableMap(undefined, old)).toBe(old);
  const list = [old];
  expect(stableList(list, [old])).toBe(list);
  expect(stableList(list, [])).not.toBe(list);
  expect(stableList(list, [new Map()])).not.toBe(list);
});
