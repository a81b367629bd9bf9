import { audienceOf } from './audience.ts';
import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import { type Commands, maxGroupNameLength } from './generated.ts';
import { isHidden } from './hidden.ts';
import { kindOf } from './kind.ts';
import { line } from './limits.ts';
import { checkGroup, noteOf, standAt } from './note.ts';
import { makeFields } from './record.ts';
import { Refusal } from './refusal.ts';
import { groupsOf, type State } from './state.ts';

export function groupNotes(draft: Draft, { board, group, name, notes }: Commands['GroupNotes']): void {
  const { state } = draft;
  if (kindOf(state, board) === undefined) throw new Refusal('not_found');
  draft.checkBatch(notes.length);
  const hidden = notes.map((id) => state.of('note', id)).find((note) => note !== undefined && isHidden(note));
  addGroup(draft, group, board, name, hidden?.audience ?? audienceOf(state, board));
  for (const id of notes) {
    const note = noteOf(draft.item(id));
    if (note.board !== board) throw new Refusal('not_found');
    checkGroup(draft, group, board, note.audience);
    const { section, x, y } = note;
    draft.placing = note.audience;
    draft.set(note, { group, ...standAt(draft, { board, section, group, x, y }) });
  }
}

/** Makes a group; one of hidden notes reaches nobody but whom they reach, until they are revealed. */
export function addGroup(draft: Draft, id: string, board: string, name: string, audience: string): void {
  const { state } = draft;
  draft.checkNewId(id);
  const trimmed = line(name, maxGroupNameLength, false);
  if (state.count('group') >= state.limits.maxGroups) throw new Refusal('too_many');
  draft.mayAt({ board });
  draft.placing = audience;
  const fields = makeFields({ board, name: trimmed, rank: draft.rankFor(groupsOf(board)) });
  draft.put({ id, kind: 'group', audience, fields });
}

export function moveGroup(draft: Draft, c: Commands['MoveGroup']): void {
  const group = draft.state.of('group', c.group);
  if (group === undefined) throw new Refusal('not_found');
  draft.mayAt({ board: group.board });
  draft.placing = group.audience;
  const rank = draft.rankIn(groupsOf(group.board), c.before, c.group);
  if (rank !== undefined) draft.set(group, { rank });
}

/** The commands that move groups to where they stand now. */
export function moveGroupsBack(state: State, ids: readonly string[]): Command[] {
  return ids.flatMap((group): Command[] => {
    const list = state.siblings(groupsOf(state.of('group', group)?.board ?? ''));
    const at = list.findIndex(({ id }) => id === group);
    return at < 0 ? [] : [{ do: 'MoveGroup', with: { group, before: list[at + 1]?.id } }];
  });
}
