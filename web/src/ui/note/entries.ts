import { columns } from '../../board/columns.ts';
import type { Note } from '../../board/generated.ts';
import { isHidden } from '../../board/hidden.ts';
import { sectionName } from '../boards.ts';
import type { Entry } from '../document/document.ts';
import { fromTeams } from '../teams/names.ts';
import { pointsOn } from '../voting/results.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';

/** The notes of a board as entries: in each section the groups, then those without one. What is hidden is left out. */
export default function noteEntries(store: WorkshopStore, id: string): Entry[] {
  const { state } = store;
  const board = state.of('board', id);
  if (board === undefined) return [];
  const points = pointsOn(state, board)?.points;
  const entry = (section: string, group: string, note: Note): Entry[] =>
    isHidden(note) || note.text.trim() === ''
      ? []
      : [
          {
            section,
            group,
            text: note.text,
            author: note.author === '' ? '' : store.nameOf(note.author),
            team: fromTeams(store, note.teams) || store.teamName(board.team),
            points: points === undefined ? null : (points.get(note.id) ?? 0),
          },
        ];
  return columns(state, id).flatMap(({ section, groups, loose }) => {
    const name = sectionName(language.words, state, id, section);
    return [
      ...groups.flatMap(({ group, notes }) =>
        notes.flatMap((note) => entry(name, group.name.trim() || language.words.group.unnamed, note)),
      ),
      ...loose.flatMap((note) => entry(name, '', note)),
    ];
  });
}
