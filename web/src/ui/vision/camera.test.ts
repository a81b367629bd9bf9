import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planeSize } from '../../board/generated.ts';
import { Camera } from './camera.svelte.ts';

function camera(width = 1200, height = 800): Camera {
  const made = new Camera();
  Object.assign(made, { width, height });
  return made;
}

const coordinate = fc.integer({ min: 0, max: planeSize });
const box = fc.record({
  x: coordinate,
  y: coordinate,
  width: fc.integer({ min: 10, max: 4_000 }),
  height: fc.integer({ min: 10, max: 4_000 }),
});

describe('the camera', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('keeps the point under the pointer where it is while it zooms', () => {
    const seen = camera();
    seen.panBy(-3000, -2000);
    const at = { x: 300, y: 500 };
    const before = seen.toPlane(at);
    seen.zoomBy(1.7, at);
    seen.zoomBy(0.4, at);
    expect(seen.toPlane(at).x).toBeCloseTo(before.x, 6);
    expect(seen.toPlane(at).y).toBeCloseTo(before.y, 6);
  });

  it('shows a box whole and in the middle unless that would be too small to draw', () => {
    fc.assert(
      fc.property(box, (shown) => {
        const seen = camera();
        seen.show(shown);
        expect(seen.zoom).toBeLessThanOrEqual(1);
        expect(seen.seen.width).toBeGreaterThanOrEqual(shown.width);
        expect(seen.seen.height).toBeGreaterThanOrEqual(shown.height);
      }),
    );
  });

  it('brings a box into view, moves no more than needed, and not at all when it is in view', () => {
    const seen = camera();
    seen.uncover({ x: 3000, y: 100, width: 200, height: 144 });
    expect(seen.x).toBe(3000 + 200 + 32 - 1200);
    const { kept } = seen;
    seen.uncover({ x: 2800, y: 200, width: 200, height: 144 });
    expect(seen.kept).toBe(kept);
  });

  it('never loses the plane', () => {
    const step = fc.oneof(
      fc.record({ pan: fc.tuple(fc.integer(), fc.integer()) }),
      fc.record({ zoom: fc.double({ min: 0.01, max: 100, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const seen = camera();
        for (const one of steps) {
          if ('pan' in one) seen.panBy(...one.pan);
          else seen.zoomBy(one.zoom);
        }
        const { x, y } = seen.middle;
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.max(x, y)).toBeLessThanOrEqual(planeSize + 1e-6);
      }),
    );
  });

  it('comes back to where it was, and ignores what nobody kept', () => {
    const seen = camera();
    seen.panBy(-500, -700);
    seen.zoomBy(0.5);
    const again = camera();
    expect(again.restore(seen.kept)).toBe(true);
    expect(again.kept).toBe(seen.kept);
    for (const wrong of [null, '', '1 2', '1 2 NaN', 'a b c', '1 2 90']) expect(again.restore(wrong)).toBe(false);
    expect(again.kept).toBe(seen.kept);
  });

  it('says that it moves until it has rested', () => {
    const seen = camera();
    seen.panBy(1, 1);
    expect(seen.moving).toBe(true);
    vi.advanceTimersByTime(150);
    expect(seen.moving).toBe(false);
  });
});
