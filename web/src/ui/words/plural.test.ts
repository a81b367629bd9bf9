import { describe, expect, it } from 'vitest';
import { counted, form } from './plural.ts';

const notes = { one: 'karteczka', few: 'karteczki', many: 'karteczek', other: 'karteczki' };

describe('Polish counts', () => {
  it.each([
    [0, 'karteczek'],
    [1, 'karteczka'],
    [2, 'karteczki'],
    [4, 'karteczki'],
    [5, 'karteczek'],
    [12, 'karteczek'],
    [22, 'karteczki'],
    [25, 'karteczek'],
    [101, 'karteczek'],
    [104, 'karteczki'],
    [1.5, 'karteczki'],
  ])('%d %s', (count, word) => {
    expect(form('pl', count, notes)).toBe(word);
  });

  it('never separates the number from its word', () => {
    expect(counted('pl', 3, notes)).toBe('3\u00a0karteczki');
  });
});

describe('English counts', () => {
  it('knows one and other', () => {
    const forms = { one: 'note', other: 'notes' };
    expect([0, 1, 2, 21].map((n) => form('en', n, forms))).toEqual(['notes', 'note', 'notes', 'notes']);
  });
});
