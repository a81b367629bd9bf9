import { isHidden, promise } from '../../board/hidden.ts';

import type { UndoMode } from '../../sync/editing.ts';
import { copiedFrom } from '../paste/copied.ts';
import { language } from '../words/language.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { BoardState } from './board-state.svelte.ts';
import { editor } from './editor.svelte.ts';
import { type Goal, gather, type Move, nextFocus, positionOf, shift, toGroup, toSection } from './moves.ts';
import type { NoteKind } from './note-kind.ts';

export type { Lost, Naming, OpenMenu } from './board-state.svelte.ts';

/**
 * What one person does with one board of notes: the acts that turn into commands. The board view and the list view share
 * one.
 */
export class Board extends BoardState {
  constructor(
    store: WorkshopStore,
    id: string,
    readonly kind: NoteKind,
  ) {
    super(store, id);
  }

  /** Adds a note at the end of the section. Returns its id, or null when it was refused. */
  add(section: string, words: string): string | null {
    const note = this.store.workshop.newId();
    const done = language.words.note.added(this.section(section).name);
    const [point] = this.kind.points?.(this, section, ['']) ?? [];
    const ok = this.store.run(
      { do: 'AddNote', with: { board: this.id, note, section, ...point, text: words, ...promise(this.store.state) } },
      done,
    );
    if (ok) this.added.add(note);
    return ok ? note : null;
  }

  /** Opens the preview of what is pasted; into a section, when it is pasted into its field. */
  async paste(data: DataTransfer | null, into: string | null = null): Promise<void> {
    if (this.store.may('PasteNotes', { board: this.id })) this.pasting = { copied: await copiedFrom(data), into };
  }

  edit(note: string): void {
    if (this.store.state.of('note', note) === undefined || !this.permits('EditText', note)) return;
    this.menu = null;
    if (editor() === undefined && this.store.status.connection === 'offline')
      this.store.tell(() => language.words.refusals.offline);
    else this.editing = note;
  }

  /** The note being edited went to the bin: its text stays with the person. */
  lose(note: string): void {
    this.editing = null;
    this.lost = { note, text: this.written };
  }

  /** Takes notes to a place in some list, as a drop does. */
  drop(notes: string[], goal: Goal): void {
    this.#move(gather(this.columns, notes, goal), this.section(goal.section).name);
  }

  moveTo(notes: string[], section: string): void {
    this.#move(toSection(this.columns, notes, section), this.section(section).name);
    this.#follow(notes);
  }

  moveToGroup(notes: string[], group?: string): void {
    const name = group === undefined ? '' : this.groupName(group);
    const moves = toGroup(this.columns, notes, group);
    if (moves.length === 0) return;
    const { note } = language.words;
    const done = group === undefined ? note.ungrouped : note.grouped(moves.length, name);
    if (this.place(moves, done)) this.#follow(notes);
  }

  /** One place up or down. */
  shift(note: string, by: -1 | 1): void {
    const move = shift(this.columns, note, by);
    const position = positionOf(this.columns, note);
    if (move === null || position === null) return;
    const done = language.words.note.shifted(position.index + 1 + by, position.siblings.length);
    if (this.store.run({ do: 'MoveNotes', with: { moves: [move] } }, done)) this.focusNote(note);
  }

  /** Takes a note past another one of its list. */
  pass(note: string, other: string, before: boolean): void {
    const [here, there] = [positionOf(this.columns, note), positionOf(this.columns, other)];
    if (here === null || there === null || here.section !== there.section || here.group !== there.group) return;
    const { section, group, siblings } = here;
    const rest = siblings.filter(({ id }) => id !== note);
    const place = rest.findIndex(({ id }) => id === other) + (before ? 0 : 1);
    const moves = [{ note, section, group: group || undefined, before: rest[place]?.id }];
    const done = language.words.note.shifted(place + 1, siblings.length);
    if (this.store.run({ do: 'MoveNotes', with: { moves } }, done)) this.focusNote(note);
  }

