import { describe, expect, it } from 'vitest';
import { focusOf, held } from './focus.ts';
import type { Role } from './generated.ts';
import { hands, isReady, readyCount } from './hand.ts';
import { members } from './member.ts';
import { presentationsOf } from './presentations.ts';
import type { Fields, Rec } from './record.ts';
import {
  boardOfTeam,
  boardsBefore,
  boardsFor,
  deal,
  leaderless,
  membersOf,
  needsLeads,
  pastTeams,
  plenaryBoards,
  presented,
  publishable,
  teamOf,
  teams,
} from './team.ts';
import { participant, rec, stateIn, stateOf } from './testdata/records.ts';
import { waitingPeople } from './waiting-room.ts';

const ids = (records: readonly Rec[]) => records.map(({ id }) => id);
const line = [
  rec('team', 't1', { name: 'Zespół 1', rank: 'a1' }),
  rec('team', 't2', { name: 'Zespół 2', rank: 'a2' }),
  rec('team', 'old', { name: 'Zespół 0', rank: 'a0', past: true }),
  rec('board', 'c', { kind: 'swot', rank: 'a1' }),
  rec('board', 'b1', { kind: 'swot', rank: 'a2', team: 't1', origin: 'b' }, 'team:t1'),
  rec('board', 'c1', { kind: 'swot', rank: 'a3', team: 't1', origin: 'c' }, 'team:t1'),
  participant('anna', { team: 't1' }),
  participant('ewa', { team: 't1', removed: true }),
  participant('ola'),
];

describe('teams', () => {
  const state = stateOf(...line);

  it('are those of the present split, the earlier ones apart', () => {
    expect([ids(teams(state)), ids(pastTeams(state))]).toEqual([['t1', 't2'], ['old']]);
  });

  it('have members', () => {
    expect(teamOf(state, 'anna')?.id).toBe('t1');
    expect([teamOf(state, 'ola'), teamOf(state, 'nobody')]).toEqual([undefined, undefined]);
    expect(ids(membersOf(state, 't1'))).toEqual(['anna']);
  });

  it('have their own copies of plenary boards', () => {
    expect(ids(plenaryBoards(state))).toEqual(['b', 'c']);
    expect(boardOfTeam(state, 't1')?.id).toBe('b1');
    expect(boardOfTeam(state, 't1', 'c')?.id).toBe('c1');
    expect(boardOfTeam(state, 't2')).toBeUndefined();
  });

  it('have a lead of their own people, or none', () => {
    const lead = (id: string) => stateOf(...line, rec('team', 't1', { name: 'Zespół 1', rank: 'a1', lead: id }));
    expect([leaderless(state), leaderless(lead('ola')), leaderless(lead('anna'))].map(ids)).toEqual([
      ['t1'],
      ['t1'],
      [],
    ]);
    const needs = (fields: Fields) => needsLeads(rec('phase', 'p', fields));
    expect([needs({ teams: true }), needs({ teams: true, allow: ['vote'] }), needs({})]).toEqual([true, false, false]);
  });

  it('are dealt evenly', () => {
    const reverse = (list: readonly string[]) => [...list].reverse();
    expect(deal(['a', 'b', 'c', 'd', 'e'], 2, reverse)).toEqual([
      ['e', 'c', 'a'],
      ['d', 'b'],
    ]);
    expect(deal([], 2, reverse)).toEqual([[], []]);
  });
});

describe('the boards before somebody', () => {
  const boardsOf = (phase: Fields | null, member: string, role: Role = 'participant', ...more: Rec[]) => {
    const state = phase === null ? stateOf(...line, ...more) : stateIn(phase, ...line, ...more);
    return ids(boardsFor(state, { member, role }));
  };

  it('are all of the plenary, or those in focus', () => {
    expect(boardsOf(null, 'anna')).toEqual(['b', 'c']);
    expect(boardsOf({}, 'anna')).toEqual(['b', 'c']);
    expect(boardsOf({ boards: ['c'] }, 'anna')).toEqual(['c']);
    expect(boardsOf({ boards: ['c'] }, 'jan', 'moderator')).toEqual(['c']);
  });

  it('are the own team’s in team work', () => {
    expect(boardsOf({ teams: true }, 'anna')).toEqual(['b1', 'c1']);
    expect(boardsOf({ teams: true, boards: ['c'] }, 'anna')).toEqual(['c1']);
  });

  it('are what the teams work on for whoever has no team, and none for moderators', () => {
    expect(boardsOf({ teams: true, boards: ['c'] }, 'ola')).toEqual(['c']);
    expect(boardsOf({ teams: true }, 'ola')).toEqual(['b', 'c']);
    expect(boardsOf({ teams: true }, 'jan', 'moderator')).toEqual([]);
  });

  it('are never archived', () => {
    const archived = rec('board', 'c', { kind: 'swot', rank: 'a1', archived: true });
    for (const phase of [null, {}, { boards: ['b', 'c'] }])
      expect(boardsOf(phase, 'anna', 'participant', archived)).toEqual(['b']);
  });
});

