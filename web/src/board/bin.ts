import { audienceOf } from './audience.ts';
import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import type { Commands, Item, Note } from './generated.ts';
import { isHidden } from './hidden.ts';
import { sectionsOf } from './kind.ts';
import { checkRank } from './limits.ts';
import { noteOf } from './note.ts';
import { rankBetween } from './rank.ts';
import { makeFields, Rec, type Value } from './record.ts';
import { Refusal } from './refusal.ts';
import { binOf, type State, siblingsOf } from './state.ts';

export function deleteNotes(draft: Draft, c: Commands['DeleteNotes']): void {
  draft.checkBatch(c.notes.length);
  for (const id of c.notes) {
    const note = noteOf(draft.anyItem(id));
    if (!note.deleted) setBinned(draft, note, true);
  }
}

/** Puts an item into the bin or takes it out, with other fields that change. */
export function setBinned(
  draft: Draft,
  item: Item,
  binned: boolean,
  more: { [name: string]: Value | undefined } = {},
): void {
  const fields = { ...more, deleted: binned };
  const audience = isHidden(item) ? item.audience : openTo(audienceOf(draft.state, item.board), binned);
  if (audience === item.audience) draft.set(item, fields);
  else draft.put(new Rec(item.id, item.kind, audience, makeFields({ ...item.fields, ...fields })));
}

/** Whom an item that is not hidden reaches: all whom its board reaches, but observers receive nothing that is in the bin. */
export function openTo(board: string, binned: boolean): string {
  return binned && board === 'everyone' ? 'members' : board;
}

export function restoreNotes(draft: Draft, c: Commands['RestoreNotes']): void {
  draft.checkBatch(c.notes.length);
  const { state } = draft;
  const notes: Note[] = [];
  for (const id of c.notes) {
    const note = noteOf(draft.anyItem(id));
    draft.needs(note.merged === '' ? 'write' : 'group');
    if (note.deleted) notes.push(note);
  }
  separate(draft, notes);
  for (const { id } of notes) {
    const note = noteOf(draft.anyItem(id));
    if (!note.deleted) continue;
    if (state.count('note') >= state.limits.maxNotes) throw new Refusal('too_many');
    setBinned(draft, note, false, { merged: undefined, rank: rankBack(state, note) });
  }
}

/** Takes notes, and what they were made from, out of the sources of those that they were merged into. */
function separate(draft: Draft, notes: readonly Note[]): void {
  const gone = new Map<Note, Set<string>>(); // by the note merged into
  for (const note of notes) {
    const into = draft.state.of('note', note.merged);
    if (into === undefined) continue;
    draft.anyItem(into.id);
    const ids = gone.get(into) ?? new Set();
    for (const id of [note.id, ...note.sources]) ids.add(id);
    gone.set(into, ids);
  }
  for (const [into, ids] of gone) draft.set(into, { sources: into.sources.filter((source) => !ids.has(source)) });
}

/** The item's old rank or, when a sibling has taken it meanwhile, one right behind that sibling; '' on a plane. */
export function rankBack(state: State, item: Item): string {
  const { rank } = item;
  if (rank === '') return '';
  const list = state.siblings(siblingsOf(item));
  const at = list.findIndex((sibling) => sibling.rank === rank);
  return checkRank(at < 0 ? rank : rankBetween(rank, list[at + 1]?.rank ?? ''));
}

/** The command that takes those of the notes out of the bin that do not lie there now. */
export function backFromBin(state: State, ids: readonly string[]): Command[] {
  const notes = ids.filter((id) => state.of('note', id)?.deleted === false);
  return notes.length === 0 ? [] : [{ do: 'RestoreNotes', with: { notes } }];
}

/** The commands that put notes back into the bin as they lie there now: those that were merged are merged again. */
export function backIntoBin(state: State, ids: readonly string[]): Command[] {
  const byTarget = new Map<string, string[]>();
  for (const id of ids) {
    const note = state.of('note', id);
    if (note?.deleted) byTarget.set(note.merged, [...(byTarget.get(note.merged) ?? []), id]);
  }
  return [...byTarget].map(([into, notes]) =>
    into === '' ? { do: 'DeleteNotes', with: { notes } } : { do: 'MergeNotes', with: { into, notes } },
  );
}

/** The notes of a board that lie in the bin, by section and then in their old order. */
export function bin(state: State, board: string): Note[] {
  const order = sectionsOf(state, board);
  const place = (note: Note) => order.indexOf(note.section);
  return state
    .siblings(binOf(board))
    .filter((item): item is Note => item.kind === 'note')
    .sort((a, b) => place(a) - place(b));
}
