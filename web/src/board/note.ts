import { alone, audienceOf, onlyMember } from './audience.ts';
import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import { type Commands, type Item, Note, noteBoxes, noteColours, planeSize } from './generated.ts';
import { anonymous, hiddenAt, isHidden } from './hidden.ts';
import { hasPlane, kindOf, sectionsOf } from './kind.ts';
import { isBlank, prose } from './limits.ts';
import { memberIn } from './member.ts';
import { makeFields, type Value } from './record.ts';
import { Refusal } from './refusal.ts';
import { notesOf, type State } from './state.ts';

/** Who wrote a note, and whether that is to stay unknown. */
export interface Signature {
  readonly author: string;
  readonly unsigned?: boolean | undefined;
}

/** A note as it comes with a command. */
type NewNote = Pick<Commands['AddNote'], 'board' | 'note' | 'section' | 'group' | 'before' | 'x' | 'y' | 'text'>;

export function addNote(draft: Draft, c: Commands['AddNote']): void {
  const { by, state } = draft;
  const author = c.for || by.member;
  if (author !== by.member) {
    if (by.role !== 'moderator') throw new Refusal('forbidden');
    if (memberIn(state, author) === undefined) throw new Refusal('not_found');
  }
  const signature = { author, unsigned: c.unsigned };
  const audience = audienceAt(draft, c.board, c.section, c.group, signature);
  if (c.group) draft.needs('group');
  putNote(draft, signature, audience, c);
}

export function colourNotes(draft: Draft, c: Commands['ColourNotes']): void {
  const colour = c.colour ?? '';
  if (colour !== '' && !noteColours.some((known) => known === colour)) throw new Refusal('bad_value');
  draft.checkBatch(c.notes.length);
  for (const id of c.notes) draft.set(noteOf(draft.item(id)), { colour });
}

export function sizeNotes(draft: Draft, c: Commands['SizeNotes']): void {
  const size = c.size ?? '';
  if (!Object.hasOwn(noteBoxes, size)) throw new Refusal('bad_value');
  draft.checkBatch(c.notes.length);
  for (const id of c.notes) {
    const note = noteOf(draft.item(id));
    if (!hasPlane(draft.state, note.board)) throw new Refusal('bad_value');
    draft.set(note, { size });
  }
}

/** The commands that give notes their present colours. */
export function colourBack(state: State, ids: readonly string[]): Command[] {
  const byColour = notesBy(state, ids, ({ colour }) => colour);
  return [...byColour].map(([colour, notes]) => ({ do: 'ColourNotes', with: { notes, colour: colour || undefined } }));
}

/** The commands that give notes their present sizes. */
export function sizeBack(state: State, ids: readonly string[]): Command[] {
  const bySize = notesBy(state, ids, ({ size }) => size);
  return [...bySize].map(([size, notes]) => ({ do: 'SizeNotes', with: { notes, size: size || undefined } }));
}

function notesBy(state: State, ids: readonly string[], key: (note: Note) => string): Map<string, string[]> {
  const by = new Map<string, string[]>();
  for (const id of ids) {
    const note = state.of('note', id);
    if (note !== undefined) by.set(key(note), [...(by.get(key(note)) ?? []), id]);
  }
  return by;
}

/** The item as the note that it has to be. */
export function noteOf(item: Item): Note {
  if (!(item instanceof Note)) throw new Refusal('not_found');
  return item;
}

/** Checks that the actor may put a note there, and says whom a note of that signature would reach. */
export function audienceAt(
  draft: Draft,
  board: string,
  section: string,
  group: string | undefined,
  by: Signature,
): string {
  const { state } = draft;
  if (kindOf(state, board) === undefined) throw new Refusal('not_found');
  if (!sectionsOf(state, board).includes(section)) throw new Refusal('bad_value');
  draft.mayAt({ board, section });
  const audience = hiddenAt(state, board, section) ? holderOf(draft, by) : audienceOf(state, board);
  checkGroup(draft, group, board, audience);
  return audience;
}

/** The author that an item says it has. */
export function signed({ state }: Draft, { author, unsigned }: Signature): string {
  return unsigned || anonymous(state) ? '' : author;
}

/** Whom a hidden item of a signature reaches. One without an author belongs to whoever has written it down. */
export function holderOf(draft: Draft, by: Signature): string {
  const author = signed(draft, by);
  return author === '' ? alone(draft.by, false) : onlyMember(author);
}

/** Checks that a note with the audience may enter the group: whoever receives the note has to receive the group. */
export function checkGroup({ state }: Draft, id: string | undefined, board: string, audience: string): void {
  if (!id) return;
  const group = state.of('group', id);
  if (group?.board !== board || (isHidden(group) && group.audience !== audience)) throw new Refusal('not_found');
}

/** Where a note is to stand: before a sibling or last, or at a point of a plane. */
type Place = Pick<NewNote, 'board' | 'section' | 'group' | 'before' | 'x' | 'y'>;

/** The fields in which a note keeps its place; undefined says that the note with the id self stands there already. */
export function standAt(
  draft: Draft,
  { board, section, group = '', before, x = 0, y = 0 }: Place,
  self?: string,
): { readonly [field: string]: Value } | undefined {
  if (hasPlane(draft.state, board)) {
    if (Math.min(x, y) < 0 || Math.max(x, y) > planeSize) throw new Refusal('bad_value');
    return { x, y };
  }
  if (x !== 0 || y !== 0) throw new Refusal('bad_value');
  const rank = draft.rankIn(notesOf(board, section, group), before, self);
  return rank === undefined ? undefined : { rank };
}

export function putNote(draft: Draft, by: Signature, audience: string, n: NewNote): void {
  const { limits } = draft.state;
  draft.checkNewId(n.note);
  if (isBlank(n.text)) throw new Refusal('empty');
  prose(n.text, limits.maxTextLength);
  if (draft.state.count('note') >= limits.maxNotes) throw new Refusal('too_many');
  draft.placing = audience;
  const place = standAt(draft, n);
  const { board, section, group, text } = n;
  const fields = makeFields({ author: signed(draft, by), board, group, section, text, ...place });
  draft.put({ id: n.note, kind: 'note', audience, fields });
}