describe('what a team presents', () => {
  const own = (id: string, rank: string, audience = 'everyone') =>
    rec('board', id, { kind: 'swot', rank, team: 't1', origin: 'b' }, audience);
  const state = (fields: Fields, now: string, ...opened: Rec[]) =>
    stateIn(fields, ...line, rec('presentations', ':presentations', { now, seconds: 60, phase: 'p' }), ...opened);

  it('are the boards that it has opened to everybody, the latest first', () => {
    const all = state({}, 't1', own('b1', 'a2'), own('c1', 'a3'));
    expect([ids(presented(all)), ids(presented(state({}, 't1')))]).toEqual([['c1', 'b1'], []]);
    expect(ids(presented(state({}, 't2', own('b1', 'a2'))))).toEqual([]);
    expect(ids(presented(state({ teams: true }, 't1', own('b1', 'a2'))))).toEqual([]);
  });

  it('come before everybody, moderators too', () => {
    const all = state({ boards: ['c'] }, 't1', own('b1', 'a2'));
    const shown = (member: string, role: Role) => ids(boardsBefore(all, { member, role }));
    expect([shown('ola', 'participant'), shown('jan', 'moderator'), shown('', 'observer')]).toEqual([
      ['b1'],
      ['b1'],
      ['b1'],
    ]);
    expect(ids(boardsBefore(state({ boards: ['c'] }, 't1'), { member: 'ola', role: 'participant' }))).toEqual(['c']);
  });
});

describe('the boards that somebody may open to everybody', () => {
  const open = (now: string | undefined, member: string, role: Role = 'participant', ...more: Rec[]) => {
    const team = rec('team', 't1', { name: 'Zespół 1', rank: 'a1', lead: 'anna' });
    const talk = now === undefined ? [] : [rec('presentations', ':presentations', { now, seconds: 60, phase: 'p' })];
    return ids(publishable(stateIn({}, ...line, team, ...talk, ...more), { member, role }));
  };

  it('are the own team’s for its lead while it presents', () => {
    expect(open('t1', 'anna')).toEqual(['b1', 'c1']);
    expect([open('t2', 'anna'), open(undefined, 'anna'), open('t1', 'ola')]).toEqual([[], [], []]);
  });

  it('are all teams’ for a moderator, but those that are open already', () => {
    const published = rec('board', 'c1', { kind: 'swot', rank: 'a3', team: 't1', origin: 'c' });
    expect(open(undefined, 'jan', 'moderator', published)).toEqual(['b1']);
  });
});

describe('people', () => {
  const state = stateIn(
    {},
    participant('anna', { hand: 200, ready: 'p' }),
    participant('ewa', { hand: 100, ready: 'o' }),
    participant('ola', { ready: 'p' }),
    participant('new', { waiting: true, hand: 50, ready: 'p' }),
    participant('out', { removed: true, hand: 50, ready: 'p' }),
    rec('member', 'jan', { role: 'moderator', ready: 'p' }),
  );

  it('are in, wait, or are gone', () => {
    expect(ids(members(state))).toEqual(['anna', 'ewa', 'jan', 'ola']);
    expect(ids(waitingPeople(state))).toEqual(['new']);
  });

  it('raise their hands one after the other', () => {
    expect(ids(hands(state))).toEqual(['ewa', 'anna']);
  });

  it('are ready for the phase that runs', () => {
    expect(readyCount(state, new Set(['anna', 'ewa', 'new', 'out', 'jan']))).toEqual({ ready: 1, of: 2 });
    expect(readyCount(state, new Set())).toEqual({ ready: 0, of: 0 });
    const idle = stateOf(participant('anna', { ready: '-' }), participant('ewa', { ready: 'p' }));
    expect(readyCount(idle, new Set(['anna', 'ewa']))).toEqual({ ready: 1, of: 2 });
    expect(isReady(idle, participant('ola'))).toBe(false);
  });
});

describe('attention', () => {
  it('is on a place, perhaps with a mode', () => {
    const fields = { board: 'b', section: 'threat', item: 'n', mode: 'bring', by: 'jan', since: 7 };
    expect(focusOf(stateOf(rec('focus', ':focus', fields)))).toMatchObject(fields);
    expect(focusOf(stateOf(rec('focus', ':focus', { board: 'b', by: 'jan', since: 7 })))).toMatchObject({
      board: 'b',
      section: '',
      item: '',
      mode: '',
      by: 'jan',
      since: 7,
    });
    expect(focusOf(stateOf())).toBeUndefined();
  });

  it('is held or not', () => {
    expect(held(stateOf(rec('focus', ':focus', { board: 'b', mode: 'hold' })))).toBe(true);
    expect(held(stateOf(rec('focus', ':focus', { board: 'b', mode: 'bring' })))).toBe(false);
    expect(held(stateOf())).toBe(false);
  });

  it('goes to one team after the other', () => {
    const presentations = (fields: Fields) => presentationsOf(stateOf(rec('presentations', ':presentations', fields)));
    expect(presentations({ queue: ['t2'], now: 't1', seconds: 180 })).toMatchObject({
      queue: ['t2'],
      now: 't1',
      seconds: 180,
    });
    expect(presentations({ seconds: 180 })).toMatchObject({ queue: [], now: '', seconds: 180 });
    expect(presentationsOf(stateOf())).toBeUndefined();
  });
});
