import { describe, expect, it } from 'vitest';
import { arrive, type Box, step } from './steps.ts';

// Two columns of notes, the last row half empty:  a b / c d / e
const box = (id: string, column: number, row: number): Box => ({
  id,
  left: column * 210,
  right: column * 210 + 200,
  top: row * 90,
  bottom: row * 90 + 80,
});
const boxes = [box('a', 0, 0), box('b', 1, 0), box('c', 0, 1), box('d', 1, 1), box('e', 0, 2)];

describe('step', () => {
  it.each([
    ['a', 'right', 'b'],
    ['b', 'left', 'a'],
    ['a', 'down', 'c'],
    ['d', 'up', 'b'],
    ['d', 'down', 'e'],
    ['e', 'up', 'c'],
  ] as const)('%s %s %s', (from, direction, to) => {
    expect(step(boxes, from, direction)).toBe(to);
  });

  it('stops at the edges of the section', () => {
    expect(step(boxes, 'a', 'up')).toBeNull();
    expect(step(boxes, 'b', 'right')).toBeNull();
    expect(step(boxes, 'e', 'right')).toBeNull();
    expect(step(boxes, 'e', 'down')).toBeNull();
    expect(step(boxes, 'gone', 'down')).toBeNull();
  });
});

describe('arrive', () => {
  it('lands on the near edge, closest to where the step began', () => {
    expect(arrive(boxes, { ...box('x', 1, -3) }, 'down')).toBe('b');
    expect(arrive(boxes, { ...box('x', -3, 2) }, 'right')).toBe('e');
    expect(arrive(boxes, { ...box('x', 9, 1) }, 'left')).toBe('d');
    expect(arrive([], box('x', 0, 0), 'left')).toBeNull();
  });
});
