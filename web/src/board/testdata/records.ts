import { type Member, type Note, views } from '../generated.ts';
import type { Fields, Rec } from '../record.ts';
import { State, type Views } from '../state.ts';

/** A record for tests; everybody sees it unless it says otherwise. */
export function rec<Kind extends keyof Views>(
  kind: Kind,
  id: string,
  fields: Fields = {},
  audience = 'everyone',
): Views[Kind] {
  return new views[kind](id, kind, audience, fields) as Views[Kind];
}

export function note(id: string, fields: Fields = {}, audience = 'everyone'): Note {
  return rec('note', id, { board: 'b', section: 'strength', rank: id, text: id, ...fields }, audience);
}

export function participant(id: string, fields: Fields = {}): Member {
  return rec('member', id, { name: id, role: 'participant', ...fields });
}

/** A workshop with the board b; records given later replace earlier ones of the same id. */
export function stateOf(...records: readonly Rec[]): State {
  const state = new State();
  const given = [
    rec('workshop', 'workshop', { title: 'Próba', locale: 'pl' }),
    rec('board', 'b', { kind: 'swot', rank: 'a0' }),
    ...records,
  ];
  state.apply(given.map((put) => ({ put })));
  return state;
}

/** The workshop while the phase p runs. */
export function stateIn(phase: Fields, ...records: readonly Rec[]): State {
  const began = rec('workshop', 'workshop', { title: 'Próba', locale: 'pl', phase: 'p', began: 0 });
  return stateOf(began, rec('phase', 'p', { rank: 'a0', title: 'Etap', ...phase }), ...records);
}
