import { describe, expect, it } from 'vitest';
import type { Rec } from '../../board/record.ts';
import { State } from '../../board/state.ts';
import { rec } from '../../board/testdata/records.ts';
import { sceneOf, see } from './scene.ts';

const workshop = (phase?: string) => rec('workshop', 'workshop', { title: 'W', ...(phase ? { phase } : {}) });
const board = rec('board', 'b', { kind: 'swot' });
const note = rec('note', 'n', { board: 'b', section: 'threat' });
const focus = (fields: Rec['fields'], since = 5) => rec('focus', ':focus', { board: 'b', by: 'm', since, ...fields });
const vote = (id: string, fields: Rec['fields'] = {}) =>
  rec('vote', id, { title: id, points: 5, perItem: 1, ...fields });
const tally = (id: string) => rec('tally', `tally:${id}`, { vote: id, items: ['n'], points: ['2'], places: ['1'] });

function state(...records: Rec[]): State {
  const all = new State();
  all.apply([workshop(), board, ...records].map((put) => ({ put })));
  return all;
}

const plain = { is: 'phase' } as const;

describe('what the projector shows by itself', () => {
  it('is the board while no phase runs', () => {
    expect(sceneOf(state(), plain)).toEqual({ is: 'board', board: 'b' });
  });

  it('is the board of the phase where people work on it', () => {
    const other = rec('board', 'c', { kind: 'swot' });
    const writes = rec('phase', 'p', { allow: ['write'], boards: ['c'] });
    expect(sceneOf(state(workshop('p'), other, writes), plain)).toEqual({ is: 'board', board: 'c' });
  });

  it('is the teams in a team phase, whatever was pointed at before', () => {
    const phase = rec('phase', 'p', { allow: ['write'], teams: true });
    const all = state(workshop('p'), phase, focus({ section: 'threat' }));
    expect(see(all).news).toEqual(plain);
    expect(sceneOf(all, plain)).toEqual({ is: 'teams' });
  });

  it('is what is asked where nobody works, and right after a vote its result', () => {
    const phase = rec('phase', 'p', { title: 'Wyniki' });
    const counted = [vote('v', { closed: true }), tally('v')];
    expect(sceneOf(state(workshop('p'), phase, ...counted), plain)).toEqual({ is: 'question' });
    const voted = (part: string) => rec('phase', 'o', { title: 'Głosowanie', allow: ['vote'], part });
    const result = { is: 'result', vote: 'v' };
    expect(sceneOf(state(workshop('p'), voted(''), phase, ...counted), plain)).toEqual(result);
    expect(sceneOf(state(workshop('p'), voted('Spotkanie I'), phase, ...counted), plain)).toEqual({ is: 'question' });
    expect(sceneOf(state(workshop('o'), voted(''), phase, ...counted), plain)).toEqual({ is: 'board', board: 'b' });
  });

  it('is an open vote, and its result once there is one', () => {
    expect(sceneOf(state(vote('v')), plain)).toEqual({ is: 'vote', vote: 'v' });
    expect(sceneOf(state(vote('v', { liveTotals: true }), tally('v')), plain)).toEqual({ is: 'result', vote: 'v' });
  });

  it('is how far people are while they write what is hidden, until some of it is open', () => {
    const phase = rec('phase', 'p', { allow: ['write'], hidden: true });
    expect(sceneOf(state(workshop('p'), phase), plain)).toEqual({ is: 'progress', board: 'b' });
    expect(sceneOf(state(workshop('p'), phase, note), plain)).toEqual({ is: 'board', board: 'b' });
  });

  it('is the presentations while there is nothing else to be seen', () => {
    const phase = rec('phase', 'p', { title: 'Prezentacje' });
    const presentations = rec('presentations', ':presentations', { queue: ['t'], seconds: 180, phase: 'p' });
    expect(sceneOf(state(workshop('p'), phase, presentations), plain)).toEqual({ is: 'presentation' });
    expect(sceneOf(state(workshop('p'), phase, presentations, note), plain)).toEqual({ is: 'board', board: 'b' });
  });

  it('is the board that the presenting team has opened, from that moment on', () => {
    const phase = rec('phase', 'p', { title: 'Prezentacje' });
    const presentations = rec('presentations', ':presentations', { now: 't', queue: [], seconds: 180, phase: 'p' });
    const own = (audience: string) => rec('board', 'c', { kind: 'swot', team: 't', origin: 'b', rank: 'a5' }, audience);
    const before = state(workshop('p'), phase, presentations, note, own('team:t'));
    const after = state(workshop('p'), phase, presentations, note, own('everyone'));
    expect(sceneOf(before, plain)).toEqual({ is: 'board', board: 'b' });
    expect(sceneOf(after, plain)).toEqual({ is: 'board', board: 'c' });
    const idle = { ...presentations, fields: { ...presentations.fields, phase: '' } };
    expect(sceneOf(state(idle, note, own('everyone')), plain)).toEqual({ is: 'board', board: 'c' });
    const pointed = { ...see(before), news: { is: 'focus' } as const };
    expect(see(after, pointed).news).toEqual(plain);
  });
});

