import { describe, expect, it } from 'vitest';
import { note, rec, stateOf } from '../../board/testdata/records.ts';
import { coverage } from './coverage.ts';

const goal = (id: string, rank: string) => rec('row', id, { board: 'm', section: 'I', level: 'goal', rank, name: id });
const answers = (from: string, to: string) => rec('link', `${from}-${to}`, { type: 'answers', from, to });

const records = [
  rec('board', 'm', { kind: 'matrix', rank: 'a1' }),
  rec('board', 'v', { kind: 'vision', rank: 'a2' }),
  rec('area', 'I', { board: 'm', title: 'I', rank: 'a1' }),
  goal('g1', 'a1'),
  goal('g2', 'a2'),
  note('roads'),
  note('care'),
  note('forest'),
  note('own', {}, 'member:anna'),
  note('idea', { board: 'v', section: '' }),
  answers('g1', 'care'),
  answers('g2', 'care'),
  answers('g2', 'roads'),
];

const told = (state = stateOf(...records)) =>
  coverage(state, 'm').factors.map(({ note, points, goals }) => `${note} ${points} ${[...goals].join()}`);

describe('the coverage of factors', () => {
  it('puts what nothing answers first, and counts the goals of each', () => {
    expect(told()).toEqual(['forest null ', 'care null g1,g2', 'roads null g2']);
    expect(coverage(stateOf(...records), 'm').goals.map(({ number }) => number)).toEqual(['I.1', 'I.2']);
  });

  it('goes by the points of the last vote on factors', () => {
    const vote = (id: string, rank: string, items: string[], points: string[]) => [
      rec('vote', id, { closed: true, rank }),
      rec('tally', `tally:${id}`, { vote: id, items, points, places: items.map((_, i) => `${i + 1}`), voters: 5 }),
    ];
    const state = stateOf(
      ...records,
      ...vote('v1', 'a1', ['forest'], ['9']),
      ...vote('v2', 'a2', ['roads', 'care'], ['7', '2']),
      ...vote('v3', 'a3', ['g1'], ['5']),
    );
    expect(told(state)).toEqual(['forest 0 ', 'roads 7 g2', 'care 2 g1,g2']);
  });
});
