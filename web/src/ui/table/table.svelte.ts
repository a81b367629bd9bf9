import { tick, untrack } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Row } from '../../board/generated.ts';
import { promise } from '../../board/hidden.ts';
import { columnOf, kindOf, type Level, levelOf, levelOn } from '../../board/kind.ts';
import { type Line, outline } from '../../board/outline.ts';
import type { Rec } from '../../board/record.ts';
import { binOf, boards, rowsIn } from '../../board/state.ts';
import { cell } from '../../board/table.ts';
import { type LevelTitles, titles } from '../../board/titles.ts';
import { votes } from '../../board/vote.ts';
import { whyClosed } from '../note/closed.ts';
import type { Copied } from '../paste/copied.ts';
import { kept, stableList } from '../stable.ts';
import { remember, remembered } from '../tab.ts';
import { language } from '../words/language.svelte.ts';
import type { Changed } from '../workshop/reactive-state.svelte.ts';
import type { WorkshopStore } from '../workshop/workshop-store.svelte.ts';
import { type Drawn, drawnLines, type Part, partOf } from './lines.ts';
import { indented, moveTo, type Place, type RowMove, shifted } from './moves.ts';
import { type Cursor, type Step, step } from './steps.ts';
import type { TableKind } from './table-kind.ts';
import { readValue } from './values.ts';
import { words } from './words.ts';

/** A cell that is being changed. */
export interface Edited {
  readonly row: string;
  readonly column: string;
  /** Whether what is typed takes the place of what stands there. */
  readonly afresh: boolean;
}

/** What one person has before them on one table, and what they do with it. */
export class Table {
  readonly folded: SvelteSet<string>;
  /** The columns that are left out, each as its level and its name. */
  readonly left: SvelteSet<string>;
  part: Part = $state.raw({ of: 'whole' });
  /** Whether the tables of all teams are joined. */
  joined = $state(false);
  cursor: Cursor | null = $state.raw(null);
  editing: Edited | null = $state.raw(null);
  /** The values of this person that somebody else overtook, by row and column. */
  readonly contested = new SvelteMap<string, string>();
  /** Who else is in which cell, in words, by row and column. */
  readonly editors = new SvelteMap<string, string>();
  /** While lines are drawn in another order: what loses the focus then is not left by the person. */
  redrawing = false;
  /** The line whose menu is open, and where. */
  menu: { readonly line: Drawn; readonly anchor: DOMRect } | null = $state.raw(null);
  /** The row that is to be moved somewhere. */
  moving: string | null = $state.raw(null);
  /** What was pasted and is to be looked at. */
  pasting: Copied | null = $state.raw(null);
  /** The rows that are sought; all others fade. Null while nothing is. */
  found: ReadonlySet<string> | null = $state.raw(null);
  /** Brings a line into view, also one that is not drawn. */
  uncover: ((key: string) => void) | undefined;
  /** The column to which Enter goes back after cells were filled from left to right. */
  #home: string | null = null;
  #version = $state(0);
  readonly boards = $derived.by(
    kept(stableList<string>, () => {
      if (!this.joined || !this.copied) return [this.id];
      const copies = this.store.state.siblings(boards).filter(({ origin }) => origin === this.id);
      return [this.id, ...copies.map(({ id }) => id)];
    }),
  );
  /** Every line of the table. It is made anew when lines come, go or move, and not when somebody types. */
  readonly outline: readonly Line[] = $derived.by(() => {
    this.#version;
    const { boards } = this;
    return untrack(() => outline(this.store.state, ...boards));
  });
  readonly lines: readonly Line[] = $derived(partOf(this.outline, this.part));
  readonly drawn: readonly Drawn[] = $derived.by(() =>
    drawnLines(this.lines, {
      folded: this.folded,
      columns: (level) => this.columns(level),
      headed: (level) => !this.cards && this.columns(level).length > 1,
      adds: (level, id) => this.adds(level, id),
    }),
  );
  /** Whether each row is a card instead of a line of cells. */
  cards = $state(false);
  /** Whether the workshop has a vote, else no row asks for its points. */
  readonly polled = $derived.by(() => votes(this.store.state).length > 0);
  /** Whether teams have copies of the table that the person sees. */
  readonly copied = $derived.by(() => this.store.state.siblings(boards).some(({ origin }) => origin === this.id));
  readonly works = $derived.by(() => this.store.may('RenameMember'));
  readonly locked = $derived.by(() => this.store.state.of('board', this.id)?.locked === true);
  readonly binned = $derived.by(() =>
    this.store.state
      .siblings(binOf(this.id))
      .filter((item): item is Row => item.kind === 'row' && item.binnedWith === ''),
  );
  readonly #level = new Map<string, readonly string[]>();

