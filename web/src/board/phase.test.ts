import { describe, expect, it } from 'vitest';
import { anonymous, hiddenAt, hiddenCountAt, isHidden } from './hidden.ts';
import { allows, covers, phases, running } from './phase.ts';
import { type PhaseFields, phaseDraft } from './plan.ts';
import { note, rec, stateIn, stateOf } from './testdata/records.ts';

const team = rec('board', 'b1', { kind: 'swot', rank: 'a1', team: 't1', origin: 'b' }, 'team:t1');
const other = rec('board', 'c', { kind: 'swot', rank: 'a2' });

describe('the running phase', () => {
  it('is the one that the workshop names', () => {
    expect(running(stateIn({}))?.id).toBe('p');
    expect(running(stateOf())).toBeUndefined();
    expect(running(stateOf(rec('workshop', 'workshop', { phase: 'gone' })))).toBeUndefined();
  });

  it('stands among the others in rank order', () => {
    const state = stateIn({ rank: 'a1' }, rec('phase', 'q', { rank: 'a0' }), rec('phase', 'r', { rank: 'a2' }));
    expect(phases(state).map(({ id }) => id)).toEqual(['q', 'p', 'r']);
  });

  it('allows participants what it lists; without one everything is allowed', () => {
    const state = stateIn({ allow: ['write'] });
    expect([allows(state, 'write'), allows(state, 'vote')]).toEqual([true, false]);
    expect(allows(stateIn({}), 'write')).toBe(false);
    expect(allows(stateOf(), 'vote')).toBe(true);
  });

  it('covers plenary boards, or in team work the teams’ copies of them', () => {
    const on = (phase: object) => {
      const state = stateIn({ ...phase }, team, other);
      return ['b', 'c', 'b1', 'gone'].filter((board) => covers(state, board));
    };
    expect(on({})).toEqual(['b', 'c']);
    expect(on({ boards: ['c'] })).toEqual(['c']);
    expect(on({ teams: true })).toEqual(['b1']);
    expect(on({ teams: true, boards: ['b'] })).toEqual(['b1']);
    expect(on({ teams: true, boards: ['c'] })).toEqual([]);
    expect(covers(stateOf(team), 'b1')).toBe(true);
  });

  it('hides what is written in its boards until it is revealed', () => {
    const state = stateIn({ hidden: true, boards: ['b'], revealed: ['b/threat'] }, other);
    expect(hiddenAt(state, 'b', 'strength')).toBe(true);
    expect(hiddenAt(state, 'b', 'threat')).toBe(false);
    expect(hiddenAt(state, 'c', 'strength')).toBe(false);
    expect(hiddenAt(stateIn({}), 'b', 'strength')).toBe(false);
    expect(hiddenAt(stateOf(), 'b', 'strength')).toBe(false);
  });

  it('is anonymous or not', () => {
    expect([anonymous(stateIn({ anonymous: true })), anonymous(stateIn({})), anonymous(stateOf())]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('hidden notes', () => {
  it('are those that reach one member', () => {
    expect([isHidden(note('n', {}, 'member:anna')), isHidden(note('n', {}, 'team:t')), isHidden(note('n'))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('of others are counted without one’s own', () => {
    const state = stateIn(
      { hidden: true, counts: true },
      rec('hiddenCount', 'hidden:b/strength', { board: 'b', count: 5, section: 'strength' }),
      rec('group', 'g', { board: 'b', rank: 'a0', name: 'G' }, 'member:anna'),
      note('n1', {}, 'member:anna'),
      note('n2', { group: 'g' }, 'member:anna'),
      note('n3', { deleted: true }, 'member:anna'),
      note('n4'),
    );
    expect(hiddenCountAt(state, 'b', 'strength')).toBe(3);
    expect(hiddenCountAt(state, 'b', 'threat')).toBe(0);
    expect(hiddenCountAt(stateOf(), 'b', 'strength')).toBe(0);
  });

  it('are never fewer than none while an own one is on its way', () => {
    const state = stateIn(
      { hidden: true },
      rec('hiddenCount', 'hidden:b/strength', { board: 'b', count: 1, section: 'strength' }),
    );
    state.apply([{ put: note('n1', {}, 'member:anna') }, { put: note('n2', {}, 'member:anna') }]);
    expect(hiddenCountAt(state, 'b', 'strength')).toBe(0);
  });
});

describe('a phase as a form reads it', () => {
  it('has every field', () => {
    const full: PhaseFields = {
      title: 'Ciche pisanie',
      ask: 'Co nas wyróżnia?',
      part: 'Spotkanie I',
      minutes: 12,
      boards: ['b'],
      teams: true,
      allow: ['write', 'vote'],
      hidden: true,
      counts: true,
      anonymous: true,
    };
    const fields = Object.fromEntries(Object.entries(full).map(([name, value]) => [name, value as string]));
    expect(phaseDraft(rec('phase', 'p', fields))).toEqual(full);
  });

  it('starts from nothing', () => {
    expect(phaseDraft()).toEqual(phaseDraft(rec('phase', 'p')));
    expect(phaseDraft()).toMatchObject({ title: '', minutes: 0, boards: [], allow: [], hidden: false });
  });
});
