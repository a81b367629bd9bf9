import { expect, it } from 'vitest';
import { lineUp, moved } from './presentations.ts';

it('a fresh queue offers all teams', () => {
  expect(lineUp(['a', 'b'], [], undefined)).toEqual([
    { team: 'a', on: true },
    { team: 'b', on: true },
  ]);
});

it('a queue that runs keeps its order, teams that are gone are left out', () => {
  expect(lineUp(['a', 'b', 'c'], ['c', 'x', 'b'], 'a')).toEqual([
    { team: 'c', on: true },
    { team: 'b', on: true },
    { team: 'a', on: false },
  ]);
});

it('rows change places', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
});
