import { describe, expect, it } from 'vitest';
import { stopped } from './input-monitor.ts';

describe('hands that rest', () => {
  it('have stopped a moment after the last letter', () => {
    expect(stopped(1_400, false)).toBe(false);
    expect(stopped(1_500, false)).toBe(true);
    expect(stopped(Number.POSITIVE_INFINITY, true)).toBe(true);
  });

  it('may think an unfinished sentence over', () => {
    expect(stopped(1_500, true)).toBe(false);
    expect(stopped(4_000, true)).toBe(true);
  });
});
