import { tick } from 'svelte';
import { MediaQuery, SvelteMap, SvelteSet } from 'svelte/reactivity';
import { text } from '../../board/record.ts';
import { isIdentity } from '../../board/splice.ts';
import { bin, columns, type Quadrant, quadrants } from '../../board/swot.ts';
import { remember, remembered } from '../tab.ts';
import { SharedText } from '../typing/shared-text.ts';
import { language } from '../words/language.svelte.ts';
import type { Live } from '../workshop/live.svelte.ts';
import { type Goal, gather, heir, type Move, range, reading, shift, spotOf, toGroup, toQuadrant } from './moves.ts';

/** A menu that is open: for which notes or which group, and beside what on the screen. */
export interface OpenMenu {
  kind: 'note' | 'group' | 'move' | 'colour';
  ids: string[];
  anchor: DOMRect;
  /** The quadrant of the heading, when the menu is a group's. */
  place?: Quadrant;
}

/** A note that went to the bin while this person typed in it, and the text as it stood before them. */
export interface Lost {
  note: string;
  text: string;
}

/** Notes that wait for the name of their group. */
export interface Naming {
  notes: string[];
  anchor: DOMRect;
  /** Whether they go to the quadrant of the first one, as after a drop. */
  gathered?: boolean;
}

/** The width from which all four quadrants show at once. */
const wide = new MediaQuery('(min-width: 64rem)');

/**
 * The one note of a quadrant that Tab reaches: the one that had the focus last, or else the first. A plain value, set
 * when it changes, because every note of the board looks at it.
 */
class TabStop {
  note = $state<string | undefined>();
  #last = '';

  focused(note: string): void {
    this.#last = note;
    this.note = note;
  }

  settle(order: readonly string[]): void {
    this.note = order.includes(this.#last) ? this.#last : order[0];
  }
}

/**
 * What one person does with one SWOT board: the notes as every view reads them, what is selected, edited and open, and
 * the acts that turn into commands. The board view and the list view share one.
 */
export class Board {
  readonly selected = new SvelteSet<string>();
  readonly collapsed: SvelteSet<string>;
  /** Who edits which note just now: names by note id. */
  readonly editors = new SvelteMap<string, string>();
  /** What stands in the fields of the quadrants and is not added yet. */
  readonly drafts: Record<Quadrant, string> = $state({ strength: '', weakness: '', opportunity: '', threat: '' });
  editing = $state<string | null>(null);
  lost: Lost | null = $state.raw(null);
  /** The group whose name is being changed, and the quadrant of the heading where: a group has one in several. */
  renaming: { group: string; place: Quadrant | undefined } | null = $state.raw(null);
  /** What stands in the field of the note being edited, should somebody bin it meanwhile. */
  written = '';
  /** Where the caret stood in the note being edited, should somebody move it to another quadrant meanwhile. */
  caret: { note: string; start: number; end: number } | null = null;
  /** The quadrant in view when there is room for one. */
  active = $state<Quadrant>('strength');
  /** The note of each quadrant that Tab reaches. */
  readonly stop: Record<Quadrant, TabStop> = {
    strength: new TabStop(),
    weakness: new TabStop(),
    opportunity: new TabStop(),
    threat: new TabStop(),
  };
  menu: OpenMenu | null = $state.raw(null);
  naming: Naming | null = $state.raw(null);
  #anchor: string | null = null;
  readonly columns = $derived.by(() => columns(this.live.state, this.id));
  readonly bin = $derived.by(() => bin(this.live.state, this.id));
  readonly writable = $derived.by(() => this.live.may('AddNote'));

  constructor(
    readonly live: Live,
    readonly id: string,
  ) {
    this.collapsed = new SvelteSet(JSON.parse(remembered(`collapsed.${id}`) ?? '[]') as string[]);
    const kept = remembered(`quadrant.${id}`);
    this.active = quadrants.find((quadrant) => quadrant === kept) ?? 'strength';
    for (const quadrant of quadrants) this.drafts[quadrant] = remembered(`draft.${id}.${quadrant}`) ?? '';
  }

  /** Whether all quadrants show at once. */
  get wide(): boolean {
    return wide.current;
  }

  quadrantName(quadrant: Quadrant): string {
    return language.words.swot.quadrants[quadrant];
  }

  textOf(note: string): string {
    return text(this.live.state.of('note', note), 'text');
  }

