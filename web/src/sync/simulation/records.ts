import type { Rec } from '../../board/record.ts';

/** A workshop with one board and a few notes. */
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
    ...members.map((id) => ({ id, kind: 'member', audience: everyone, fields: { name: id, role: 'participant' } })),
    ...['a', 'b', 'c'].map((id, i) => ({
      id: `note-${id}`,
      kind: 'note',
      audience: everyone,
      fields: { board: 'board-1', section: 'strength', rank: `a${i}`, text: `tekst ${id} 🌲` },
    })),
  ];
}