  constructor(
    readonly store: WorkshopStore,
    readonly id: string,
    readonly kind: TableKind,
  ) {
    const list = (key: string) => JSON.parse(remembered(`${key}.${id}`) ?? 'null') as string[] | null;
    this.folded = new SvelteSet(list('folded') ?? []);
    this.left = new SvelteSet(list('left') ?? kind.quiet);
  }

  /** Takes in changes of records; true when lines came, went or moved. */
  changed(changes: readonly Changed[]): boolean {
    const moved = changes.some(({ old, now }) => placeOf(old) !== placeOf(now));
    if (moved) this.#version++;
    return moved;
  }

  // What there is

  row(id: string): Row | undefined {
    return this.store.state.of('row', id);
  }

  level(name: string): Level | undefined {
    return levelOn(this.store.state, this.id, name);
  }

  /** The names of the levels, from that of the sections on. */
  get levels(): readonly string[] {
    return Object.keys(kindOf(this.store.state, this.id)?.levels ?? {});
  }

  titles(level: string): LevelTitles {
    return titles[this.store.state.of('board', this.id)?.boardKind ?? '']?.[level] ?? noTitles;
  }

  /** What the workshop calls a level. */
  levelTitle(level: string): string {
    const own = this.store.state.workshop?.levels[this.levels.indexOf(level)];
    return own || this.titles(level).title[language.locale === 'pl' ? 0 : 1];
  }

  columnTitle(level: string, column: string): string {
    return this.titles(level).columns[column]?.[language.locale === 'pl' ? 0 : 1] ?? column;
  }

  /** The columns of a level that are drawn. */
  columns(level: string): readonly string[] {
    const all = Object.keys(this.level(level)?.columns ?? {});
    const drawn = all.filter((column, i) => i === 0 || !this.left.has(`${level} ${column}`));
    const before = this.#level.get(level);
    const now = before === undefined ? drawn : stableList(before, drawn);
    this.#level.set(level, now);
    return now;
  }

  toggleColumn(level: string, column: string): void {
    const key = `${level} ${column}`;
    if (!this.left.delete(key)) this.left.add(key);
    remember(`left.${this.id}`, JSON.stringify([...this.left]));
  }

  fold(id: string, folded = !this.folded.has(id)): void {
    if (folded) this.folded.add(id);
    else this.folded.delete(id);
    remember(`folded.${this.id}`, JSON.stringify([...this.folded]));
  }

  /** Folds every line of a level, or of none unfolds all. */
  foldLevel(level: string | undefined): void {
    this.folded.clear();
    for (const line of this.outline) if (line.level === level) this.folded.add(line.id);
    remember(`folded.${this.id}`, JSON.stringify([...this.folded]));
  }

  /** The levels of rows that may be added under a line: those that stand there before all else. */
  adds(level: string, id: string): readonly string[] {
    const place = untrack(() => this.placeOf(id));
    if (!this.store.may('AddRow', place)) return [];
    return this.under(level).filter((each) => this.level(each)?.under[0] === level);
  }