  show(quadrant: Quadrant): void {
    this.active = quadrant;
    remember(`quadrant.${this.id}`, quadrant);
  }

  toggleCollapsed(group: string): void {
    if (!this.collapsed.delete(group)) this.collapsed.add(group);
    remember(`collapsed.${this.id}`, JSON.stringify([...this.collapsed]));
  }

  /** Keeps what is being written in the field of a quadrant, over a reload as well. */
  draft(quadrant: Quadrant, words: string): void {
    this.drafts[quadrant] = words;
    remember(`draft.${this.id}.${quadrant}`, words || null);
  }

  // Selection

  /** A click on a note: alone it selects just this one, with Shift everything up to it, with Ctrl one more or less. */
  select(note: string, how: { range?: boolean; more?: boolean } = {}): void {
    if (how.range) {
      if (!how.more) this.selected.clear();
      for (const id of range(this.columns, this.#anchor, note)) this.selected.add(id);
      return;
    }
    this.#anchor = note;
    if (how.more) {
      if (!this.selected.delete(note)) this.selected.add(note);
      return;
    }
    this.selected.clear();
    this.selected.add(note);
  }

  clearSelection(): void {
    this.selected.clear();
    this.#anchor = null;
  }

  /** The notes that an act on this one means: the whole selection when it is part of it. */
  meant(note: string): string[] {
    return this.selected.has(note) && this.selected.size > 1
      ? reading(this.columns).filter((id) => this.selected.has(id))
      : [note];
  }

  /** After notes came, went or moved: tab stops stay on the board, and so does the selection. */
  settle(): void {
    for (const column of this.columns) this.stop[column.quadrant].settle(reading([column]));
    if (this.selected.size === 0) return;
    const there = new Set(reading(this.columns));
    for (const id of this.selected) if (!there.has(id)) this.selected.delete(id);
  }

  // Acts

  /** Adds a note at the end of the quadrant. Returns its id, or null when it was refused. */
  add(quadrant: Quadrant, words: string): string | null {
    const note = this.live.workshop.newId();
    const done = language.words.swot.added(this.quadrantName(quadrant));
    const ok = this.live.run({ do: 'AddNote', with: { board: this.id, note, quadrant, text: words } }, done);
    return ok ? note : null;
  }

  edit(note: string): void {
    if (!this.live.may('EditText') || this.live.state.of('note', note) === undefined) return;
    this.menu = null;
    this.editing = note;
  }

  /** The note being edited went to the bin: its text stays with the person. */
  lose(note: string): void {
    this.editing = null;
    this.lost = { note, text: this.written };
  }

  /** Takes a lost note out of the bin, with every letter typed in it, and opens it again. */
  recover(lost: Lost): void {
    const { note } = lost;
    if (this.bin.some(({ id }) => id === note)) {
      if (!this.restore([note])) return;
      const ops = new SharedText(this.textOf(note)).typed(lost.text, lost.text.length);
      if (!isIdentity(ops)) this.live.editText(note, ops);
    }
    const group = spotOf(this.columns, note)?.group;
    if (group && this.collapsed.has(group)) this.toggleCollapsed(group);
    this.lost = null;
    this.edit(note);
  }

  /** Takes notes to a place in some list, as a drop does. */
  place(notes: string[], goal: Goal): void {
    this.#move(gather(this.columns, notes, goal), this.quadrantName(goal.quadrant));
  }

  moveTo(notes: string[], quadrant: Quadrant): void {
    this.#move(toQuadrant(this.columns, notes, quadrant), this.quadrantName(quadrant));
    this.#follow(notes);
  }

  moveToGroup(notes: string[], group?: string): void {
    const name = group === undefined ? '' : this.groupName(group);
    const moves = toGroup(this.columns, notes, group);
    if (moves.length === 0) return;
    const { note } = language.words;
    const done = group === undefined ? note.ungrouped : note.grouped(moves.length, name);
    if (this.live.run({ do: 'MoveNotes', with: { moves } }, done)) this.#follow(notes);
  }

  /** One place up or down. */
  shift(note: string, by: -1 | 1): void {
    const move = shift(this.columns, note, by);
    const spot = spotOf(this.columns, note);
    if (move === null || spot === null) return;
    const done = language.words.note.shifted(spot.index + 1 + by, spot.siblings.length);
    if (this.live.run({ do: 'MoveNotes', with: { moves: [move] } }, done)) this.focusNote(note);
  }

  /** Takes a note to the quadrant before or after its own, in the order of reading. */
  across(note: string, by: -1 | 1): void {
    const spot = spotOf(this.columns, note);
    const next = spot === null ? undefined : quadrants[quadrants.indexOf(spot.quadrant) + by];
    if (next === undefined) return;
    this.moveTo([note], next);
  }

  /** Makes a named group; `gathered` takes all to the quadrant of the first note. */
  group(notes: string[], name: string, gathered = false): void {
    const group = this.live.workshop.newId();
    const shown = name.trim() || language.words.group.unnamed;
    const done = language.words.note.grouped(notes.length, shown);
    if (!this.live.run({ do: 'GroupNotes', with: { board: this.id, group, name: shown, notes } }, done)) return;
    const first = notes[0] === undefined ? null : spotOf(this.columns, notes[0]);
    const moves = gathered && first !== null ? toQuadrant(this.columns, notes, first.quadrant) : [];
    // To take the group back is to send every note back to where it stood, its quadrant included: one undo for both.
    if (moves.length > 0) this.live.run({ do: 'MoveNotes', with: { moves } }, done, { undoable: false });
    this.clearSelection();
    if (notes[0] !== undefined) this.focusNote(notes[0]);
  }

  groupName(group: string): string {
    return text(this.live.state.of('group', group), 'name') || language.words.group.unnamed;
  }

  renameGroup(group: string, name: string): void {
    if (name.trim() === '' || name.trim() === this.groupName(group)) return;
    this.live.run({ do: 'RenameGroup', with: { group, name: name.trim() } });
  }

  moveGroup(group: string, before?: string): void {
    this.live.run({ do: 'MoveGroup', with: { group, before } });
  }

  dissolve(group: string): void {
    const notes = this.columns.flatMap(({ groups }) =>
      groups.filter((g) => g.group.id === group).flatMap((g) => g.notes),
    );
    const ids = notes.map(({ id }) => id);
    const moves = toGroup(this.columns, ids);
    if (moves.length > 0) this.live.run({ do: 'MoveNotes', with: { moves } }, language.words.group.dissolved);
  }

  colour(notes: string[], colour?: string): void {
    const { note } = language.words;
    const name =
      colour === undefined ? note.uncoloured : note.coloured(note.colours[colour as keyof typeof note.colours]);
    this.live.run({ do: 'ColourNotes', with: { notes, colour } }, name);
  }

  remove(notes: string[]): void {
    // A note of a collapsed group is not drawn and cannot have the focus.
    const drawn = this.columns.map((column) => ({
      ...column,
      groups: column.groups.filter(({ group }) => !this.collapsed.has(group.id)),
    }));
    const next = heir(drawn, notes);
    const spot = notes[0] === undefined ? null : spotOf(this.columns, notes[0]);
    if (!this.live.run({ do: 'DeleteNotes', with: { notes } }, language.words.note.binned(notes.length))) return;
    this.clearSelection();
    if (next !== null) this.focusNote(next);
    else if (spot !== null) this.jump(spot.quadrant);
  }

  restore(notes: string[]): boolean {
    return this.live.run({ do: 'RestoreNotes', with: { notes } }, language.words.bin.restored(notes.length));
  }

  #move(moves: Move[], where: string): void {
    if (moves.length === 0) return;
    this.live.run({ do: 'MoveNotes', with: { moves } }, language.words.note.moved(moves.length, where));
  }

  // Focus

  // A single note keeps the focus wherever it goes; several stay selected, and the focus stays with the tools.
  #follow(notes: string[]): void {
    if (notes.length === 1 && notes[0] !== undefined) this.focusNote(notes[0]);
  }

  /** Brings the note into view and puts the focus on it, once it is drawn. */
  async focusNote(note: string): Promise<void> {
    const spot = spotOf(this.columns, note);
    if (spot !== null && !this.wide) this.show(spot.quadrant);
    if (spot !== null) this.stop[spot.quadrant].focused(note);
    await tick();
    const face = document.querySelector<HTMLElement>(`[data-note="${CSS.escape(note)}"] [data-face]`);
    face?.focus({ preventScroll: true });
    face?.scrollIntoView({ block: 'nearest' });
  }

  /** Puts the cursor into the field of a quadrant. */
  async jump(quadrant: Quadrant): Promise<void> {
    if (!this.wide) this.show(quadrant);
    await tick();
    document.querySelector<HTMLElement>(`[data-composer="${quadrant}"]`)?.focus();
  }
}
