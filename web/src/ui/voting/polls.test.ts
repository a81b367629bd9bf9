import { describe, expect, it } from 'vitest';
import type { Command } from '../../board/command.ts';
import type { Commands, Role, Vote } from '../../board/generated.ts';
import type { Rec } from '../../board/record.ts';
import { rec } from '../../board/testdata/records.ts';
import { sample } from '../phase/sample.ts';
import { language } from '../words/language.svelte.ts';
import { later } from '../words/later.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { type BallotLine, Polls } from './polls.svelte.ts';

await language.ready();

const note = (id: string) => rec('note', id, { board: 'b', section: 'strength', rank: id, text: id });
const vote = (fields = {}) =>
  rec('vote', 'v', { title: 'v', rank: 'v', points: 3, perItem: 2, electorate: ['anna', 'maria'], ...fields });

function open(role: Role, member: string, ...more: Rec[]) {
  const state = sample(...more);
  const said: string[] = [];
  const pending: Commands['SetPoints'][] = [];
  const store = {
    state,
    me: { member, role },
    announcer: { say: (words: string) => said.push(words) },
    pending: () => pending,
    run(command: Command<'SetPoints'>) {
      pending.push(command.with);
      return true;
    },
  };
  return { polls: new Polls(store as unknown as WorkshopStore), said, state };
}

describe('points', () => {
  const { polls, said, state } = open('participant', 'anna', vote(), note('n1'), note('n2'));
  const w = later().voting.givePoints;

  it('are given and taken back, and what is left is told', () => {
    polls.give('n1', 1);
    polls.give('n1', 1);
    expect(polls.ballotLine('n1')?.mine).toBe(2);
    expect(said.at(-1)).toBe(w.set(2, 1, 3));
    polls.give('n1', -1);
    expect(polls.ballotLine('n1')?.mine).toBe(1);
    expect(polls.points(state.of('vote', 'v') as Vote)).toMatchObject({ left: 2 });
  });

  it('end at the most for one item, and when none is left: the reason is told, nothing is sent', () => {
    polls.give('n1', 1);
    expect(polls.full(polls.ballotLine('n1') as BallotLine)).toBe(w.perItem(2));
    polls.give('n1', 1);
    expect(said.at(-1)).toBe(w.perItem(2));
    polls.give('n2', 1);
    expect(polls.full(polls.ballotLine('n2') as BallotLine)).toBe(w.noneLeft);
    polls.give('n2', 1);
    expect(said.at(-1)).toBe(w.noneLeft);
    expect(polls.ballotLine('n2')?.mine).toBe(1);
  });

  it('count on what is saved already', () => {
    const ballot = rec('ballot', 'ballot:v:anna', { vote: 'v', member: 'anna', points: ['n1'] }, 'member:anna');
    const { polls, state } = open('participant', 'anna', vote(), note('n1'), ballot);
    polls.give('n1', 1);
    expect(polls.ballotLine('n1')?.mine).toBe(2);
    expect(polls.points(state.of('vote', 'v') as Vote).left).toBe(1);
  });

  it('are never less than none, and never on what is not voted on', () => {
    const before = said.length;
    polls.give('n2', -1);
    polls.give('n2', -1);
    polls.give('gone', 1);
    expect(said.length).toBe(before + 1);
    expect(polls.ballotLine('gone')).toBeUndefined();
  });
});

describe('a moderator', () => {
  it('is asked for points and gives none until they join', () => {
    const { polls } = open('moderator', 'maria', vote(), note('n1'));
    expect(polls.asked.map(({ id }) => id)).toEqual(['v']);
    expect(polls.ballotLine('n1')).toBeUndefined();
  });

  it('who gave points before still sees them', () => {
    const ballot = rec('ballot', 'ballot:v:maria', { vote: 'v', member: 'maria', points: ['n1'] }, 'member:maria');
    expect(open('moderator', 'maria', vote(), note('n1'), ballot).polls.ballotLine('n1')?.mine).toBe(1);
  });
});

it('an observer has no points and sees results', () => {
  const tally = rec('tally', 'tally:v', { vote: 'v', items: ['n1'], points: ['2'], places: ['1'], voters: 1 });
  const { polls } = open('observer', 'wall', vote({ closed: true }), note('n1'), tally);
  expect(polls.asked).toEqual([]);
  expect(polls.shown('b')?.vote.title).toBe('v');
  expect(polls.shown('b')?.results.get('n1')).toEqual({ points: 2, place: 1, tied: false });
});
