import { maxTitleLength } from '../../board/generated.ts';
import type { Level } from '../../board/kind.ts';
import type { Line } from '../../board/outline.ts';
import type { LevelTitles } from '../../board/titles.ts';
import { choicesFor, folded, type Holds, readValue } from './values.ts';

/** What a table is, as far as a paste has to know it. */
export interface Sheet {
  /** The levels by name, from that of the sections on. */
  readonly levels: Readonly<Record<string, Level>>;
  titles(level: string): LevelTitles;
  /** What the workshop calls a level. */
  name(level: string): string;
  /** What stands there already, with its numbers. */
  readonly outline: readonly Line[];
  /** Whether the person may add sections. */
  readonly grows: boolean;
  /** The line with the cursor, under or beside which rows without a place of their own come. */
  readonly at: string | undefined;
}

/** A row that is pasted. */
export interface PastedRow {
  readonly id: string;
  readonly level: string;
  readonly section: string;
  readonly parent: string | undefined;
  readonly depth: number;
  readonly cells: readonly { readonly column: string; readonly value: string }[];
}

/** What was read: rows for the table, and what could not be taken. */
export interface Read {
  /** The sections that the rows need besides those of the table. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly rows: readonly PastedRow[];
  /** Lines that have no place, as they were. */
  readonly left: readonly string[];
  /** Values that are none of their column, with its title. */
  readonly wrong: readonly { readonly title: string; readonly text: string }[];
}

/** What a column of the paste holds. */
type Lane = { readonly is: 'number' | 'name' | 'out' } | { readonly is: 'level' | 'cell'; readonly name: string };

const numberNames = ['nr', 'lp', 'l.p', 'numer', 'number', 'no', '#'];
const roman = /^[ivxlc]+$/i;

/** Reads rows of cells: with titles in a first row or without, with numbers in a first column or without. */
export function readRows(
  given: readonly (readonly string[])[],
  sheet: Sheet,
  level: string,
  newId: () => string,
): Read {
  const cells = given.filter((row) => row.some((cell) => cell.trim() !== ''));
  const head = headOf(cells[0] ?? [], sheet);
  const body = head === undefined ? cells : cells.slice(1);
  const lanes = head ?? bareLanes(body, sheet, level);
  return new Reader(sheet, level, newId).read(body, lanes);
}

/** The lanes that a row of titles names; undefined when it is no such row. */
function headOf(row: readonly string[], sheet: Sheet): Lane[] | undefined {
  const lanes = row.map((cell) => laneOf(cell, sheet));
  const known = lanes.filter(({ is }) => is !== 'out').length;
  const filled = row.filter((cell) => cell.trim() !== '').length;
  return known > 0 && known * 2 >= filled ? lanes : undefined;
}

/** What other tables call what ours have, folded. */
const aliases: Readonly<Record<string, string>> = {
  wskaznik: 'miernik',
  indicator: 'measure',
  area: 'priority area',
  'jednostka miary': 'jednostka',
  'unit of measure': 'unit',
};

/** The lane of a title; its first words are enough where nothing else begins with them. */
function laneOf(cell: string, sheet: Sheet): Lane {
  const bare = folded(cell.replace(/\(.*\)$/s, '').replace(/\s+/g, ' ')).replace(/[.:]+$/, '');
  const text = Object.hasOwn(aliases, bare) ? aliases[bare] : bare;
  if (text === undefined || text === '') return { is: 'out' };
  if (numberNames.includes(text)) return { is: 'number' };
  const lanes = lanesOf(sheet);
  const begun = new Set([...lanes].flatMap(([title, lane]) => (title.startsWith(`${text} `) ? [lane] : [])));
  return lanes.get(text) ?? (begun.size === 1 ? [...begun][0] : undefined) ?? { is: 'out' };
}

/** The lanes by the titles of levels and columns, in both languages; columns of one name are one lane. */
function lanesOf(sheet: Sheet): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>();
  const columns = new Map<string, Lane>();
  const put = (title: string, lane: Lane) => !lanes.has(folded(title)) && lanes.set(folded(title), lane);
  for (const level of Object.keys(sheet.levels)) {
    for (const title of [sheet.name(level), ...sheet.titles(level).title]) put(title, { is: 'level', name: level });
  }
  for (const level of Object.keys(sheet.levels)) {
    for (const [name, titles] of Object.entries(sheet.titles(level).columns)) {
      const lane = columns.get(name) ?? (name === 'name' ? { is: 'name' } : { is: 'cell', name });
      columns.set(name, lane);
      for (const title of titles) put(title.replace(/\(.*\)$/, ''), lane);
    }
  }
  return lanes;
}

