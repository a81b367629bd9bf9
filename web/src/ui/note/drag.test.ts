import { describe, expect, it } from 'vitest';
import { sideOf } from './drag.ts';

const note = { left: 100, top: 50, width: 200, height: 80 };

describe('sideOf', () => {
  it('looks left and right where notes stand side by side', () => {
    expect(sideOf(note, 640, { x: 110, y: 90 })).toBe('before');
    expect(sideOf(note, 640, { x: 200, y: 52 })).toBe('onto');
    expect(sideOf(note, 640, { x: 290, y: 90 })).toBe('after');
  });

  it('looks above and below in a single column', () => {
    expect(sideOf(note, 210, { x: 200, y: 55 })).toBe('before');
    expect(sideOf(note, 210, { x: 110, y: 90 })).toBe('onto');
    expect(sideOf(note, 210, { x: 200, y: 125 })).toBe('after');
  });
});
