import { audienceOf } from './audience.ts';
import type { Draft } from './draft.ts';
import type { Commands } from './generated.ts';
import { addGroup } from './group.ts';
import { hiddenAt } from './hidden.ts';
import { kindOf, sectionsOf } from './kind.ts';
import { audienceAt, holderOf, putNote } from './note.ts';
import { Refusal } from './refusal.ts';

export function pasteNotes(draft: Draft, { board, groups, notes, unsigned }: Commands['PasteNotes']): void {
  const { by, state } = draft;
  if (kindOf(state, board) === undefined) throw new Refusal('not_found');
  draft.checkBatch(notes.length);
  if (groups.length > state.limits.maxBatch) throw new Refusal('too_many');
  if (groups.length > 0 || notes.some(({ group }) => group)) draft.needs('group');
  const signature = { author: by.member, unsigned };
  const hides = sectionsOf(state, board).some((section) => hiddenAt(state, board, section));
  const around = hides ? holderOf(draft, signature) : audienceOf(state, board);
  for (const { group, name } of groups) addGroup(draft, group, board, name, around);
  for (const n of notes) {
    const audience = audienceAt(draft, board, n.section, n.group, signature);
    putNote(draft, signature, audience, { ...n, board });
  }
}
