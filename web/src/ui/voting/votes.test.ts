import { describe, expect, it } from 'vitest';
import { memberPoints } from '../../board/ballot.ts';
import type { Fields } from '../../board/record.ts';
import { rec } from '../../board/testdata/records.ts';
import { sample } from '../phase/sample.ts';
import { itemResults, shownOn, titleOf, voteOn, votesFor } from './votes.ts';

const note = (id: string, fields: Fields = {}, audience = 'everyone') =>
  rec('note', id, { board: 'b', section: 'strength', rank: id, text: id, ...fields }, audience);
const vote = (id: string, fields: Fields = {}, audience = 'everyone') =>
  rec('vote', id, { title: id, rank: id, points: 5, perItem: 2, electorate: ['anna', 'jan'], ...fields }, audience);
const notes = [
  note('n1'),
  note('n2', { group: 'g' }),
  note('n3', { group: 'g' }),
  rec('group', 'g', { board: 'b', rank: 'a' }),
];

describe('who votes', () => {
  it('is the electorate', () => {
    const ofTeam = vote('v2', { team: 't1', electorate: ['anna'] }, 'team:t1');
    const state = sample(vote('v1'), ofTeam, vote('v3', { closed: true }));
    expect(votesFor(state, 'anna').map(({ id }) => id)).toEqual(['v1', 'v2']);
    expect(votesFor(state, 'jan').map(({ id }) => id)).toEqual(['v1']);
  });

  it('is nobody who is no member, as the projector', () => {
    expect(votesFor(sample(vote('v1')), 'observer')).toEqual([]);
  });
});

describe('the ballot paper', () => {
  const items = (state: ReturnType<typeof sample>, ...asked: string[]) =>
    asked.filter((item) => voteOn(state, votesFor(state, 'anna'), item) !== undefined);

  it('holds every note, or groups in place of their notes', () => {
    const single = sample(vote('v'), ...notes);
    expect(items(single, 'n1', 'n2', 'n3', 'g/strength')).toEqual(['n1', 'n2', 'n3']);
    const whole = sample(vote('v', { groups: true }), ...notes);
    expect(items(whole, 'n1', 'n2', 'n3', 'g/strength', 'g/threat')).toEqual(['n1', 'g/strength']);
  });

  it('leaves out other sections, hidden notes and the bin', () => {
    const state = sample(
      vote('v', { sections: ['strength'] }),
      note('n1'),
      note('n2', { section: 'threat' }),
      note('n3', { deleted: true }),
      note('n4', {}, 'member:anna'),
    );
    expect(items(state, 'n1', 'n2', 'n3', 'n4', 'gone')).toEqual(['n1']);
  });

  it('names the first of two votes over the same note', () => {
    const state = sample(vote('v1'), vote('v2'), note('n1'));
    expect(voteOn(state, votesFor(state, 'anna'), 'n1')?.id).toBe('v1');
  });
});

it('points of a member count where they lie now', () => {
  const state = sample(vote('v'), ...notes, note('old', { deleted: true, merged: 'n1' }));
  const points = memberPoints(state, state.of('vote', 'v') as never, ['n1', 'old', 'gone']);
  expect(points.left).toBe(3);
  expect([...points.on]).toEqual([['n1', 2]]);
});

describe('the result on a board', () => {
  const board = (state: ReturnType<typeof sample>, id = 'b') => state.of('board', id) as never;

  it('is that of the last vote there', () => {
    const state = sample(vote('v1', { closed: true }), vote('v2', { closed: true }));
    expect(shownOn(state, board(state))?.id).toBe('v2');
  });

  it('is none while a secret vote runs', () => {
    const state = sample(vote('v1', { closed: true }), vote('v2'));
    expect(shownOn(state, board(state))).toBeUndefined();
  });

  it('grows while an open vote runs', () => {
    const state = sample(vote('v2', { liveTotals: true }));
    expect(shownOn(state, board(state))?.id).toBe('v2');
  });

  it('stays on the boards that were voted on', () => {
    const state = sample(vote('v1', { closed: true, boards: ['b1'], team: 't1' }, 'team:t1'));
    expect(shownOn(state, board(state))).toBeUndefined();
    expect(shownOn(state, board(state, 'b1'))?.id).toBe('v1');
    expect(shownOn(state, board(state, 'b2'))).toBeUndefined();
  });
});

it('results mark ties', () => {
  const state = sample(
    vote('v', { closed: true }),
    rec('tally', 'tally:v', {
      vote: 'v',
      items: ['a', 'b', 'c', 'd', 'e'],
      points: ['7', '4', '4', '1', '4'],
      places: ['1', '2', '2', '4', ''],
      voters: 3,
    }),
  );
  const all = [...itemResults(state, state.of('vote', 'v') as never).values()];
  expect(all.map(({ place, tied }) => [place, tied])).toEqual([
    [1, false],
    [2, true],
    [2, true],
    [4, false],
    [null, false],
  ]);
});

it('a team’s vote is told with its team', () => {
  const state = sample(vote('v', { team: 't1' }));
  const named = (title: string, team: string) => `${title}/${team}`;
  expect(titleOf(state, state.of('vote', 'v') as never, named)).toBe('v/Zespół 1');
});
