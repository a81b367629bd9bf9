import { onlyMember } from './audience.ts';
import type { Draft } from './decide.ts';
import { type Commands, type Group, maxGroupNameLength } from './generated.ts';
import { audienceOf, kindOf } from './kind.ts';
import { line } from './limits.ts';
import { checkGroup, noteInUse } from './note.ts';
import type { Actor } from './permission.ts';
import { isHidden } from './phase.ts';
import { makeFields, text } from './record.ts';
import { Refusal } from './refusal.ts';
import { groupsOf, notesOf } from './state.ts';

export function groupNotes(draft: Draft, by: Actor, c: Commands['GroupNotes']): void {
  if (kindOf(draft.state, c.board) === undefined) throw new Refusal('not_found');
  draft.batch(c.notes.length);
  const hidden = c.notes.some((id) => {
    const note = draft.state.of('note', id);
    return note !== undefined && isHidden(note);
  });
  addGroup(draft, by, c.group, c.board, c.name, hidden);
  for (const id of c.notes) {
    const note = noteInUse(draft, id);
    if (text(note, 'board') !== c.board) throw new Refusal('not_found');
    checkGroup(draft, c.group, c.board, note.audience);
    const rank = draft.rankFor(notesOf(c.board, text(note, 'section'), c.group));
    draft.set(note, { group: c.group, rank });
  }
}

/** Makes a group; a hidden one reaches nobody but who makes it, until its notes are revealed. */
export function addGroup(draft: Draft, by: Actor, id: string, board: string, name: string, hidden: boolean): void {
  draft.fresh(id);
  const trimmed = line(name, maxGroupNameLength, false);
  if (draft.state.count('group') >= draft.state.limits.maxGroups) throw new Refusal('too_many');
  draft.mayAt({ board });
  const rank = draft.rankFor(groupsOf(board));
  draft.put({
    id,
    kind: 'group',
    audience: hidden ? onlyMember(by.member) : audienceOf(draft.state, board),
    fields: makeFields({ board, name: trimmed, rank }),
  });
}

export function renameGroup(draft: Draft, _by: Actor, c: Commands['RenameGroup']): void {
  const group = anyGroup(draft, c.group);
  draft.set(group, { name: line(c.name, maxGroupNameLength, false) });
}

export function moveGroup(draft: Draft, _by: Actor, c: Commands['MoveGroup']): void {
  const group = anyGroup(draft, c.group);
  const rank = draft.rankIn(groupsOf(text(group, 'board')), c.before, c.group);
  if (rank !== undefined) draft.set(group, { rank });
}

function anyGroup(draft: Draft, id: string): Group {
  const group = draft.state.of('group', id);
  if (group === undefined) throw new Refusal('not_found');
  draft.mayAt({ board: text(group, 'board') });
  return group;
}
