import { describe, expect, it } from 'vitest';
import { clockText, nextTick } from './clock.ts';

describe('the clock', () => {
  it('rounds up what is left and down what is over', () => {
    expect(clockText(250_000)).toBe('4:10');
    expect(clockText(249_001)).toBe('4:10');
    expect(clockText(1)).toBe('0:01');
    expect(clockText(0)).toBe('0:00');
    expect(clockText(-999)).toBe('0:00');
    expect(clockText(-35_000)).toBe('0:35');
  });

  it('shows hours when there are some', () => {
    expect(clockText(3_600_000)).toBe('1:00:00');
    expect(clockText(-3_725_000)).toBe('1:02:05');
  });

  it('is drawn again just when it reads otherwise', () => {
    for (const left of [250_000, 249_400, 1, 0, -1, -999, -35_000]) {
      const wait = nextTick(left);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(1000);
      // A millisecond after a whole second is as good as the second.
      expect(clockText(left - wait - 1)).not.toBe(clockText(left));
      if (wait > 2) expect([clockText(left), clockText(left - wait)]).toContain(clockText(left - wait + 1));
    }
  });
});
