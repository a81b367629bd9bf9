import { describe, expect, it } from 'vitest';
import { nonBreaking } from './non-breaking.ts';

describe('tied', () => {
  it.each([
    ['Strategia rozwoju w gminie', 'Strategia rozwoju w\u00a0gminie'],
    ['W Rudniku nad Sanem', 'W\u00a0Rudniku nad Sanem'],
    ['a i o w z', 'a\u00a0i\u00a0o\u00a0w\u00a0z'],
    ['„O wodzie” i (u nas)', '„O\u00a0wodzie” i\u00a0(u\u00a0nas)'],
    ['praca z domu\ni w biurze', 'praca z\u00a0domu\ni\u00a0w\u00a0biurze'],
  ])('%s', (text, want) => {
    expect(nonBreaking(text)).toBe(want);
  });

  it('leaves longer words, ends and the empty text alone', () => {
    for (const text of ['', 'nad Sanem', 'wariant w', 'ź', '5 a']) {
      expect(nonBreaking(text)).toBe(text);
    }
  });
});