  /** The levels of rows that may stand under a line of a level. */
  under(level: string): readonly string[] {
    return this.levels.filter((each) => this.level(each)?.under.includes(level));
  }

  /** The place under a line. */
  placeOf(id: string): Place & { readonly board: string } {
    const row = this.row(id);
    if (row === undefined) return { board: this.id, section: id, parent: '' };
    return { board: row.board, section: row.section, parent: id };
  }

  lineOf(id: string): Line | undefined {
    return this.outline.find((line) => line.id === id);
  }

  /** A line as it stands in a sentence: its number and its name. */
  nameOf(id: string): string {
    const row = this.row(id);
    const name = row === undefined ? (this.store.state.of('area', id)?.title ?? '') : row.name;
    return [this.lineOf(id)?.number, name.trim() || words().blank].filter(Boolean).join(' ');
  }

  /** Whether the act is open to the person on this row; if it is not, the reason is told. */
  permits(name: string, id: string): boolean {
    const row = this.row(id);
    const why = whyClosed(this.store, name, { board: row?.board ?? this.id, section: row?.section, item: id });
    if (why !== null) this.store.announcer.say(language.words.surface.closed[why]);
    return why === null;
  }

  // The cursor

  /** Takes the cursor to a cell, and the focus with it. */
  async go(to: Cursor | null): Promise<void> {
    if (to === null) return;
    this.cursor = to;
    await this.focus();
  }

