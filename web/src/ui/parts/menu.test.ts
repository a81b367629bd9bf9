import { describe, expect, it } from 'vitest';
import { besides } from './menu.ts';

const screen = { width: 1000, height: 800 };
const size = { width: 200, height: 300 };
const anchor = (left: number, top: number) => ({ left, right: left + 30, top, bottom: top + 30 });

describe('besides', () => {
  it('stands below its anchor', () => {
    expect(besides(anchor(100, 100), size, screen)).toEqual({ left: 100, top: 134 });
  });

  it('stands above when there is no room below', () => {
    expect(besides(anchor(100, 600), size, screen)).toEqual({ left: 100, top: 296 });
  });

  it('never leaves the screen', () => {
    expect(besides(anchor(980, 100), size, screen).left).toBe(792);
    expect(besides(anchor(-50, 100), size, screen).left).toBe(8);
    expect(besides(anchor(100, 290), size, { width: 1000, height: 500 }).top).toBe(192);
    expect(besides(anchor(100, 10), size, { width: 1000, height: 200 }).top).toBe(8);
  });
});
