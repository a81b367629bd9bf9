import { describe, expect, it } from 'vitest';
import { ballotOf, countsFor, memberPoints, pointsCommands, withPending } from './ballot.ts';
import type { Ballot, Vote } from './generated.ts';
import type { Fields, Rec } from './record.ts';
import type { State } from './state.ts';
import { tallyOf, turnout, votersOf } from './tally.ts';
import { note, participant, rec, stateOf } from './testdata/records.ts';
import { latecomers, openVotes, votes } from './vote.ts';

function vote(fields: Fields = {}, audience = 'everyone'): Vote {
  return rec('vote', 'v', { title: 'Priorytety', rank: 'a0', points: 5, perItem: 2, ...fields }, audience);
}

function ballot(...points: string[]): Ballot {
  return rec('ballot', 'ballot:v:anna', { vote: 'v', member: 'anna', points }, 'member:anna');
}

const group = rec('group', 'g', { board: 'b', rank: 'a0', name: 'G' });

describe('votes', () => {
  it('stand in order; those that are not closed are open', () => {
    const state = stateOf(vote(), rec('vote', 'w', { rank: 'a1', closed: true }), rec('vote', 'u', { rank: 'Zz' }));
    expect(votes(state).map(({ id }) => id)).toEqual(['u', 'v', 'w']);
    expect(openVotes(state).map(({ id }) => id)).toEqual(['u', 'v']);
  });
});

describe('the item of a note', () => {
  const items = (v: Vote, ...records: Rec[]) => {
    const state = stateOf(v, ...records);
    return ['n1', 'n2', 'gone'].map((id) => countsFor(state, v, id));
  };
  const two = [note('n1'), note('n2', { group: 'g', section: 'threat' }), group];

  it('is the note itself, also in a group', () => {
    expect(items(vote(), ...two)).toEqual(['n1', 'n2', null]);
  });

  it('is the group in the section where groups are voted on', () => {
    expect(items(vote({ groups: true }), ...two)).toEqual(['n1', 'g/threat', null]);
  });

  it('is nothing outside the boards and sections of the vote', () => {
    expect(items(vote({ sections: ['threat'] }), ...two)).toEqual([null, 'n2', null]);
    expect(items(vote({ boards: ['c'] }), ...two)).toEqual([null, null, null]);
    expect(items(vote({ boards: ['b'] }), ...two)).toEqual(['n1', 'n2', null]);
  });

  it('is nothing for a note in the bin or one that others do not see', () => {
    expect(items(vote(), note('n1', { deleted: true }), note('n2', {}, 'member:anna'))).toEqual([null, null, null]);
  });

  it('in a vote of a team may stand on the team’s board, in no other vote', () => {
    const records = [note('n1', {}, 'team:t'), note('n2')];
    expect(items(vote({ team: 't' }, 'team:t'), ...records)).toEqual(['n1', 'n2', null]);
    expect(items(vote(), ...records)).toEqual([null, 'n2', null]);
  });
});

function pointsOf(state: State, v: Vote, member: string) {
  const { left, on } = memberPoints(state, v, ballotOf(state, v, member));
  return { left, on: Object.fromEntries(on) };
}

describe('points', () => {
  it('are counted by item, and what is left of them', () => {
    const state = stateOf(vote(), note('n1'), note('n2'), ballot('n1', 'n1', 'n2'));
    const v = vote();
    expect(ballotOf(state, v, 'anna')).toEqual(['n1', 'n1', 'n2']);
    expect(pointsOf(state, v, 'anna')).toEqual({ left: 2, on: { n1: 2, n2: 1 } });
    expect(pointsOf(state, v, 'jan')).toEqual({ left: 5, on: {} });
  });

  it('on what is gone come back', () => {
    const state = stateOf(vote(), note('n1', { deleted: true }), note('n2'), ballot('n1', 'n1', 'n2', 'gone'));
    expect(pointsOf(state, vote(), 'anna').left).toBe(4);
    expect(countsFor(state, vote(), 'n1')).toBeNull();
  });

  it('follow a note that was merged', () => {
    const merged = note('n1', { deleted: true, merged: 'n2' });
    const state = stateOf(
      vote(),
      participant('anna'),
      merged,
      note('n2', { deleted: true, merged: 'n3' }),
      note('n3'),
      ballot('n1', 'n3'),
    );
    expect(countsFor(state, vote(), 'n1')).toBe('n3');
    expect(pointsOf(state, vote(), 'anna')).toEqual({ left: 3, on: { n3: 2 } });
    const set = (item: string, points: number) => ({ do: 'SetPoints', with: { vote: 'v', item, points } });
    const given = ballotOf(state, vote(), 'anna');
    const commands = pointsCommands(state, vote(), given, 'n3', 1);
    expect(commands).toEqual([set('n1', 0), set('n3', 1)]);
    const wished = commands.map((command) => command.with);
    expect(withPending(given, wished)).toEqual(['n3']);
  });

  it('that go round in circles count for nothing', () => {
    const state = stateOf(note('n1', { deleted: true, merged: 'n2' }), note('n2', { deleted: true, merged: 'n1' }));
    expect(countsFor(state, vote(), 'n1')).toBeNull();
  });

  it('follow a note into its group where groups are voted on', () => {
    const v = vote({ groups: true });
    const state = stateOf(v, group, note('n1', { group: 'g' }), ballot('n1', 'g/strength'));
    expect(pointsOf(state, v, 'anna').on).toEqual({ 'g/strength': 2 });
    state.apply([{ set: 'n1', fields: { group: null } }]);
    expect(pointsOf(state, v, 'anna')).toEqual({ left: 4, on: { n1: 1 } });
  });
});

describe('what moderators see', () => {
  it('of a running vote: how many of the electorate have voted, and who came later', () => {
    const state = stateOf(
      participant('anna'),
      participant('ola'),
      participant('out', { removed: true }),
      participant('new', { waiting: true }),
      rec('progress', 'progress:v', { vote: 'v', voted: 2, finished: 1, given: 7 }),
    );
    const open = vote({ electorate: ['anna', 'ewa', 'out'] });
    expect(turnout(state, open)).toEqual({ voted: 2, finished: 1, of: 3, given: 7, points: 15 });
    expect(turnout(stateOf(), open)).toEqual({ voted: 0, finished: 0, of: 3, given: 0, points: 15 });
    expect(latecomers(state, open).map(({ id }) => id)).toEqual(['ola']);
    expect(latecomers(state, vote({ team: 't' }))).toEqual([]);
  });

  it('of its result: items, points and shared places', () => {
    const tally = rec('tally', 'tally:v', {
      vote: 'v',
      items: ['n2', 'g/strength', 'n1', 'n3'],
      points: ['4', '4', '1', '3'],
      places: ['1', '1', '3', ''],
      voters: 4,
    });
    const state = stateOf(vote(), tally);
    expect(tallyOf(state, vote())).toEqual([
      { item: 'n2', points: 4, place: 1 },
      { item: 'g/strength', points: 4, place: 1 },
      { item: 'n1', points: 1, place: 3 },
      { item: 'n3', points: 3, place: null },
    ]);
    expect(votersOf(state, vote())).toBe(4);
    expect(tallyOf(stateOf(vote()), vote())).toBeNull();
    expect(votersOf(stateOf(vote()), vote())).toBe(0);
  });
});
