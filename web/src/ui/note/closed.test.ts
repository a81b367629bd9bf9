import { describe, expect, it } from 'vitest';
import type { Rec } from '../../board/record.ts';
import { State } from '../../board/state.ts';
import { rec } from '../../board/testdata/records.ts';
import { closedBy } from './closed.ts';

const anna = { member: 'anna', role: 'participant' } as const;
const spot = { board: 'b', section: 'threat' };

function state(...more: Rec[]): State {
  const all = new State();
  all.apply(
    [
      rec('workshop', 'workshop', { title: 'W' }),
      rec('board', 'b', { kind: 'swot', rank: 'a0' }),
      rec('member', 'anna', { name: 'Anna', role: 'participant' }),
      ...more,
    ].map((put) => ({ put })),
  );
  return all;
}

const runs = (fields: Rec['fields']) => [
  rec('workshop', 'workshop', { title: 'W', phase: 'p' }),
  rec('phase', 'p', { title: 'Etap', rank: 'a0', ...fields }),
];

describe('closedBy', () => {
  it('finds nothing while no phase runs', () => {
    expect(closedBy(state(), anna, 'AddNote', spot)).toBeNull();
  });

  it('tells a phase without the act from one that goes on elsewhere', () => {
    expect(closedBy(state(...runs({ allow: ['vote'] })), anna, 'AddNote', spot)).toBe('phase');
    expect(closedBy(state(...runs({ allow: ['write'], teams: true })), anna, 'AddNote', spot)).toBe('elsewhere');
    expect(closedBy(state(...runs({ allow: ['write'], boards: ['other'] })), anna, 'AddNote', spot)).toBe('elsewhere');
  });

  it('names what is locked', () => {
    const locked = (fields: Rec['fields']) => state(rec('board', 'b', { kind: 'swot', rank: 'a0', ...fields }));
    expect(closedBy(locked({ locked: true }), anna, 'AddNote', spot)).toBe('board');
    expect(closedBy(locked({ lockedSections: ['threat'] }), anna, 'AddNote', spot)).toBe('section');
    expect(closedBy(locked({ lockedSections: ['strength'] }), anna, 'AddNote', spot)).toBeNull();
    const note = state(rec('note', 'n', { board: 'b', section: 'threat', rank: 'a0', locked: true }));
    expect(closedBy(note, anna, 'EditText', { ...spot, item: 'n' })).toBe('note');
  });

  it('tells that work is held, and that an observer has no part in it', () => {
    const held = state(rec('focus', ':focus', { board: 'b', mode: 'hold' }));
    expect(closedBy(held, anna, 'AddNote', spot)).toBe('held');
    expect(closedBy(state(), { member: '', role: 'observer' }, 'AddNote', spot)).toBe('other');
  });
});
