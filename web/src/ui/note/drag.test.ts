import { expect, test } from 'vitest';
import { sideOf } from './drag.ts';

test('the outer quarters of a note are before and after it, its middle is the note itself', () => {
  const note = { top: 50, height: 100 };
  expect([52, 70, 100, 125, 148].map((y) => sideOf(note, y))).toEqual(['before', 'before', 'onto', 'after', 'after']);
});
