import { describe, expect, it } from 'vitest';
import type { Board, Vote } from '../../board/generated.ts';
import type { Fields } from '../../board/record.ts';
import { rec } from '../../board/testdata/records.ts';
import { sample } from '../phase/sample.ts';
import { before, best, counted, type Line, linesOf, notesIn, placed, pointsOn } from './results.ts';

const note = (id: string, fields: Fields = {}) =>
  rec('note', id, { board: 'b', section: 'strength', rank: id, text: `tekst ${id}`, ...fields });
const tally = (vote: string, lines: [string, number, number | ''][], fields: Fields = {}) => [
  rec('vote', vote, { title: vote, rank: vote, points: 5, perItem: 2, closed: true, ...fields }),
  rec('tally', `tally:${vote}`, {
    vote,
    items: lines.map(([item]) => item),
    points: lines.map(([, points]) => String(points)),
    places: lines.map(([, , place]) => String(place)),
    voters: 4,
  }),
];
const vote = (state: ReturnType<typeof sample>, id = 'v') => state.of('vote', id) as Vote;
const line = (item: string, points: number, section: Line['section'] = 'strength'): Line => ({
  item,
  points,
  board: 'b',
  section,
  place: 0,
  tied: false,
  words: item,
  notes: null,
});

describe('the lines of a result', () => {
  const board = [
    note('n1'),
    note('n2', { group: 'g' }),
    note('n3', { group: 'g' }),
    note('n4', { section: 'threat' }),
    rec('group', 'g', { board: 'b', rank: 'a', name: 'Lasy' }),
  ];

  it('have a group with its notes below, and each note’s own points', () => {
    const state = sample(
      ...board,
      ...tally('v', [
        ['g/strength', 5, 1],
        ['n1', 2, 2],
        ['n2', 5, ''],
      ]),
    );
    const [group, single] = linesOf(state, vote(state));
    expect(group).toMatchObject({ words: 'Lasy', points: 5, place: 1, section: 'strength' });
    expect(group?.notes?.map(({ note: { id }, points }) => [id, points])).toEqual([
      ['n2', 5],
      ['n3', 0],
    ]);
    expect(single).toMatchObject({ words: 'tekst n1', place: 2, notes: null });
    expect(notesIn(group as Line)).toEqual(['n2', 'n3']);
    expect(notesIn(single as Line)).toEqual(['n1']);
  });

  it('do not give notes points where the group was voted on', () => {
    const state = sample(...board, ...tally('v', [['g/strength', 5, 1]], { groups: true }));
    expect(linesOf(state, vote(state))[0]?.notes?.map(({ points }) => points)).toEqual([null, null]);
  });

  it('count places anew within one section', () => {
    const state = sample(
      ...board,
      ...tally('v', [
        ['n1', 5, 1],
        ['n4', 2, 2],
      ]),
    );
    expect(linesOf(state, vote(state), { section: 'threat' })).toMatchObject([{ item: 'n4', place: 1 }]);
  });

  it('keep what is gone from the board, without words', () => {
    const state = sample(...tally('v', [['gone', 3, 1]]));
    expect(linesOf(state, vote(state))).toMatchObject([{ words: '', section: null, points: 3 }]);
  });
});

it('places of ties are equal', () => {
  const lines = placed([line('a', 7), line('b', 4), line('c', 4), line('d', 1)]);
  expect(lines.map(({ place, tied }) => [place, tied])).toEqual([
    [1, false],
    [2, true],
    [2, true],
    [4, false],
  ]);
});

describe('the best of each section', () => {
  it('are as many as asked for', () => {
    const lines = [line('a', 5), line('b', 4), line('c', 3), line('d', 2, 'threat')];
    expect(best(lines, 2).map(({ item }) => item)).toEqual(['a', 'b', 'd']);
  });

  it('take a tie for the last place along, and nothing without points', () => {
    const lines = [line('a', 5), line('b', 4), line('c', 4), line('d', 0, 'threat')];
    expect(best(lines, 2).map(({ item }) => item)).toEqual(['a', 'b', 'c']);
  });
});

it('an earlier result says how items stood then', () => {
  const now = placed([line('a', 7), line('b', 4)]);
  const then = placed([line('b', 9)]);
  expect([...before(now, then)]).toEqual([
    ['a', { points: 0, place: null }],
    ['b', { points: 9, place: 1 }],
  ]);
});

it('lists votes with a result, the last one first', () => {
  const state = sample(...tally('v1', []), ...tally('v2', []), rec('vote', 'v3', { title: 'v3', rank: 'v3' }));
  expect(counted(state).map(({ id }) => id)).toEqual(['v2', 'v1']);
});

describe('the points on a board', () => {
  it('are those of its last closed vote, those of a group on each of its notes', () => {
    const state = sample(
      note('n1', { board: 'b1' }),
      note('n2', { board: 'b1', group: 'g' }),
      rec('group', 'g', { board: 'b1', rank: 'a', name: 'Lasy' }),
      ...tally(
        'v',
        [
          ['g/strength', 5, 1],
          ['n1', 2, 2],
        ],
        { groups: true, team: 't1', boards: ['b1'] },
      ),
      ...tally('w', [['n9', 2, 1]], { boards: ['b'] }),
    );
    const found = pointsOn(state, state.of('board', 'b1') as Board);
    expect(found?.vote.id).toBe('v');
    expect(Object.fromEntries(found?.points ?? [])).toEqual({ n1: 2, n2: 5 });
  });

  it('are none before a vote', () => {
    const state = sample();
    expect(pointsOn(state, state.of('board', 'b1') as Board)).toBeNull();
  });
});
