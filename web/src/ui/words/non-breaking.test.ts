import { describe, expect, it } from 'vitest';
import { nonBreaking, tied } from './non-breaking.ts';

describe('tied', () => {
  it.each([
    ['Strategia rozwoju w gminie', 'Strategia rozwoju w\u00a0gminie'],
    ['W Rudniku nad Sanem', 'W\u00a0Rudniku nad Sanem'],
    ['a i o w z', 'a\u00a0i\u00a0o\u00a0w\u00a0z'],
    ['„O wodzie” i (u nas)', '„O\u00a0wodzie” i\u00a0(u\u00a0nas)'],
    ['praca z domu\ni w biurze', 'praca z\u00a0domu\ni\u00a0w\u00a0biurze'],
    ['5 min z 90 min', '5\u00a0min z\u00a090\u00a0min'],
    ['3 z 5 osób', '3\u00a0z\u00a05\u00a0osób'],
    ['2. miejsce', '2.\u00a0miejsce'],
  ])('%s', (text, want) => {
    expect(nonBreaking(text)).toBe(want);
  });

  it('leaves longer words, ends and the empty text alone', () => {
    for (const text of ['', 'nad Sanem', 'wariant w', 'ź', 'wariant 5']) {
      expect(nonBreaking(text)).toBe(text);
    }
  });

  it('all sentences of a catalogue, and those that its functions make', () => {
    const prefix = /^zespół /;
    const words = tied({ at: 'w gminie', list: ['i u nas'], of: (n: number) => `${n} min`, deep: { n: 1, prefix } });
    expect([words.at, words.list, words.of(5)]).toEqual(['w\u00a0gminie', ['i\u00a0u\u00a0nas'], '5\u00a0min']);
    expect(words.deep).toEqual({ n: 1, prefix });
  });
});
