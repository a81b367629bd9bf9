import type { Note, Statement } from '../../board/generated.ts';
import type { Rec } from '../../board/record.ts';
import type { State } from '../../board/state.ts';

/** What people type in: notes and statements. */
export function textsIn(state: State): (Note | Statement)[] {
  return [...state.all('note'), ...state.all('statement')];
}

/** A workshop with a SWOT and a vision board, a few notes and a statement. */
export function sampleRecords(members: readonly string[]): Rec[] {
  const everyone = 'everyone';
  return [
    {
      id: 'workshop',
      kind: 'workshop',
      audience: everyone,
      fields: { title: 'Próba', locale: 'pl', template: 'swot' },
    },
    { id: 'board-1', kind: 'board', audience: everyone, fields: { kind: 'swot', title: 'SWOT', rank: 'a0' } },
    { id: 'vision', kind: 'board', audience: everyone, fields: { kind: 'vision', title: 'Wizja', rank: 'a1' } },
    {
      id: 'area-1',
      kind: 'area',
      audience: everyone,
      fields: { board: 'vision', title: 'Czym się różnimy?', x: 48, y: 48, width: 680, height: 880 },
    },
    {
      id: 'note-v',
      kind: 'note',
      audience: everyone,
      fields: { board: 'vision', section: 'area-1', x: 16, y: 64, text: 'bogate lasy' },
    },
    {
      id: 'statement-1',
      kind: 'statement',
      audience: everyone,
      fields: { board: 'vision', subject: 'vision', rank: 'a0', text: 'Rudnik wikliną stoi.' },
    },
    ...members.map((id) => ({ id, kind: 'member', audience: everyone, fields: { name: id, role: 'participant' } })),
    ...['a', 'b', 'c'].map((id, i) => ({
      id: `note-${id}`,
      kind: 'note',
      audience: everyone,
      fields: { board: 'board-1', section: 'strength', rank: `a${i}`, text: `tekst ${id} 🌲` },
    })),
  ];
}
