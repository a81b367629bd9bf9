import { describe, expect, it } from 'vitest';
import type { Board } from '../../board/generated.ts';
import type { Fields } from '../../board/record.ts';
import { rec } from '../../board/testdata/records.ts';
import { sample } from '../phase/sample.ts';
import { brief } from './names.ts';
import { bestOf, promotables, promoteCommand, targetOf } from './promote.ts';

const note = (id: string, fields: Fields = {}) =>
  rec('note', id, { board: 'b1', section: 'strength', rank: id, text: id, ...fields }, 'team:t1');
const vote = (items: string[], points: number[]) => [
  rec(
    'vote',
    'v',
    { title: 'v', rank: 'a', points: 5, perItem: 2, closed: true, team: 't1', boards: ['b1'] },
    'team:t1',
  ),
  rec(
    'tally',
    'tally:v',
    { vote: 'v', items, points: points.map(String), places: points.map((_, i) => String(i + 1)), voters: 3 },
    'team:t1',
  ),
];
const board = (state: ReturnType<typeof sample>) => state.of('board', 'b1') as Board;

describe('what can be taken to the shared board', () => {
  it('stands by section, the most points first', () => {
    const state = sample(note('n1'), note('n2'), note('n3', { section: 'threat' }), ...vote(['n2'], [4]));
    const { columns, vote: last } = promotables(state, board(state));
    expect(last?.id).toBe('v');
    expect(columns.map(({ section, rows }) => [section, ...rows.map((r) => `${r.note.id} ${r.points}`)])).toEqual([
      ['strength', 'n2 4', 'n1 0'],
      ['weakness'],
      ['opportunity'],
      ['threat', 'n3 0'],
    ]);
  });

  it('has no points before a vote, names groups and leaves hidden notes out', () => {
    const state = sample(
      rec('group', 'g', { board: 'b1', rank: 'a', name: 'Lasy' }, 'team:t1'),
      note('n1', { group: 'g' }),
      { ...note('n2'), audience: 'member:anna' },
    );
    expect(promotables(state, board(state)).columns[0]?.rows).toMatchObject([{ group: 'Lasy', points: null }]);
  });

  it('marks what stands there already, unless the copy lies in the bin', () => {
    const copy = (id: string, of: string, fields: Fields = {}) =>
      rec('note', id, { board: 'b', section: 'strength', rank: id, text: id, sources: [of], ...fields });
    const state = sample(note('n1'), note('n2'), copy('c1', 'n1'), copy('c2', 'n2', { deleted: true }));
    expect(promotables(state, board(state)).columns[0]?.rows.map(({ promoted }) => promoted)).toEqual([true, false]);
  });
});

describe('the best of each section', () => {
  it('are the notes of the best items; a group comes whole', () => {
    const state = sample(
      rec('group', 'g', { board: 'b1', rank: 'a', name: 'Lasy' }, 'team:t1'),
      note('n1', { group: 'g' }),
      note('n2', { group: 'g' }),
      note('n3'),
      note('n4'),
      ...vote(['g/strength', 'n3', 'n4'], [5, 4, 1]),
    );
    expect(bestOf(state, board(state), 2)).toEqual(['n1', 'n2', 'n3']);
  });

  it('leave out what was taken over, and are none before a vote', () => {
    const copy = rec('note', 'c', { board: 'b', section: 'strength', rank: 'c', text: 'c', sources: ['n1'] });
    const state = sample(note('n1'), note('n2'), copy, ...vote(['n1', 'n2'], [5, 4]));
    expect(bestOf(state, board(state), 2)).toEqual(['n2']);
    expect(bestOf(sample(note('n1')), board(sample()), 2)).toEqual([]);
  });
});

it('the copies go to the board that the team’s is a copy of', () => {
  const state = sample();
  const plenary = [state.of('board', 'b') as Board];
  expect(targetOf(board(state), plenary)).toBe('b');
  expect(targetOf(board(state), [])).toBe('');
  let n = 0;
  expect(promoteCommand('b', ['n1', 'n2'], () => `c${++n}`).with.notes).toEqual([
    { note: 'c1', from: 'n1' },
    { note: 'c2', from: 'n2' },
  ]);
});

it('names of teams are told once and without the word team', () => {
  const compare = (a: string, b: string) => a.localeCompare(b);
  const names = ['Zespół 3', 'Zespół 1', 'Zespół 3', '', 'Gospodarka'];
  expect(brief(names, /^zespół\s+(?=\S)/iu, compare)).toEqual(['1', '3', 'Gospodarka']);
});
