import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import type { Commands, Note } from './generated.ts';
import { audienceAt, checkGroup, noteOf } from './note.ts';
import { notesOf, type Siblings, type State } from './state.ts';

type Move = Commands['MoveNotes']['moves'][number];

export function moveNotes(draft: Draft, c: Commands['MoveNotes']): void {
  draft.checkBatch(c.moves.length);
  for (const { note: id, section, group = '', before } of c.moves) {
    const note = noteOf(draft.item(id));
    audienceAt(draft, note.board, section, '', draft.by.member);
    checkGroup(draft, group, note.board, note.audience);
    const regroups = group !== note.group;
    if (regroups) draft.needs('group');
    if (!regroups || section !== note.section) draft.needs('move');
    const rank = draft.rankIn(notesOf(note.board, section, group), before, id);
    if (rank !== undefined) draft.set(note, { section, group, rank });
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
    for (const { id, section, group } of [...state.siblings(place)].reverse()) {
      if (ids.includes(id)) moves.push({ note: id, section, group: group || undefined, before });
      before = id;
    }
  }
  return moves.length === 0 ? [] : [{ do: 'MoveNotes', with: { moves } }];
}
