import { describe, expect, it } from 'vitest';
import { along, barKey } from './keys.ts';

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...more,
});

describe('letters for those who moderate', () => {
  it('open the agenda and the timer', () => {
    expect(barKey(press('a'), false, true)).toBe('agenda');
    expect(barKey(press('T'), false, true)).toBe('timer');
    expect(barKey(press('n'), false, true)).toBeNull();
  });
  it('are letters where somebody writes, with AltGr, or switched off', () => {
    expect(barKey(press('a'), true, true)).toBeNull();
    expect(barKey(press('a'), false, false)).toBeNull();
    expect(barKey(press('ą', { ctrlKey: true, altKey: true }), false, true)).toBeNull();
    expect(barKey(press('a', { ctrlKey: true }), false, true)).toBeNull();
  });
});

describe('arrows along a bar', () => {
  it('go round', () => {
    expect([along('ArrowRight', 2, 3), along('ArrowLeft', 0, 3), along('Home', 1, 3), along('End', 0, 3)]).toEqual([
      0, 2, 0, 2,
    ]);
    expect(along('ArrowLeft', -1, 3)).toBe(2);
    expect(along('Enter', 0, 3)).toBeNull();
    expect(along('ArrowRight', 0, 0)).toBeNull();
  });
});