describe('what moderators point at', () => {
  it('is followed to the note, and to its section when the note is gone', () => {
    const place = focus({ section: 'threat', item: 'n' });
    const at = { is: 'board', board: 'b', section: 'threat' };
    expect(sceneOf(state(note, place), { is: 'focus' })).toEqual({ ...at, item: 'n' });
    const binned = { ...note, fields: { ...note.fields, deleted: true } };
    expect(sceneOf(state(binned, place), { is: 'focus' })).toEqual(at);
  });

  it('is a whole board in short', () => {
    expect(sceneOf(state(note, focus({ overview: true })), { is: 'focus' })).toEqual({ is: 'overview', board: 'b' });
  });

  it('does not count where it cannot be seen: on the board of a team', () => {
    const all = state(rec('focus', ':focus', { board: 'teamboard', since: 5 }));
    expect(sceneOf(all, { is: 'focus' })).toEqual({ is: 'board', board: 'b' });
  });
});

describe('what happened last', () => {
  it('wins over what was there before', () => {
    let seen = see(state(focus({ section: 'threat' })));
    expect(seen.news).toEqual({ is: 'focus' });
    seen = see(state(focus({ section: 'threat' }), vote('v')), seen);
    expect(seen.news).toEqual({ is: 'vote', vote: 'v' });
    seen = see(state(focus({ section: 'strength' }, 9), vote('v')), seen);
    expect(seen.news).toEqual({ is: 'focus' });
    seen = see(state(focus({ section: 'strength' }, 9), vote('v', { closed: true }), tally('v')), seen);
    expect(seen.news).toEqual({ is: 'vote', vote: 'v' });
  });

  it('ends with the phase', () => {
    const phase = rec('phase', 'p', { allow: ['write'] });
    const seen = see(state(focus({ section: 'threat' })));
    const next = state(workshop('p'), phase, focus({ section: 'threat' }));
    expect(see(next, seen).news).toEqual(plain);
  });

  it('stays when nothing happens, also over a reload', () => {
    const all = state(focus({ section: 'threat' }), note);
    const kept = JSON.parse(JSON.stringify(see(all)));
    expect(see(all, kept)).toEqual(kept);
  });

  it('is a reveal where nobody may write', () => {
    const phase = rec('phase', 'p', { title: 'Czytanie' });
    const seen = see(state(workshop('p'), phase));
    const open = state(workshop('p'), phase, note);
    expect(see(open, seen).news).toEqual({ is: 'board' });
    expect(sceneOf(open, { is: 'board' })).toEqual({ is: 'board', board: 'b' });
  });

  it('is a new line-up of teams', () => {
    const all = state(rec('team', 't', { name: 'Las' }));
    expect(see(all, see(state())).news).toEqual({ is: 'teams' });
    expect(sceneOf(all, { is: 'teams' })).toEqual({ is: 'teams' });
  });
});
