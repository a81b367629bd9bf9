import { describe, expect, it } from 'vitest';
import { barKey } from './keys.ts';

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...more,
});

describe('letters for those who moderate', () => {
  it('open windows, and lead to the next step without taking it', () => {
    expect(['a', 'T', 'n', 'l', 'p', 'x'].map((key) => barKey(press(key), false, true))).toEqual([
      'agenda',
      'timer',
      'next',
      'vote',
      'presentations',
      null,
    ]);
  });
  it('are letters where somebody writes, with AltGr, or switched off', () => {
    expect(barKey(press('a'), true, true)).toBeNull();
    expect(barKey(press('a'), false, false)).toBeNull();
    expect(barKey(press('ą', { ctrlKey: true, altKey: true }), false, true)).toBeNull();
    expect(barKey(press('a', { ctrlKey: true }), false, true)).toBeNull();
  });
});
