import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import type { Commands, Note } from './generated.ts';
import { audienceAt, checkGroup, noteOf, standAt } from './note.ts';
import { notesOf, type Siblings, type State } from './state.ts';

type Move = Commands['MoveNotes']['moves'][number];

export function moveNotes(draft: Draft, c: Commands['MoveNotes']): void {
  draft.checkBatch(c.moves.length);
  for (const { note: id, section, group = '', before, x, y } of c.moves) {
    const note = noteOf(draft.item(id));
    audienceAt(draft, note.board, section, '', { author: draft.by.member });
    checkGroup(draft, group, note.board, note.audience);
    const regroups = group !== note.group;
    if (regroups) draft.needs('group');
    if (!regroups || section !== note.section) draft.needs('move');
    draft.placing = note.audience;
    const place = standAt(draft, { board: note.board, section, group, before, x, y }, id);
    if (place !== undefined) draft.set(note, { section, group, ...place });
  }
}

/**
 * The command that moves notes to where they stand now. From the last to the first, so that each
 * finds the sibling before which it stood in its place already.
 */
export function moveBack(state: State, ids: readonly string[]): Command[] {
  const places = new Set<Siblings<Note>>();
  for (const id of ids) {
    const note = state.of('note', id);
    if (note !== undefined) places.add(notesOf(note.board, note.section, note.group));
  }
  const moves: Move[] = [];
  for (const place of places) {
    let before: string | undefined;
    for (const { id, section, group, x, y } of [...state.siblings(place)].reverse()) {
      const point = { x: x || undefined, y: y || undefined };
      if (ids.includes(id)) moves.push({ note: id, section, group: group || undefined, before, ...point });
      before = id;
    }
  }
  return moves.length === 0 ? [] : [{ do: 'MoveNotes', with: { moves } }];
}
