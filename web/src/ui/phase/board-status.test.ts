import { describe, expect, it } from 'vitest';
import { running } from '../../board/phase.ts';
import { rec } from '../../board/testdata/records.ts';
import { boardStatus, workingWith } from './board-status.ts';
import { during, sample } from './sample.ts';

const anna = { member: 'anna', role: 'participant' } as const;
const jan = { member: 'jan', role: 'participant' } as const;
const maria = { member: 'maria', role: 'moderator' } as const;

describe('how participants stand', () => {
  it('only look at an archived board, and at another team’s that was opened to them', () => {
    const archived = sample(rec('board', 'b', { kind: 'swot', rank: 'a0', archived: true }));
    expect(boardStatus(archived, 'b')).toMatchObject({ archived: true, acts: [] });
    expect(boardStatus(sample(), 'b2', 't1')).toMatchObject({ elsewhere: true, acts: [] });
    expect(boardStatus(sample(), 'b2', 't2')).toMatchObject({ elsewhere: false });
  });

  it('without a phase may do everything but vote where there is no vote', () => {
    expect(boardStatus(sample(), 'b')).toEqual({
      acts: ['write', 'move', 'group'],
      voteSoon: false,
      held: false,
      elsewhere: false,
      archived: false,
      locked: false,
      lockedSections: [],
      hidden: false,
      anonymous: false,
      promoting: false,
    });
  });

  it('may do what the phase allows, in one order', () => {
    expect(boardStatus(during({ allow: ['group', 'write'] }), 'b').acts).toEqual(['write', 'group']);
    expect(boardStatus(during({}), 'b')).toMatchObject({ acts: [], promoting: false });
    expect(boardStatus(during({ teams: true }), 'b2', 't2')).toMatchObject({ acts: [], promoting: true });
  });

  it('waits for a vote that the phase is for', () => {
    const phase = { allow: ['vote'] };
    expect(boardStatus(during(phase), 'b')).toMatchObject({ acts: [], voteSoon: true });
    const vote = rec('vote', 'v', { title: 'Głos', rank: 'a0', points: 3, perItem: 1 });
    expect(boardStatus(during(phase, vote), 'b')).toMatchObject({ acts: ['vote'], voteSoon: false });
    const closed = rec('vote', 'v', { title: 'Głos', rank: 'a0', points: 3, perItem: 1, closed: true });
    expect(boardStatus(during(phase, closed), 'b')).toMatchObject({ acts: [], voteSoon: true });
    const over = { ...closed, fields: { ...closed.fields, phase: running(during(phase))?.id ?? '' } };
    expect(boardStatus(during(phase, over), 'b')).toMatchObject({ acts: [], voteSoon: false });
  });

  it('may do nothing on a board that is not worked on, locked or while held', () => {
    expect(boardStatus(during({ allow: ['write'], teams: true }), 'b')).toMatchObject({ acts: [], elsewhere: true });
    const locked = rec('board', 'b', { kind: 'swot', rank: 'a0', locked: true });
    expect(boardStatus(during({ allow: ['write'] }, locked), 'b')).toMatchObject({ acts: [], locked: true });
  });

  it('knows locked sections', () => {
    const board = rec('board', 'b', { kind: 'swot', rank: 'a0', lockedSections: ['threat'] });
    expect(boardStatus(during({ allow: ['write'] }, board), 'b')).toMatchObject({
      acts: ['write'],
      lockedSections: ['threat'],
    });
  });

  it('says that notes are hidden until all of them are revealed', () => {
    const some = during({ allow: ['write'], hidden: true, revealed: ['b/strength', 'b/threat'] });
    expect(boardStatus(some, 'b').hidden).toBe(true);
    const all = ['b/strength', 'b/weakness', 'b/opportunity', 'b/threat'];
    expect(boardStatus(during({ hidden: true, revealed: all }), 'b').hidden).toBe(false);
    expect(boardStatus(during({ hidden: true, teams: true }), 'b').hidden).toBe(false);
    expect(boardStatus(during({ hidden: true, teams: true }), 'b1').hidden).toBe(true);
  });
});

describe('with whom one works', () => {
  it('with everybody in the plenary', () => {
    expect(workingWith(sample(), anna)).toEqual({ with: 'all' });
    expect(workingWith(during({}), anna)).toEqual({ with: 'all' });
  });

  it('in teams with one’s own, with none, or with all of them', () => {
    const state = during({ teams: true });
    expect(workingWith(state, anna)).toEqual({ with: 'team', team: 'Zespół 1' });
    expect(workingWith(state, jan)).toEqual({ with: 'none' });
    expect(workingWith(state, maria)).toEqual({ with: 'teams' });
  });
});
