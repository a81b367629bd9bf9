import { tick } from 'svelte';
import { MediaQuery, SvelteMap, SvelteSet } from 'svelte/reactivity';
import { innerWidth } from 'svelte/reactivity/window';
import { bin } from '../../board/bin.ts';
import { type Column, columns } from '../../board/columns.ts';
import type { Note } from '../../board/generated.ts';
import { isHidden } from '../../board/hidden.ts';
import { sectionsOf } from '../../board/kind.ts';
import { teamOf } from '../../board/team.ts';
import { votes } from '../../board/vote.ts';
import type { Copied } from '../paste/copied.ts';
import { kept, stableList } from '../stable.ts';
import { remember, remembered } from '../tab.ts';
import { language } from '../words/language.svelte.ts';
import type { Changed } from '../workshop/reactive-state.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { whyClosed } from './closed.ts';
import { positionOf, range, reading } from './moves.ts';
import { fallen, type News, newsOf } from './news.ts';
import { SectionState, shown } from './section-state.svelte.ts';

/** The menu of notes that is open, and beside what on the screen. */
export interface OpenMenu {
  ids: string[];
  anchor: DOMRect;
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
  /** Whether they go to the section of the first one, as after a drop. */
  gathered?: boolean;
}

/** The width from which all sections show at once. */
const wide = new MediaQuery('(min-width: 64rem)');

/** Above so many notes only those near the view are drawn. */
const FULL = 600;

/** The width that a lane of notes has at least, in rem, with what lies between two. */
const LANE = 12.625;

/**
 * What one person has before them on one board of notes: the notes as every view reads them, what is open to the person,
 * what is selected, edited and looked at.
 */
export class BoardState {
  readonly selected = new SvelteSet<string>();
  readonly collapsed: SvelteSet<string>;
  /** Who edits or drags which note just now, in words by note id. */
  readonly editors = new SvelteMap<string, string>();
  editing = $state<string | null>(null);
  lost: Lost | null = $state.raw(null);
  /** The group whose name is being changed, and the section of the heading where: a group has one in several. */
  renaming: { group: string; section: string | undefined } | null = $state.raw(null);
  /** What stands in the field of the note being edited, should somebody bin it meanwhile. */
  written = '';
  /** Where the caret stood in the note being edited, should somebody move it to another section meanwhile. */
  caret: { note: string; start: number; end: number } | null = null;
  /** The notes that were added here, while the page is open. */
  protected readonly added = new Set<string>();
  /** While the notes are being drawn in another order: what loses the focus then is not left by the person. */
  redrawing = false;
  /** The notes that are sought; all others fade. Null while nothing is. */
  found: ReadonlySet<string> | null = $state.raw(null);
  menu: OpenMenu | null = $state.raw(null);
  naming: Naming | null = $state.raw(null);
  /** What was pasted and is to be looked at, with the section into which it was pasted. */
  pasting: { copied: Copied; into: string | null } | null = $state.raw(null);
  /** Notes that are about to be merged. */
  merging: string[] | null = $state.raw(null);
  /** The note whose links are shown. */
  linking: string | null = $state.raw(null);
  /** What was brought into view last. */
  brought: HTMLElement | null = null;
  #anchor: string | null = null;
  /** Where the notes were before they are drawn elsewhere: a view that shows their travel takes it down. */
  travels: ((news: News) => void) | undefined;
  /** What was hidden in each section when that was looked at last. */
  #hidden = new Map<string, number | boolean>();
  /** The keys of the sections, in order. */
  readonly sections = $derived.by(kept(stableList<string>, () => sectionsOf(this.store.state, this.id)));
  readonly #states = new Map<string, SectionState>();
  #active: string | null = $state(null);
  /** Whether one section has the surface alone where all would have room. */
  enlarged = $state(false);
  /** The section in view when there is room for one. */
  readonly active = $derived.by(() => {
    const active = this.#active;
    return active !== null && this.sections.includes(active) ? active : (this.sections[0] ?? '');
  });
  readonly bin = $derived.by(() => bin(this.store.state, this.id));
  /** Whether the person takes part in the work at all, whatever the phase leaves open: observers do not. */
  readonly works = $derived.by(() => this.store.may('RenameMember'));
  readonly locked = $derived.by(() => this.store.state.of('board', this.id)?.locked === true);
  /** Whether this is a team's board of which the person may take notes over to the plenary. */
  readonly promotes = $derived.by(() => {
    const team = this.store.state.of('board', this.id)?.team ?? '';
    if (team === '' || !this.store.may('PromoteNotes')) return false;
    return this.store.me.role === 'moderator' || teamOf(this.store.state, this.store.me.member)?.id === team;
  });
  /** Whether the board has more notes than are drawn at once. */
  readonly full = $derived.by(
    () => this.sections.reduce((sum, section) => sum + this.section(section).count, 0) > FULL,
  );
  /** Whether the workshop has a vote, else no note asks for its points. */
  readonly polled = $derived.by(() => votes(this.store.state).length > 0);
  /** The note that the moderators show to everybody. */
  readonly discussed = $derived.by(() => shown(this.store, this.id)?.item);

