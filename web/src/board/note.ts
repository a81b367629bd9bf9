import type { Draft } from './decide.ts';
import { addGroup } from './group.ts';
import { kindOf } from './kind.ts';
import { isBlank, prose, roomy } from './limits.ts';
import type { Actor } from './permission.ts';
import { rankBetween } from './rank.ts';
import { flag, makeFields, type Rec, text } from './record.ts';
import { Refusal } from './refusal.ts';
import { notesOf } from './state.ts';

type Optional = string | undefined;

/** Writes a new note, before the sibling `before` or last. */
export interface AddNote {
  readonly do: 'AddNote';
  readonly with: {
    readonly board: string;
    readonly note: string;
    readonly quadrant: string;
    readonly group?: Optional;
    readonly before?: Optional;
    readonly text: string;
  };
}

/** Adds the rows of a spreadsheet in one change: new groups, then notes, each last in its place. */
export interface PasteNotes {
  readonly do: 'PasteNotes';
  readonly with: {
    readonly board: string;
    readonly groups: readonly { readonly group: string; readonly name: string }[];
    readonly notes: readonly {
      readonly note: string;
      readonly quadrant: string;
      /** A new or an older group. */
      readonly group?: Optional;
      readonly text: string;
    }[];
  };
}

/** Takes notes to their places, one after the other; without group a note leaves its group. */
export interface MoveNotes {
  readonly do: 'MoveNotes';
  readonly with: {
    readonly moves: readonly {
      readonly note: string;
      readonly quadrant: string;
      readonly group?: Optional;
      readonly before?: Optional;
    }[];
  };
}

/** Marks notes; without colour the mark goes. */
export interface ColourNotes {
  readonly do: 'ColourNotes';
  readonly with: { readonly notes: readonly string[]; readonly colour?: Optional };
}

/** Puts notes into the bin; those that lie there already stay. */
export interface DeleteNotes {
  readonly do: 'DeleteNotes';
  readonly with: { readonly notes: readonly string[] };
}

/** Takes notes out of the bin, back to where they were. */
export interface RestoreNotes {
  readonly do: 'RestoreNotes';
  readonly with: { readonly notes: readonly string[] };
}

/** The colours that a note may be marked with. */
export const noteColours = ['amber', 'rose', 'teal', 'violet', 'grey'] as const;

export function addNote(draft: Draft, by: Actor, c: AddNote['with']): void {
  checkSpot(draft, c.board, c.quadrant, c.group ?? '');
  const rank = draft.rankFor(notesOf(c.board, c.quadrant, c.group ?? ''), c.before);
  putNote(draft, by, { ...c, rank });
}

export function pasteNotes(draft: Draft, by: Actor, c: PasteNotes['with']): void {
  kindOf(draft.state, c.board);
  draft.batch(c.notes.length);
  if (c.groups.length > draft.state.limits.maxBatch) throw new Refusal('too_many');
  for (const g of c.groups) addGroup(draft, g.group, c.board, g.name);
  for (const n of c.notes) {
    checkSpot(draft, c.board, n.quadrant, n.group ?? '');
    const rank = draft.rankFor(notesOf(c.board, n.quadrant, n.group ?? ''));
    putNote(draft, by, { ...n, board: c.board, rank });
  }
}

export function moveNotes(draft: Draft, _by: Actor, c: MoveNotes['with']): void {
  draft.batch(c.moves.length);
  for (const move of c.moves) {
    const note = noteInUse(draft, move.note);
    const board = text(note, 'board');
    const group = move.group ?? '';
    checkSpot(draft, board, move.quadrant, group);
    const rank = draft.rankIn(notesOf(board, move.quadrant, group), move.before, move.note);
    if (rank !== undefined) draft.set(note, { quadrant: move.quadrant, group, rank });
  }
}

export function colourNotes(draft: Draft, _by: Actor, c: ColourNotes['with']): void {
  const colour = c.colour ?? '';
  if (colour !== '' && !noteColours.some((known) => known === colour)) throw new Refusal('bad_value');
  draft.batch(c.notes.length);
  for (const id of c.notes) draft.set(noteInUse(draft, id), { colour });
}

export function deleteNotes(draft: Draft, _by: Actor, c: DeleteNotes['with']): void {
  draft.batch(c.notes.length);
  for (const id of c.notes) draft.set(anyNote(draft, id), { deleted: true });
}

export function restoreNotes(draft: Draft, _by: Actor, c: RestoreNotes['with']): void {
  draft.batch(c.notes.length);
  for (const id of c.notes) {
    const note = anyNote(draft, id);
    if (!flag(note, 'deleted')) continue;
    if (draft.state.count('note') >= draft.state.limits.maxNotes) throw new Refusal('too_many');
    draft.set(note, { deleted: undefined, rank: roomy(rankBack(draft, note)) });
  }
}

/** A note that is not in the bin. */
export function noteInUse(draft: Draft, id: string): Rec {
  const note = anyNote(draft, id);
  if (flag(note, 'deleted')) throw new Refusal('deleted');
  return note;
}

function anyNote(draft: Draft, id: string): Rec {
  const note = draft.state.of('note', id);
  if (note === undefined) throw new Refusal('not_found');
  return note;
}

/** Checks that notes may stand there. */
function checkSpot(draft: Draft, board: string, quadrant: string, group: string): void {
  if (!kindOf(draft.state, board).quadrants.includes(quadrant)) throw new Refusal('bad_value');
  if (group === '') return;
  const record = draft.state.of('group', group);
  if (record === undefined || text(record, 'board') !== board) throw new Refusal('not_found');
}

function putNote(
  draft: Draft,
  by: Actor,
  n: { board: string; note: string; quadrant: string; group?: Optional; rank: string; text: string },
): void {
  draft.fresh(n.note);
  if (isBlank(n.text)) throw new Refusal('empty');
  prose(n.text, draft.state.limits.maxTextLength);
  if (draft.state.count('note') >= draft.state.limits.maxNotes) throw new Refusal('too_many');
  draft.put({
    id: n.note,
    kind: 'note',
    audience: 'everyone',
    fields: makeFields({
      author: by.member,
      board: n.board,
      group: n.group,
      quadrant: n.quadrant,
      rank: n.rank,
      text: n.text,
    }),
  });
}

/** The note's old rank or, when a sibling has taken it meanwhile, one right behind that sibling. */
function rankBack(draft: Draft, note: Rec): string {
  const rank = text(note, 'rank');
  const place = notesOf(text(note, 'board'), text(note, 'quadrant'), text(note, 'group'));
  const list = draft.state.siblings(place);
  const at = list.findIndex((sibling) => text(sibling, 'rank') === rank);
  return at < 0 ? rank : rankBetween(rank, text(list[at + 1], 'rank'));
}
