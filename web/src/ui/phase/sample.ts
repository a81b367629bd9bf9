import type { Fields, Rec } from '../../board/record.ts';
import { State } from '../../board/state.ts';
import { rec } from '../../board/testdata/records.ts';

/**
 * A workshop for tests: one board of the plenary, two teams with their copies, Anna in the first team, Jan in none,
 * Maria who moderates. Further records are added, or replace these.
 */
export function sample(...more: Rec[]): State {
  const state = new State();
  const records = [
    rec('workshop', 'workshop', { title: 'Strategia', locale: 'pl' }),
    rec('board', 'b', { kind: 'swot', title: 'SWOT', rank: 'a0' }),
    rec('board', 'b1', { kind: 'swot', title: 'SWOT', rank: 'a1', team: 't1', origin: 'b' }, 'team:t1'),
    rec('board', 'b2', { kind: 'swot', title: 'SWOT', rank: 'a2', team: 't2', origin: 'b' }, 'team:t2'),
    rec('team', 't1', { name: 'Zespół 1', rank: 'a0' }),
    rec('team', 't2', { name: 'Zespół 2', rank: 'a1' }),
    rec('member', 'anna', { name: 'Anna', role: 'participant', team: 't1' }),
    rec('member', 'jan', { name: 'Jan', role: 'participant' }),
    rec('member', 'maria', { name: 'Maria', role: 'moderator' }),
  ];
  state.apply([...records, ...more].map((put) => ({ put })));
  return state;
}

/** The same with a phase that runs. */
export function during(fields: Fields, ...more: Rec[]): State {
  return sample(
    rec('workshop', 'workshop', { title: 'Strategia', locale: 'pl', phase: 'p', began: 0 }),
    rec('phase', 'p', { title: 'Etap', rank: 'a0', ...fields }),
    ...more,
  );
}
