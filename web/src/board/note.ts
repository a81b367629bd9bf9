import { onlyMember } from './audience.ts';
import type { Draft } from './decide.ts';
import { type Commands, type Note, noteColours } from './generated.ts';
import { addGroup } from './group.ts';
import { audienceOf, kindOf, sectionsOf } from './kind.ts';
import { checkRank, isBlank, prose } from './limits.ts';
import { memberIn } from './people.ts';
import type { Actor } from './permission.ts';
import { anonymous, hiddenAt, isHidden } from './phase.ts';
import { rankBetween } from './rank.ts';
import { flag, list, makeFields, text } from './record.ts';
import { Refusal } from './refusal.ts';
import { notesOf } from './state.ts';

type Optional = string | undefined;

export function addNote(draft: Draft, by: Actor, c: Commands['AddNote']): void {
  let author = by.member;
  if (c.for !== undefined && c.for !== '' && c.for !== author) {
    if (by.role !== 'moderator') throw new Refusal('forbidden');
    if (memberIn(draft.state, c.for) === undefined) throw new Refusal('not_found');
    author = c.for;
  }
  const audience = checkSpot(draft, c.board, c.section, c.group ?? '', author);
  const rank = draft.rankFor(notesOf(c.board, c.section, c.group ?? ''), c.before);
  if (c.group !== undefined && c.group !== '') draft.needs('group');
  putNote(draft, { author, unsigned: c.unsigned === true }, audience, { ...c, rank });
}

export function pasteNotes(draft: Draft, by: Actor, c: Commands['PasteNotes']): void {
  if (kindOf(draft.state, c.board) === undefined) throw new Refusal('not_found');
  draft.batch(c.notes.length);
  if (c.groups.length > draft.state.limits.maxBatch) throw new Refusal('too_many');
  if (c.groups.length > 0 || c.notes.some(({ group }) => group !== undefined && group !== '')) draft.needs('group');
  const hides = sectionsOf(draft.state, c.board).some((section) => hiddenAt(draft.state, c.board, section));
  for (const g of c.groups) addGroup(draft, by, g.group, c.board, g.name, hides);
  for (const n of c.notes) {
    const audience = checkSpot(draft, c.board, n.section, n.group ?? '', by.member);
    const rank = draft.rankFor(notesOf(c.board, n.section, n.group ?? ''));
    putNote(draft, { author: by.member, unsigned: c.unsigned === true }, audience, { ...n, board: c.board, rank });
  }
}

export function moveNotes(draft: Draft, by: Actor, c: Commands['MoveNotes']): void {
  draft.batch(c.moves.length);
  for (const move of c.moves) {
    const note = noteInUse(draft, move.note);
    const board = text(note, 'board');
    const group = move.group ?? '';
    checkSpot(draft, board, move.section, '', by.member);
    checkGroup(draft, group, board, note.audience);
    const regroups = group !== text(note, 'group');
    if (regroups) draft.needs('group');
    if (!regroups || move.section !== text(note, 'section')) draft.needs('move');
    const rank = draft.rankIn(notesOf(board, move.section, group), move.before, move.note);
    if (rank !== undefined) draft.set(note, { section: move.section, group, rank });
  }
}

export function colourNotes(draft: Draft, _by: Actor, c: Commands['ColourNotes']): void {
  const colour = c.colour ?? '';
  if (colour !== '' && !noteColours.some((known) => known === colour)) throw new Refusal('bad_value');
  draft.batch(c.notes.length);
  for (const id of c.notes) draft.set(noteInUse(draft, id), { colour });
}

export function deleteNotes(draft: Draft, _by: Actor, c: Commands['DeleteNotes']): void {
  draft.batch(c.notes.length);
  for (const id of c.notes) draft.set(anyNote(draft, id), { deleted: true });
}

export function restoreNotes(draft: Draft, _by: Actor, c: Commands['RestoreNotes']): void {
  draft.batch(c.notes.length);
  for (const id of c.notes) {
    const note = anyNote(draft, id);
    const merged = text(note, 'merged');
    draft.needs(merged === '' ? 'write' : 'group');
    if (!flag(note, 'deleted')) continue;
    if (draft.state.count('note') >= draft.state.limits.maxNotes) throw new Refusal('too_many');
    const into = draft.state.of('note', merged);
    if (into !== undefined) {
      const gone = new Set([id, ...list(note, 'sources')]);
      draft.set(into, { sources: list(into, 'sources').filter((source) => !gone.has(source)) });
    }
    draft.set(note, { deleted: undefined, merged: undefined, rank: checkRank(rankBack(draft, note)) });
  }
}

/** A note that the actor may change and that is not in the bin. */
export function noteInUse(draft: Draft, id: string): Note {
  const note = anyNote(draft, id);
  if (flag(note, 'deleted')) throw new Refusal('deleted');
  return note;
}

function anyNote(draft: Draft, id: string): Note {
  const note = draft.state.of('note', id);
  if (note === undefined) throw new Refusal('not_found');
  draft.mayAt({ board: text(note, 'board'), section: text(note, 'section'), item: id });
  return note;
}

/** Checks that the actor may put notes there, and says whom a note of the author would reach. */
function checkSpot(draft: Draft, board: string, section: string, group: string, author: string): string {
  if (kindOf(draft.state, board) === undefined) throw new Refusal('not_found');
  if (!sectionsOf(draft.state, board).includes(section)) throw new Refusal('bad_value');
  draft.mayAt({ board, section });
  const hidden = hiddenAt(draft.state, board, section);
  const audience = hidden ? onlyMember(author) : audienceOf(draft.state, board);
  checkGroup(draft, group, board, audience);
  return audience;
}

/** Checks that a note with the audience may enter the group: whoever receives the note has to receive the group. */
export function checkGroup(draft: Draft, group: string, board: string, audience: string): void {
  if (group === '') return;
  const record = draft.state.of('group', group);
  const fits = record !== undefined && text(record, 'board') === board;
  if (!fits || (isHidden(record) && record.audience !== audience)) throw new Refusal('not_found');
}

function putNote(
  draft: Draft,
  by: { author: string; unsigned: boolean },
  audience: string,
  n: { board: string; note: string; section: string; group?: Optional; rank: string; text: string },
): void {
  draft.fresh(n.note);
  if (isBlank(n.text)) throw new Refusal('empty');
  prose(n.text, draft.state.limits.maxTextLength);
  if (draft.state.count('note') >= draft.state.limits.maxNotes) throw new Refusal('too_many');
  draft.put({
    id: n.note,
    kind: 'note',
    audience,
    fields: makeFields({
      author: by.unsigned || anonymous(draft.state) ? '' : by.author,
      board: n.board,
      group: n.group,
      section: n.section,
      rank: n.rank,
      text: n.text,
    }),
  });
}

/** The note's old rank or, when a sibling has taken it meanwhile, one right behind that sibling. */
function rankBack(draft: Draft, note: Note): string {
  const rank = text(note, 'rank');
  const place = notesOf(text(note, 'board'), text(note, 'section'), text(note, 'group'));
  const list = draft.state.siblings(place);
  const at = list.findIndex((sibling) => text(sibling, 'rank') === rank);
  return at < 0 ? rank : rankBetween(rank, text(list[at + 1], 'rank'));
}