  /** Brings a place of the board into view, where the browser cannot scroll to it: on a plane. */
  uncover: ((section: string | undefined, note?: string) => void) | undefined;

  constructor(
    readonly store: WorkshopStore,
    readonly id: string,
  ) {
    this.collapsed = new SvelteSet(JSON.parse(remembered(`collapsed.${id}`) ?? '[]') as string[]);
    this.#active = remembered(`section.${id}`);
    this.#hidden = this.#hiddenStates();
  }

  /** One of the sections; it stays the same while the board is open. */
  section(key: string): SectionState {
    let section = this.#states.get(key);
    if (section !== undefined) return section;
    // In a root of its own: whoever happens to ask first follows it as all others do.
    $effect.root(() => {
      section = new SectionState(this.store, this.id, key);
    });
    section ??= new SectionState(this.store, this.id, key);
    this.#states.set(key, section);
    return section;
  }

  /** All notes, section by section, as acts on several of them need them. What draws reads the lists of a section. */
  get columns(): Column[] {
    return columns(this.store.state, this.id);
  }

  /** The same without the collapsed groups: a note there is not drawn and cannot have the focus. */
  get openColumns(): Column[] {
    return this.columns.map((column) => ({
      ...column,
      groups: column.groups.filter(({ group }) => !this.collapsed.has(group.id)),
    }));
  }

  /** A note that stands in one of the lists. */
  note(id: string): Note {
    return this.store.state.of('note', id) as Note;
  }

  /** The section in which the note stands; undefined when it is not on the board. */
  sectionOf(note: string): string | undefined {
    const record = this.store.state.of('note', note);
    return record?.board === this.id && !record.deleted ? record.section : undefined;
  }

  /** Whether there is room for all sections at once. */
  get roomy(): boolean {
    return wide.current;
  }

  /** Whether all sections show at once. */
  get wide(): boolean {
    return wide.current && !this.enlarged;
  }

  /** How many notes stand side by side in a section. */
  get lanes(): number {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = (innerWidth.current ?? 0) / rem / (this.wide ? 2 : 1);
    return Math.max(1, Math.floor((width - 0.625) / LANE));
  }

  textOf(note: string): string {
    return this.store.state.of('note', note)?.text ?? '';
  }

  /** The beginning of a note's text, to stand in a sentence: without the signs by which it could turn the rest around. */
  quote(note: string, length: number): string {
    return this.textOf(note)
      .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
      .slice(0, length);
  }

  /** Whether the person wrote the note: it may stand there without an author. */
  isOwn(note: string): boolean {
    const record = this.store.state.of('note', note);
    if (this.added.has(note) || (record !== undefined && isHidden(record))) return true;
    return record?.author === this.store.me.member;
  }

  groupName(group: string): string {
    const renamed = this.store.pending('RenameGroup').findLast((command) => command.group === group);
    return (renamed ?? this.store.state.of('group', group))?.name || language.words.group.unnamed;
  }

  show(section: string): void {
    this.#active = section;
    remember(`section.${this.id}`, section);
  }

  /** Gives a section the whole surface, or all of them their places again. */
  enlarge(section: string): void {
    this.enlarged = !this.enlarged;
    this.show(section);
  }

