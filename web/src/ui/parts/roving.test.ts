import { expect, it } from 'vitest';
import { along } from './roving.ts';

it('arrows along a bar go round', () => {
  expect([along('ArrowRight', 2, 3), along('ArrowLeft', 0, 3), along('Home', 1, 3), along('End', 0, 3)]).toEqual([
    0, 2, 0, 2,
  ]);
  expect(along('ArrowLeft', -1, 3)).toBe(2);
  expect(along('Enter', 0, 3)).toBeNull();
  expect(along('ArrowRight', 0, 0)).toBeNull();
});
