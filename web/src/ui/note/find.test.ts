import { expect, it } from 'vitest';
import { rec, stateOf } from '../../board/testdata/records.ts';
import { findNotes } from './find.ts';

const note = (id: string, text: string, more = {}) =>
  rec('note', id, { board: 'b', section: 'strength', rank: id, text, ...more });
const state = stateOf(
  rec('board', 'b', { kind: 'swot', rank: 'a1' }),
  rec('group', 'g', { board: 'b', name: 'Przyroda', rank: 'a1' }),
  note('a1', 'Żółta   Łódź na jeziorze'),
  note('a2', 'zloty wiek wikliny', { section: 'threat' }),
  note('a3', 'Łódź w lesie', { group: 'g' }),
  note('a4', 'Łódź w koszu', { deleted: true }),
);

it.each([
  ['lodz', ['a3', 'a1']],
  ['ŁÓDŹ', ['a3', 'a1']],
  ['  łód  ', ['a3', 'a1']],
  ['jezior zolta', ['a1']],
  ['złoty', ['a2']],
  ['kosz', []],
  ['  ', []],
])('finds %s', (words, notes) => {
  expect(findNotes(state, 'b', words)).toEqual(notes);
});