  /** Makes a named group; `gathered` takes all to the section of the first note. */
  group(notes: string[], name: string, gathered = false): void {
    const group = this.store.workshop.newId();
    const shown = name.trim() || language.words.group.unnamed;
    const done = language.words.note.grouped(notes.length, shown);
    if (!this.store.run({ do: 'GroupNotes', with: { board: this.id, group, name: shown, notes } }, done)) return;
    const first = notes[0] === undefined ? null : positionOf(this.columns, notes[0]);
    const moves = gathered && first !== null ? toSection(this.columns, notes, first.section) : [];
    // To take the group back is to send every note back to where it stood, its section included: one undo for both.
    if (moves.length > 0) this.place(moves, done, { undo: 'never' });
    this.clearSelection();
    if (notes[0] !== undefined) this.focusNote(notes[0]);
  }

  renameGroup(group: string, name: string): void {
    if (name.trim() === '' || name.trim() === this.groupName(group)) return;
    this.store.run({ do: 'RenameGroup', with: { group, name: name.trim() } });
  }

  moveGroup(group: string, before?: string): void {
    this.store.run({ do: 'MoveGroup', with: { group, before } });
  }

  dissolve(group: string): void {
    const notes = this.columns.flatMap(({ groups }) =>
      groups.filter((g) => g.group.id === group).flatMap((g) => g.notes),
    );
    const ids = notes.map(({ id }) => id);
    const moves = toGroup(this.columns, ids);
    if (moves.length > 0) this.place(moves, language.words.group.dissolved);
  }

  colour(notes: string[], colour?: string): void {
    const { note } = language.words;
    const name =
      colour === undefined ? note.uncoloured : note.coloured(note.colours[colour as keyof typeof note.colours]);
    this.store.run({ do: 'ColourNotes', with: { notes, colour } }, name);
  }

  remove(notes: string[]): void {
    const next = nextFocus(this.openColumns, notes);
    const position = notes[0] === undefined ? null : positionOf(this.columns, notes[0]);
    if (!this.store.run({ do: 'DeleteNotes', with: { notes } }, language.words.note.binned(notes.length))) return;
    this.clearSelection();
    if (next !== null) this.focusNote(next);
    else if (position !== null) this.jump(position.section);
  }

  /** Own hidden ones of these notes. */
  ownHidden(notes: readonly string[]): string[] {
    return notes.filter((note) => {
      const record = this.store.state.of('note', note);
      return record !== undefined && isHidden(record);
    });
  }

  /** Turns own hidden notes face up; what was turned is announced when it is. */
  reveal(notes: string[]): void {
    this.store.run({ do: 'ShowNotes', with: { notes } });
  }

  restore(notes: string[]): boolean {
    return this.store.run({ do: 'RestoreNotes', with: { notes } }, language.words.note.restored(notes.length));
  }

  #move(moves: Move[], where: string): void {
    if (moves.length === 0) return;
    this.place(moves, language.words.note.moved(moves.length, where));
  }

  /** Moves notes; those that come to another section of a plane without a point find a free one there. */
  place(moves: readonly Move[], done?: string, options?: { undo: UndoMode }): boolean {
    return this.store.run({ do: 'MoveNotes', with: { moves: this.#atPoints(moves) } }, done, options);
  }

  #atPoints(moves: readonly Move[]): Move[] {
    const { points } = this.kind;
    if (points === undefined) return [...moves];
    const notes = moves.map((move) => ({ move, record: this.store.state.of('note', move.note) }));
    const stays = ({ move, record }: (typeof notes)[number]) =>
      record?.section === move.section || move.x !== undefined;
    const free = new Map(
      this.sections.map((section) => {
        const come = notes.filter((each) => each.move.section === section && !stays(each));
        return [
          section,
          points(
            this,
            section,
            come.map(({ record }) => record?.size ?? ''),
          ),
        ];
      }),
    );
    return notes.map((each) => {
      const { note, section, group, x, y } = each.move;
      const { record } = each;
      const point =
        x !== undefined ? { x, y } : stays(each) ? { x: record?.x, y: record?.y } : free.get(section)?.shift();
      return { note, section, group, ...point };
    });
  }

  // A single note keeps the focus wherever it goes; several stay selected, and the focus stays with the tools.
  #follow(notes: string[]): void {
    if (notes.length === 1 && notes[0] !== undefined) this.focusNote(notes[0]);
  }
}