/** The lanes of rows without titles: numbers if the first column holds some, the name, and the columns of the level. */
function bareLanes(rows: readonly (readonly string[])[], sheet: Sheet, level: string): Lane[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const numbered = rows.filter((row) => parseNumber(row[0] ?? '', sheet) !== undefined).length * 2 > rows.length;
  const [, ...columns] = Object.keys(sheet.levels[level]?.columns ?? {});
  const rest: Lane[] = [{ is: 'name' }, ...columns.map((name): Lane => ({ is: 'cell', name }))];
  const lanes: Lane[] = numbered ? [{ is: 'number' }, ...rest] : rest;
  return Array.from({ length: width }, (_, i) => lanes[i] ?? { is: 'out' });
}

/** The level that a number such as I.1.1.m2 tells, and the number of what stands over it. */
export function parseNumber(
  text: string,
  { levels }: Pick<Sheet, 'levels'>,
): { readonly number: string; readonly level: string; readonly above: string } | undefined {
  const parts = text
    .trim()
    .replace(/[.)]+$/, '')
    .split('.');
  const [area = '', ...rest] = parts;
  if (!roman.test(area) && !/^\d{1,2}$/.test(area)) return undefined;
  let level = Object.keys(levels)[0] ?? '';
  for (const part of rest) {
    const [, mark = '', digits] = /^([a-z]?)(\d{1,4})$/i.exec(part) ?? [];
    if (digits === undefined) return undefined;
    const next: string | undefined = Object.keys(levels).find((each) => {
      const { mark: marks, under } = levels[each] as Level;
      return under.includes(level) && (mark === '' ? marks[0] === '' : marks.includes(mark.toLowerCase()));
    });
    if (next === undefined) return undefined;
    level = next;
  }
  const number = (all: readonly string[]) => all.map((part) => part.toUpperCase()).join('.');
  return { number: number(parts), level, above: number(parts.slice(0, -1)) };
}

class Reader {
  readonly #sections: { id: string; title: string }[] = [];
  readonly #rows: PastedRow[] = [];
  readonly #left: string[] = [];
  readonly #wrong: { title: string; text: string }[] = [];
  /** Where things stand: sections and rows of the paste and of the table, by number. */
  readonly #byNumber = new Map<string, Place>();
  /** The sections, those of the table first. */
  readonly #tops: Place[] = [];
  /** What stands over the next row, from the section on; nothing where the section is unknown. */
  #path: Place[] = [];

  constructor(
    private readonly sheet: Sheet,
    private readonly level: string,
    private readonly newId: () => string,
  ) {
    let section = '';
    const path: Place[] = [];
    for (const { id, level: own, depth, number } of sheet.outline) {
      if (depth === 0) section = id;
      path.length = depth;
      const place: Place = { id, level: own, section, name: depth === 0 ? sheet.name(id) : undefined };
      path[depth] = place;
      this.#byNumber.set(number.toUpperCase(), place);
      if (depth === 0) this.#tops.push(place);
      if (id === sheet.at) this.#path = [...path];
    }
    const [first] = this.#tops;
    if (this.#path.length === 0 && first !== undefined) this.#path = [first];
  }

  read(body: readonly (readonly string[])[], lanes: readonly Lane[]): Read {
    for (const row of body) this.#line(row, lanes);
    return { sections: this.#sections, rows: this.#rows, left: this.#left, wrong: this.#wrong };
  }

  #line(row: readonly string[], lanes: readonly Lane[]): void {
    const at = (is: Lane['is']) => lanes.findIndex((lane) => lane.is === is);
    const text = (i: number) => (row[i] ?? '').trim();
    const parsed = parseNumber(text(at('number')), this.sheet);
    const top = Object.keys(this.sheet.levels)[0];
    let added = false;
    if (parsed !== undefined && parsed.level === top) added = this.#enter(parsed.number, text(at('name')));
    else if (parsed !== undefined) {
      const above = this.#byNumber.get(parsed.above);
      if (above !== undefined) this.#path = this.#pathTo(above);
      added = this.#add(parsed.level, this.#cells(row, lanes, parsed.level, text(at('name'))), parsed.number);
    } else {
      const named = lanes.flatMap((lane, i) =>
        lane.is === 'level' && text(i) !== '' ? [{ level: lane.name, i }] : [],
      );
      named.forEach(({ level, i }, n) => {
        const last = n === named.length - 1;
        const cells = last ? this.#cells(row, lanes, level, text(i)) : [nameCell(text(i))];
        // Once a row is new, all that stands under it is; and one with values of its own is never the one before.
        if (cells.length === 1 && this.#stands(level, text(i))) added = true;
        else added = (level === top ? this.#enter('', text(i)) : this.#add(level, cells)) || added;
      });
      if (named.length === 0 && text(at('name')) !== '') {
        added = this.#add(this.level, this.#cells(row, lanes, this.level, text(at('name'))));
      }
    }
    if (!added)
      this.#left.push(
        row
          .map((cell) => cell.trim())
          .filter(Boolean)
          .join(' · '),
      );
  }

  /** Goes into a section, by its number or its title; one that is not there is added where the person may. */
  #enter(number: string, title: string): boolean {
    const named = ({ name = '' }: Place) => folded(name) === folded(title);
    const known = number === '' ? this.#tops.find(named) : this.#byNumber.get(number);
    const place = known ?? this.#found(title);
    this.#path = place === undefined ? [] : [place];
    if (place !== undefined && number !== '') this.#byNumber.set(number, place);
    return place !== undefined;
  }

  #found(title: string): Place | undefined {
    if (!this.sheet.grows || title === '' || [...title].length > maxTitleLength) return undefined;
    const id = this.newId();
    const place: Place = { id, level: Object.keys(this.sheet.levels)[0] ?? '', section: id, name: title };
    this.#sections.push({ id, title });
    this.#tops.push(place);
    return place;
  }