  toggleCollapsed(group: string): void {
    if (!this.collapsed.delete(group)) this.collapsed.add(group);
    remember(`collapsed.${this.id}`, JSON.stringify([...this.collapsed]));
  }

  /** Whether the act is open to the person on this note; if it is not, the reason is told. */
  permits(name: string, note: string): boolean {
    const spot = { board: this.id, section: this.store.state.of('note', note)?.section ?? '', item: note };
    const why = whyClosed(this.store, name, spot);
    if (why !== null) this.store.announcer.say(language.words.surface.closed[why]);
    return why === null;
  }

  /** What changes mean for the notes of the board; null when all stand where they stood. To be asked once of each. */
  news(changes: readonly Changed[]): News | null {
    const before = this.#hidden;
    this.#hidden = this.#hiddenStates();
    return newsOf(changes, this.id, fallen(before, this.#hidden));
  }

  #hiddenStates(): Map<string, number | boolean> {
    return new Map(this.sections.map((section) => [section, this.section(section).hiddenState]));
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

  // Focus

  /** Brings the note into view and puts the focus on it, once it is drawn. */
  async focusNote(note: string, block: ScrollLogicalPosition = 'nearest'): Promise<void> {
    (await this.bring(note, block))?.focus({ preventScroll: true });
  }

  /** Brings the note into view, once it is drawn. Returns what of it takes the focus. */
  async bring(note: string, block: ScrollLogicalPosition = 'nearest'): Promise<HTMLElement | null> {
    const position = positionOf(this.columns, note);
    if (position !== null && this.collapsed.has(position.group)) this.toggleCollapsed(position.group);
    if (position !== null && !this.wide) this.show(position.section);
    if (position !== null) this.section(position.section).stop.focused(note);
    this.uncover?.(position?.section, note);
    await tick();
    const face = document.querySelector<HTMLElement>(`[data-note="${CSS.escape(note)}"] [data-face]`);
    face?.scrollIntoView({ block });
    this.brought = face;
    return face;
  }

  /** Puts the cursor into the field of a section; where nothing can be written, says why and goes to its notes. */
  async jump(section: string): Promise<void> {
    if (!this.wide) this.show(section);
    await tick();
    const field = document.querySelector<HTMLElement>(`[data-composer="${CSS.escape(section)}"]`);
    field?.focus();
    const { closed } = this.section(section);
    if (closed === null || document.activeElement === field) return;
    this.store.announcer.say(language.words.surface.addClosed[closed]);
    await this.leave(section);
  }

  /** Takes the focus from the field of a section to the note that Tab reaches there, or else to the board. */
  async leave(section: string): Promise<void> {
    const { note } = this.section(section).stop;
    if (note !== undefined) await this.focusNote(note);
    else document.getElementById('board')?.focus({ preventScroll: true });
  }

  /**
   * Shows a section, a note, or without either the board: brings it into view at every width, puts the focus there
   * without opening anything, and says so.
   */
  look(section?: string, note?: string): void {
    void this.#look(section !== undefined && this.sections.includes(section) ? section : undefined, note);
  }

  async #look(section: string | undefined, note: string | undefined): Promise<void> {
    const w = language.words.surface;
    const position = note === undefined ? null : positionOf(this.columns, note);
    // Where all are brought to one section, it stands there alone.
    const alone = position === null && section !== undefined && this.uncover === undefined;
    this.enlarged = alone && shown(this.store, this.id)?.section === section;
    if (note !== undefined && position !== null) {
      await this.focusNote(note, 'center');
      this.store.announcer.say(w.looked(`${this.quote(note, 80)} (${this.section(position.section).name})`), false);
      return;
    }
    if (section !== undefined && !this.wide) this.show(section);
    this.uncover?.(section);
    await tick();
    const key = CSS.escape(section ?? '');
    const head = section === undefined ? '#board' : `#tab-${key}, #board [data-head="${key}"]`;
    const there = document.querySelector<HTMLElement>(head);
    there?.focus({ preventScroll: true });
    there?.scrollIntoView({ block: section === undefined ? 'nearest' : 'start' });
    this.store.announcer.say(w.looked(section === undefined ? w.wholeBoard : this.section(section).name), false);
  }
}
