import { describe, expect, it } from 'vitest';
import { Heights, lineAt, offsetsOf, pieces } from './window.ts';

const keys = Array.from({ length: 1000 }, (_, i) => `row-${i}`);

describe('the window on a long table', () => {
  it('draws what is in view and around it, and gaps as high as the rest', () => {
    const offsets = offsetsOf(keys, new Heights(() => 40));
    expect(offsets.at(-1)).toBe(40_000);
    const drawn = pieces(offsets, { top: 20_000, height: 800 }, []);
    const lines = drawn.filter((piece) => 'at' in piece);
    expect(lines.length).toBeLessThan(60);
    expect(lines[0]).toEqual({ at: 490 });
    expect(drawn[0]).toEqual({ gap: 490 * 40, before: 490 });
    const gaps = drawn.reduce((sum, piece) => sum + ('gap' in piece ? piece.gap : 40), 0);
    expect(gaps).toBe(40_000);
  });

  it('keeps the line with the cursor', () => {
    const offsets = offsetsOf(keys, new Heights(() => 40));
    const drawn = pieces(offsets, { top: 0, height: 400 }, [700, -1]);
    expect(drawn).toContainEqual({ at: 700 });
    expect(drawn).not.toContainEqual({ at: 600 });
    expect(drawn.at(-1)).toEqual({ gap: 299 * 40, before: 1000 });
  });

  it('goes by heights as they are measured', () => {
    const heights = new Heights(() => 40);
    expect(heights.measure('row-0', 100)).toBe(true);
    expect(heights.measure('row-0', 100.4)).toBe(false);
    const offsets = offsetsOf(keys, heights);
    expect(offsets[1]).toBe(100);
    expect(lineAt(offsets, 99)).toBe(0);
    expect(lineAt(offsets, 100)).toBe(1);
    expect(lineAt(offsets, 1e9)).toBe(999);
  });

  it('draws nothing of an empty table', () => {
    expect(pieces(offsetsOf([], new Heights(() => 40)), { top: 0, height: 400 }, [-1])).toEqual([]);
  });
});