  /** Whether a row of the paste with this name is what the next one stands under: a merged cell says it again. */
  #stands(level: string, name: string): boolean {
    return this.#path.some((place) => place.level === level && place.name === name);
  }

  #pathTo(place: Place): Place[] {
    const all: Place[] = [];
    for (let each: Place | undefined = place; each !== undefined; each = each.above) all.unshift(each);
    const section = this.#tops.find(({ id }) => id === place.section);
    return all[0]?.id === place.section || section === undefined ? all : [section, ...all];
  }

  #add(level: string, cells: PastedRow['cells'], number = ''): boolean {
    const at = this.#over(level);
    const above = this.#path[at];
    if (above === undefined) return false;
    const id = this.newId();
    const place: Place = { id, level, section: above.section, above, name: cells[0]?.value };
    const parent = above.id === above.section ? undefined : above.id;
    this.#rows.push({ id, level, section: above.section, parent, depth: at + 1, cells });
    this.#path = [...this.#path.slice(0, at + 1), place];
    if (number !== '') this.#byNumber.set(number, place);
    return true;
  }

  /** What of the path a row of a level stands under. What is missing in between is added without a name. */
  #over(level: string): number {
    const under = this.sheet.levels[level]?.under ?? [];
    const at = () => this.#path.findLastIndex((place) => under.includes(place.level));
    if (at() < 0 && this.#path.length > 0 && under[0] !== undefined) this.#add(under[0], [nameCell('')]);
    return at();
  }

  #cells(row: readonly string[], lanes: readonly Lane[], level: string, name: string): PastedRow['cells'] {
    const columns = this.sheet.levels[level]?.columns ?? {};
    const titles = this.sheet.titles(level);
    const cells = lanes.flatMap((lane, i) => {
      const text = (row[i] ?? '').trim();
      if (lane.is !== 'cell' || text === '') return [];
      const holds: Holds | undefined = Object.hasOwn(columns, lane.name) ? columns[lane.name] : undefined;
      if (holds === undefined) return [];
      const readings =
        typeof holds === 'string'
          ? readValue(holds, text, titles, lane.name)
          : choicesFor(holds, text, titles, lane.name).slice(0, 1);
      if (readings.length === 1) return [{ column: lane.name, value: readings[0] ?? '' }];
      this.#wrong.push({ title: titles.columns[lane.name]?.[0] ?? lane.name, text });
      return [];
    });
    return [nameCell(name), ...cells];
  }
}

interface Place {
  readonly id: string;
  readonly level: string;
  readonly section: string;
  readonly above?: Place | undefined;
  readonly name?: string | undefined;
}

function nameCell(name: string): { column: string; value: string } {
  return { column: 'name', value: name.replace(/\s*\n\s*/g, ' ') };
}

// One message holds 64 kB (W12); the rest is for the frame around the rows.
const maxBytes = 64 * 1024 - 1024;

/** The rows in as many parts as one command each can hold. */
export function parts(rows: readonly PastedRow[], maxBatch: number): PastedRow[][] {
  const encoder = new TextEncoder();
  const all: PastedRow[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const size = encoder.encode(JSON.stringify(row)).length + 20;
    if (bytes + size > maxBytes || all.at(-1)?.length === maxBatch) {
      all.push([]);
      bytes = 0;
    }
    all.at(-1)?.push(row);
    bytes += size;
  }
  return all;
}
