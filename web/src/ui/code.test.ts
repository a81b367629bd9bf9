import { describe, expect, it } from 'vitest';
import { readCode, showCode } from './code.ts';

describe('join codes', () => {
  it('are read without regard to case, hyphen and space', () => {
    for (const typed of ['ABCD2345', 'abcd-2345', ' ab cd 23 45 ', 'ABCD–2345']) {
      expect(readCode(typed)).toBe('ABCD2345');
    }
  });

  it('are refused when a letter is missing or cannot occur', () => {
    for (const typed of ['', 'ABCD234', 'ABCD23456', 'ABCD2O45', 'ABCDI345', 'ABCD-234ż']) {
      expect(readCode(typed)).toBeNull();
    }
  });

  it('are shown in two halves', () => {
    expect(showCode('ABCD2345')).toBe('ABCD-2345');
  });
});