  /** Puts the focus on the cell with the cursor. */
  async focus(): Promise<void> {
    const at = this.cursor;
    if (at === null) return;
    await tick();
    const find = () =>
      document.querySelector<HTMLElement>(
        `#board [data-line="${CSS.escape(at.key)}"] [data-cell="${CSS.escape(at.cell)}"]`,
      );
    if (find() === null) {
      this.uncover?.(at.key);
      await tick();
    }
    const there = find();
    there?.focus({ preventScroll: true });
    there?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  async step(where: Step): Promise<boolean> {
    const from = this.cursor;
    const to = from === null ? null : step(this.drawn, from, where);
    if (where !== 'right') this.#home = null;
    await this.go(to);
    return to !== null;
  }

  /** Tab on a cell that is not being changed; false at the end of a line, where it leaves the table. */
  tab(where: 'left' | 'right'): boolean {
    const from = this.cursor;
    const to = from === null ? null : step(this.drawn, from, where);
    if (from === null || to === null) return false;
    if (where === 'right') this.#home ??= from.cell;
    void this.go(to);
    return true;
  }

  /** The cell after one that was filled: to the right, and from the last one the first of the next line. */
  async next(): Promise<void> {
    const from = this.cursor;
    if (from === null) return;
    this.#home ??= from.cell;
    const right = step(this.drawn, from, 'right');
    await this.go(right ?? step(this.drawn, { ...from, cell: this.#home }, 'down') ?? from);
  }

  /** The line below, in the column where filling from left to right began. */
  async down(): Promise<void> {
    const from = this.cursor;
    if (from === null) return;
    const cell = this.#home ?? from.cell;
    this.#home = null;
    await this.go(step(this.drawn, { ...from, cell }, 'down') ?? from);
  }

  /** Takes down who is in which cell. */
  hear(): void {
    const now = new Map<string, string[]>();
    for (const [member, { item, field }] of this.store.people) {
      if (member === this.store.me.member || item === undefined || field === undefined) continue;
      const key = `${item} ${field}`;
      now.set(key, [...(now.get(key) ?? []), this.store.nameOf(member)]);
    }
    for (const [key, names] of now) this.editors.set(key, names.sort((a, b) => language.compare(a, b)).join(', '));
    for (const key of [...this.editors.keys()]) if (!now.has(key)) this.editors.delete(key);
  }

  // Acts

  /** Begins to change a cell; `afresh` lets what is typed take the place of what stands there. */
  edit(row: string, column: string, afresh = false): void {
    const record = this.row(row);
    if (record === undefined) return;
    const isText = columnOf(levelOf(this.store.state, record), column) === 'text';
    if (!this.permits(isText ? 'EditText' : 'SetCell', row)) return;
    this.cursor = { key: row, cell: column };
    this.editing = { row, column, afresh };
  }

  /** Ends the change of a cell. */
  done(edited: Edited): void {
    if (this.editing === edited) this.editing = null;
  }

  /** Adds a row under a line and begins to write its name. */
  add(level: string, under: string, before?: string): void {
    const { board, section, parent } = this.placeOf(under);
    const row = this.store.workshop.newId();
    const place = { board, section, parent: parent || undefined, before };
    const ok = this.store.run(
      { do: 'AddRow', with: { row, level, ...place, cells: [], ...promise(this.store.state) } },
      words().added(this.levelTitle(level)),
    );
    if (!ok) return;
    this.fold(under, false);
    this.#home = 'name';
    this.edit(row, 'name');
  }

  /** Adds a row of the same level after one. */
  addBelow(row: string): void {
    const record = this.row(row);
    if (record === undefined || !this.permits('AddRow', row)) return;
    const under = record.parent || record.section;
    const all = this.rowsUnder(under);
    this.add(record.level, under, all[all.indexOf(row) + 1]);
  }

  /** Gives a cell one of its choices. */
  choose(row: string, column: string, value: string): void {
    const record = this.row(row);
    if (record !== undefined && this.permits('SetCell', row)) this.set(row, column, value, cell(record, column));
  }

  /**
   * Gives a cell that is no text a value. When somebody else has changed it since `was`, nobody's value is lost: the
   * person chooses.
   */
  set(row: string, column: string, value: string, was: string): void {
    const record = this.store.workshop.state.of('row', row);
    if (record === undefined) return;
    const now = cell(record, column);
    if (now === value) this.contested.delete(`${row} ${column}`);
    else if (now !== was) this.contested.set(`${row} ${column}`, value);
    else if (this.store.run({ do: 'SetCell', with: { row, column, value, was } })) {
      this.contested.delete(`${row} ${column}`);
    }
  }

  /** Empties a cell. */
  clear(row: string, column: string): void {
    const record = this.row(row);
    if (record === undefined) return;
    const was = cell(record, column);
    if (was === '') return;
    if (columnOf(levelOf(this.store.state, record), column) === 'text') {
      if (this.permits('EditText', row)) this.store.editText(row, [-[...was].length], column);
    } else if (this.permits('SetCell', row)) this.set(row, column, '', was);
  }

  /** Gives a cell what was copied; what the column does not hold is told. */
  fill(row: string, column: string, text: string): void {
    const record = this.row(row);
    const holds = record === undefined ? undefined : columnOf(levelOf(this.store.state, record), column);
    if (record === undefined || holds === undefined) return;
    const was = cell(record, column);
    if (holds === 'text') {
      const written = text.trim();
      const ops = was === '' ? [written] : [written, -[...was].length];
      if (written !== '' && written !== was && this.permits('EditText', row)) this.store.editText(row, ops, column);
      return;
    }
    const [value, ...more] = readValue(holds, text, this.titles(record.level), column);
    const type = typeof holds === 'string' ? (holds as keyof ReturnType<typeof words>['wrong']) : 'choice';
    if (value === undefined || more.length > 0) this.store.tell(() => words().wrong[type]);
    else if (this.permits('SetCell', row)) this.set(row, column, value, was);
  }

  /** Opens the preview of what is pasted. */
  paste(copied: Copied): void {
    if (this.store.may('PasteRows', { board: this.id })) this.pasting = copied;
  }

  /** Moves rows, and keeps the cursor on the first one. */
  async move(moves: readonly RowMove[], done: string): Promise<void> {
    const [first] = moves;
    if (first === undefined || !this.permits('MoveRows', first.row)) return;
    if (!this.store.run({ do: 'MoveRows', with: { moves } }, done)) return;
    await tick();
    this.fold(first.parent ?? first.section, false);
    await this.go({ key: first.row, cell: this.cursor?.cell ?? 'name' });
  }

  shift(row: string, by: -1 | 1): Promise<void> {
    return this.#step(row, (record) => shifted(this.store.state, this.outline, record, by));
  }

  indent(row: string, by: -1 | 1): Promise<void> {
    return this.#step(row, (record) => indented(this.store.state, record, by));
  }

  async #step(row: string, find: (record: Row) => RowMove | null): Promise<void> {
    const record = this.row(row);
    const move = record === undefined ? null : find(record);
    if (move === null) this.store.announcer.say(words().stays);
    else await this.move([move], words().shifted);
  }

  moveTo(row: string, place: Place): Promise<void> {
    const record = this.row(row);
    if (record === undefined) return Promise.resolve();
    return this.move([moveTo(record, place)], words().movedTo(this.nameOf(place.parent || place.section)));
  }

  /** Puts a row into the bin with all that stands under it; the cursor goes to what comes after. */
  async remove(row: string): Promise<void> {
    if (!this.permits('RemoveRows', row)) return;
    const at = this.outline.findIndex(({ id }) => id === row);
    const depth = this.outline[at]?.depth ?? 0;
    const after = this.outline.slice(at + 1);
    const count = after.findIndex((line) => line.depth <= depth);
    const taken = 1 + (count < 0 ? after.length : count);
    const next = after[taken - 1] ?? this.outline[at - 1];
    if (!this.store.run({ do: 'RemoveRows', with: { rows: [row] } }, words().binned(taken))) return;
    await this.go(next === undefined ? null : { key: next.id, cell: 'name' });
  }

  restore(rows: readonly string[]): boolean {
    return this.store.run({ do: 'RestoreRows', with: { rows } }, words().restored(rows.length));
  }

  /** Rows that stand directly under a line. */
  rowsUnder(id: string): readonly string[] {
    const { board, section, parent } = this.placeOf(id);
    return this.store.state.order(rowsIn(board, section, parent));
  }

  /**
   * Shows a section or a row: brings it into view with all that it stands under, puts the focus there, and says so.
   */
  async look(section?: string, item?: string): Promise<void> {
    const key = item ?? section;
    const w = language.words.surface;
    if (key === undefined) {
      document.querySelector<HTMLElement>('#board')?.focus();
      this.store.announcer.say(w.looked(w.wholeBoard), false);
      return;
    }
    this.#unfoldTo(key);
    await tick();
    await this.go({ key, cell: 'name' });
    this.store.announcer.say(w.looked(this.nameOf(key)), false);
  }

  /** Brings a row into view, with the cursor but not the focus. */
  async bring(row: string): Promise<void> {
    this.#unfoldTo(row);
    this.cursor = { key: row, cell: 'name' };
    await tick();
    this.uncover?.(row);
    await tick();
    document.querySelector(`#board [data-line="${CSS.escape(row)}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  #unfoldTo(key: string): void {
    if (!this.lines.some(({ id }) => id === key)) this.part = { of: 'whole' };
    for (let above = this.row(key); above !== undefined; above = this.row(above.parent)) {
      this.fold(above.parent || above.section, false);
    }
  }
}

const noTitles: LevelTitles = { title: ['', ''], columns: {}, choices: {} };

/** What the outline of a table reads of a record; '' where it reads nothing. */
function placeOf(record: Rec | undefined): string {
  switch (record?.kind) {
    case 'row': {
      const { board, section, parent, rank, level, deleted, audience } = record as Row;
      return [record.id, board, section, parent, rank, level, deleted, audience].join('\n');
    }
    case 'area':
    case 'placement':
    case 'board':
    case 'workshop':
      return JSON.stringify(record.fields);
    default:
      return '';
  }
}
