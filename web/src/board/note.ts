import { audienceOf, onlyMember } from './audience.ts';
import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import { type Commands, type Item, Note, noteColours } from './generated.ts';
import { anonymous, hiddenAt, isHidden } from './hidden.ts';
import { kindOf, sectionsOf } from './kind.ts';
import { isBlank, prose } from './limits.ts';
import { memberIn } from './member.ts';
import { makeFields } from './record.ts';
import { Refusal } from './refusal.ts';
import { notesOf, type State } from './state.ts';

/** Who wrote a note, and whether that is to stay unknown. */
interface Signature {
  readonly author: string;
  readonly unsigned?: boolean | undefined;
}

/** A note as it comes with a command. */
type NewNote = Pick<Commands['AddNote'], 'board' | 'note' | 'section' | 'group' | 'text'>;

export function addNote(draft: Draft, c: Commands['AddNote']): void {
  const { by, state } = draft;
  const author = c.for || by.member;
  if (author !== by.member) {
    if (by.role !== 'moderator') throw new Refusal('forbidden');
    if (memberIn(state, author) === undefined) throw new Refusal('not_found');
  }
  const audience = audienceAt(draft, c.board, c.section, c.group, author);
  const rank = draft.rankFor(notesOf(c.board, c.section, c.group ?? ''), c.before);
  if (c.group) draft.needs('group');
  putNote(draft, { author, unsigned: c.unsigned }, audience, rank, c);
}

export function colourNotes(draft: Draft, c: Commands['ColourNotes']): void {
  const colour = c.colour ?? '';
  if (colour !== '' && !noteColours.some((known) => known === colour)) throw new Refusal('bad_value');
  draft.checkBatch(c.notes.length);
  for (const id of c.notes) draft.set(noteOf(draft.item(id)), { colour });
}

/** The commands that give notes their present colours. */
export function colourBack(state: State, ids: readonly string[]): Command[] {
  const byColour = new Map<string, string[]>();
  for (const id of ids) {
    const note = state.of('note', id);
    if (note !== undefined) byColour.set(note.colour, [...(byColour.get(note.colour) ?? []), id]);
  }
  return [...byColour].map(([colour, notes]) => ({ do: 'ColourNotes', with: { notes, colour: colour || undefined } }));
}

/** The item as the note that it has to be. */
export function noteOf(item: Item): Note {
  if (!(item instanceof Note)) throw new Refusal('not_found');
  return item;
}

/** Checks that the actor may put a note there, and says whom a note of the author would reach. */
export function audienceAt(
  draft: Draft,
  board: string,
  section: string,
  group: string | undefined,
  author: string,
): string {
  const { state } = draft;
  if (kindOf(state, board) === undefined) throw new Refusal('not_found');
  if (!sectionsOf(state, board).includes(section)) throw new Refusal('bad_value');
  draft.mayAt({ board, section });
  const audience = hiddenAt(state, board, section) ? onlyMember(author) : audienceOf(state, board);
  checkGroup(draft, group, board, audience);
  return audience;
}

/** Checks that a note with the audience may enter the group: whoever receives the note has to receive the group. */
export function checkGroup({ state }: Draft, id: string | undefined, board: string, audience: string): void {
  if (!id) return;
  const group = state.of('group', id);
  if (group?.board !== board || (isHidden(group) && group.audience !== audience)) throw new Refusal('not_found');
}

export function putNote(draft: Draft, by: Signature, audience: string, rank: string, n: NewNote): void {
  const { limits } = draft.state;
  draft.checkNewId(n.note);
  if (isBlank(n.text)) throw new Refusal('empty');
  prose(n.text, limits.maxTextLength);
  if (draft.state.count('note') >= limits.maxNotes) throw new Refusal('too_many');
  const author = by.unsigned || anonymous(draft.state) ? '' : by.author;
  const { board, section, group, text } = n;
  const fields = makeFields({ author, board, group, section, rank, text });
  draft.put({ id: n.note, kind: 'note', audience, fields });
}
