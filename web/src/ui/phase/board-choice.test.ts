import { describe, expect, it } from 'vitest';
import type { Board, Role } from '../../board/generated.ts';
import type { Rec } from '../../board/record.ts';
import type { State } from '../../board/state.ts';
import { rec } from '../../board/testdata/records.ts';
import { pl } from '../words/pl.ts';
import { boardChoice, choiceName, markedName } from './board-choice.ts';
import { during, sample } from './sample.ts';

const second = [
  rec('board', 'c', { kind: 'swot', title: 'Dojazdy', rank: 'a3' }),
  rec('board', 'c1', { kind: 'swot', title: 'Dojazdy', rank: 'a4', team: 't1', origin: 'c' }, 'team:t1'),
];
const old = [
  rec('team', 'old', { name: 'Zespół 0', rank: 'Z0', past: true }),
  rec('board', 'b0', { kind: 'swot', title: 'SWOT', rank: 'a5', team: 'old', origin: 'b' }, 'team:old'),
];

const names = (state: State, member: string, role: Role = 'participant') => {
  const { side, others } = boardChoice(state, { member, role });
  const ids = (records: readonly Rec[]) => records.map(({ id }) => id).join(' ');
  return [ids(side), ids(others)];
};

describe('the boards between which somebody switches', () => {
  it('are those on which they work, and the others they may read', () => {
    expect(names(sample(...second), 'jan')).toEqual(['b c', 'b1 b2 c1']);
    expect(names(during({ boards: ['c'] }, ...second), 'jan')).toEqual(['c', 'b b1 b2 c1']);
    expect(names(during({ teams: true }, ...second), 'anna')).toEqual(['b1 c1', 'b b2 c']);
  });

  it('are what a team presents beside the others', () => {
    const talk = rec('presentations', ':presentations', { now: 't2', seconds: 60, phase: 'p' });
    const own = rec('board', 'b2', { kind: 'swot', title: 'SWOT', rank: 'a2', team: 't2', origin: 'b' });
    expect(names(during({}, talk, own), 'jan')).toEqual(['b2 b', 'b1']);
  });

  it('are for a moderator those of the plenary and of all teams, the earlier and the archived apart', () => {
    const archived = rec('board', 'c', { kind: 'swot', title: 'Dojazdy', rank: 'a3', archived: true });
    expect(names(during({ teams: true }, ...second, ...old), 'maria', 'moderator')).toEqual(['b c b1 b2 c1', 'b0']);
    expect(names(sample(...second, archived), 'maria', 'moderator')).toEqual(['b b1 b2 c1', 'c']);
  });

  it('are called by their titles in a team, and by team where several stand side by side', () => {
    const state = during({ teams: true }, ...second);
    const name = (member: string, role: Role, id: string) => {
      const board = state.of('board', id) as Board;
      return choiceName(pl, state, boardChoice(state, { member, role }), board);
    };
    expect([name('anna', 'participant', 'c1'), name('anna', 'participant', 'b2')]).toEqual([
      'Dojazdy',
      'Zespół 2: SWOT',
    ]);
    expect(name('maria', 'moderator', 'c1')).toBe('Zespół 1: Dojazdy');
  });

  it('say what is archived and what is open to everybody', () => {
    const marked = (fields: object) => markedName(pl, 'SWOT', rec('board', 'x', { kind: 'swot', ...fields }));
    expect([marked({}), marked({ archived: true }), marked({ team: 't1' })]).toEqual([
      'SWOT',
      'SWOT (w archiwum)',
      'SWOT (dla wszystkich)',
    ]);
  });
});
