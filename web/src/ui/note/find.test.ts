import { expect, it } from 'vitest';
import { rec, stateOf } from '../../board/testdata/records.ts';
import { anything, find, NONE, notesOn } from './find.ts';

const note = (id: string, text: string, more = {}) =>
  rec('note', id, { board: 'b', section: 'strength', rank: id, text, ...more });
const state = stateOf(
  rec('board', 'b', { kind: 'swot', rank: 'a1' }),
  rec('group', 'g', { board: 'b', name: 'Przyroda', rank: 'a1' }),
  rec('team', 't1', { name: 'Zespół 1' }),
  rec('member', 'anna', { name: 'Anna', role: 'participant', team: 't1' }),
  note('a1', 'Żółta   Łódź na jeziorze', { author: 'anna' }),
  note('a2', 'zloty wiek wikliny', { section: 'threat', author: 'jan', colour: 'rose' }),
  note('a3', 'Łódź w lesie', { group: 'g', author: 'jan', teams: ['t1', 't2'] }),
  note('a4', 'Łódź w koszu', { deleted: true }),
);
const found = (wanted: object) => find(notesOn(state, 'b'), { ...anything, ...wanted });

it.each([
  ['lodz', ['a3', 'a1']],
  ['ŁÓDŹ', ['a3', 'a1']],
  ['  łód  ', ['a3', 'a1']],
  ['jezior zolta', ['a1']],
  ['złoty', ['a2']],
  ['kosz', []],
  ['.*', []],
  ['  ', null],
])('finds %s', (words, notes) => {
  expect(found({ words })).toEqual(notes);
});

it.each([
  [{ author: 'jan' }, ['a3', 'a2']],
  [{ author: 'jan', words: 'lodz' }, ['a3']],
  [{ team: 't1' }, ['a3', 'a1']],
  [{ team: 't2' }, ['a3']],
  [{ colour: 'rose' }, ['a2']],
  [{ colour: NONE }, ['a3', 'a1']],
  [{ group: 'g' }, ['a3']],
  [{ group: NONE, author: 'anna' }, ['a1']],
])('finds %j', (wanted, notes) => {
  expect(found(wanted)).toEqual(notes);
});
