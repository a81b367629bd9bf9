import { isBulleted, isUpper, mayName } from './lines.ts';
import type { Heading, Names } from './names.ts';
import { plain } from './names.ts';
import type { Row } from './rows.ts';

/** A row of headings. */
export interface Head {
  /** Which columns begin which sections. */
  readonly named: ReadonlyMap<number, string>;
  /** The areas that the headings name besides their sections: "Mocne strony – edukacja". */
  readonly areas: ReadonlyMap<number, string>;
}

const none: ReadonlyMap<number, string> = new Map();

/** The columns of a row in which something stands. */
export function filledAt(row: Row = []): number[] {
  return row.flatMap((cell, at) => (cell === '' ? [] : [at]));
}

/** The sections that the cells of a row name, taken together: letters count when there are several of them. */
export function sectionsOf(names: Names, row: Row): ReadonlyMap<number, string> {
  const all = row.map((cell) => names.heading(cell));
  const heads = all.flatMap((head, at) => (head?.kind === 'section' ? [{ at, ...head }] : []));
  if (heads.length === 0) return none;
  const several = new Set(heads.map(({ section }) => section)).size >= 2;
  // Notes too may begin "szanse na …": headings that are not sure need a row of nothing but headings, each of another section.
  const unsure = heads.filter(({ sure, area }) => !sure && area === undefined);
  const alone = unsure.every(({ at, section }) => heads.every((other) => other.at === at || other.section !== section));
  const unsureToo =
    several &&
    alone &&
    (unsure.length === heads.length || unsure.length * 2 <= heads.length) &&
    all.every((head, at) => head !== undefined || row[at] === '');
  const taken = heads.filter(({ sure, letter }) => (sure || unsureToo) && (!letter || several));
  return new Map(taken.map(({ at, section }) => [at, section]));
}

/** Finds the rows of headings, by their place. */
export function findHeads(names: Names, rows: readonly Row[]): Map<number, Head> {
  const found = new Map<number, Head>();
  let wide = false;
  rows.forEach((row, at) => {
    const head = headOf(names, row, wide);
    if (head === undefined) return;
    found.set(at, head);
    wide ||= new Set(head.named.values()).size > 1;
  });
  return found.size > 0 ? withoutAsides(withoutGuesses(names, rows, found)) : lettersIn(names, rows);
}

/** A word that only may mean a section does not, when the document has a proper heading for it, or no other heading. */
function withoutGuesses(names: Names, rows: readonly Row[], heads: Map<number, Head>): Map<number, Head> {
  const isGuess = (at: number, column: number) => {
    const head = names.heading(rows[at]?.[column] ?? '');
    return head?.kind === 'section' && head.guess;
  };
  const sure = new Set(
    [...heads].flatMap(([at, { named }]) => [...named].flatMap(([c, s]) => (isGuess(at, c) ? [] : [s]))),
  );
  for (const [at, { named, areas }] of heads) {
    const kept = [...named].filter(
      ([column, section]) => !isGuess(at, column) || (sure.size > 0 && !sure.has(section)),
    );
    if (kept.length === 0) heads.delete(at);
    else heads.set(at, { named: new Map(kept), areas });
  }
  return heads;
}

/** S, W, O, T on rows of their own: one letter may be anything, three different ones may not. */
function lettersIn(names: Names, rows: readonly Row[]): Map<number, Head> {
  const letters = rows.flatMap((row, at) => {
    const [column = 0, more] = filledAt(row);
    const head = more === undefined ? names.heading(row[column] ?? '') : undefined;
    return head?.kind === 'section' && head.letter ? [{ at, column, section: head.section }] : [];
  });
  if (new Set(letters.map(({ section }) => section)).size < 3) return new Map();
  return new Map(letters.map(({ at, column, section }) => [at, { named: new Map([[column, section]]), areas: none }]));
}

/** Reads a row as headings. `known`: the table has a row of several sections already. */
function headOf(names: Names, row: Row, known: boolean): Head | undefined {
  const filled = filledAt(row);
  if (filled.length === 0) return undefined;
  const heads = row.map((cell) => names.heading(cell));
  const named = sectionsOf(names, row);
  if (named.size === 0) {
    return filled.length === 1 && !known ? longHead(row, filled[0] ?? 0, heads[filled[0] ?? 0]) : undefined;
  }
  const foreign = filled.filter((at) => !named.has(at) && (heads[at]?.kind ?? 'section') === 'section');
  const strangers = new Set(foreign.map((at) => row[at])).size;
  const distinct = new Set(named.values()).size;
  const sure = [...named.keys()].some((at) => isSure(heads[at]));
  if (distinct === 1 ? strangers > 0 : strangers >= distinct || (known && !sure)) return undefined;
  return { named, areas: areasIn(heads, named) };
}

/** Reads a cell that has its row to itself and begins like a heading: "Mocne strony w obszarze kultury". */
function longHead(row: Row, at: number, head: Heading | undefined): Head | undefined {
  const text = row[at] ?? '';
  if (head?.kind !== 'section' || head.letter || head.guess || isBulleted(text)) return undefined;
  const plainly = head.area !== undefined || isUpper(text) || /[:?]$/.test(text) || /stron|сторон/i.test(text);
  if (!plainly) return undefined;
  const named = new Map([[at, head.section]]);
  return { named, areas: head.area === undefined ? none : new Map([[at, head.area]]) };
}

function isSure(head: Heading | undefined): boolean {
  return head?.kind === 'section' && head.sure;
}

function areasIn(heads: readonly (Heading | undefined)[], named: ReadonlyMap<number, string>): Head['areas'] {
  const areas = new Map<number, string>();
  for (const at of named.keys()) {
    const head = heads[at];
    if (head?.kind === 'section' && head.area !== undefined) areas.set(at, head.area);
  }
  return areas;
}

/**
 * What stands beside a section's name need not be an area ("Mocne strony – co nas wyróżnia"): it is one when several
 * headings share it, when one row names the same section twice, or when it is written like a title.
 */
function withoutAsides(heads: Map<number, Head>): Map<number, Head> {
  const times = new Map<string, number>();
  const key = (area: string) => area.toLowerCase();
  for (const { areas } of heads.values())
    for (const area of areas.values()) times.set(key(area), (times.get(key(area)) ?? 0) + 1);
  for (const [at, { named, areas }] of heads) {
    const twice = new Set(named.values()).size < named.size;
    const alone = named.size === 1;
    const kept = [...areas].filter(
      ([, area]) =>
        twice || (times.get(key(area)) ?? 0) > 1 || (alone && /^\p{Lu}/u.test(area) && area.split(' ').length <= 3),
    );
    if (kept.length !== areas.size) heads.set(at, { named, areas: new Map(kept) });
  }
  return heads;
}

/** The rows right above headings that name the area which the headings then divide, by the row of the headings. */
export function areasAbove(names: Names, rows: readonly Row[], heads: ReadonlyMap<number, Head>): Map<number, number> {
  const seen = new Set<string>();
  const over: { start: number; at: number; text: string }[] = [];
  let last = -1;
  for (const [start, { named }] of heads) {
    const sections = [...named.values()];
    const again = last < 0 || sections.some((section) => seen.has(section));
    if (again) seen.clear();
    for (const section of sections) seen.add(section);
    const at = again ? lastFilled(rows, start, last) : -1;
    const cells = new Set(rows[at]?.filter((cell) => cell !== ''));
    const [text = ''] = cells;
    const alone = cells.size === 1 && mayName(text) && names.heading(text) === undefined;
    if (alone) over.push({ start, at, text });
    last = start;
  }
  const [first] = over;
  const opened = first !== undefined && first.start === [...heads.keys()][0] ? first : undefined;
  // The title above the first of several tables names an area when those above the others look alike.
  const others = over.filter((row) => row !== opened);
  const titled = opened !== undefined && isTitle(opened.text);
  // The last line of a text that goes on from line to line is no name.
  const before = opened === undefined ? undefined : rows[opened.at - 1]?.find((cell) => cell !== '');
  const goesOn = opened !== undefined && (/[,(–-]$/.test(before ?? '') || /^\p{Ll}/u.test(opened.text));
  const areas = opened !== undefined && !goesOn && (!titled || others.some(({ text }) => isTitle(text)));
  const found = others.filter(({ at, text }) => {
    const apart = at > 0 && filledAt(rows[at - 1]).length === 0;
    return areas || apart || isUpper(text) || isTitle(text) || /^(?:obszar|sfera|wymiar|area)\b|^[IVX]+\./i.test(text);
  });
  if (areas && opened !== undefined) found.unshift(opened);
  return new Map(found.map(({ start, at }) => [start, at]));
}

/** The last row before `start` in which something stands, if it is behind `from`; -1 when there is none. */
function lastFilled(rows: readonly Row[], start: number, from: number): number {
  for (let at = start - 1; at > from; at--) if (filledAt(rows[at]).length > 0) return at;
  return -1;
}

/** The areas that a row right above the first headings puts over the columns, and that row. */
export function areasAcross(
  names: Names,
  rows: readonly Row[],
  heads: ReadonlyMap<number, Head>,
): { at: number; areas: ReadonlyMap<number, string> } | undefined {
  const [first] = heads;
  if (first === undefined) return undefined;
  const [start, { named }] = first;
  const at = lastFilled(rows, start, -1);
  const row = rows[at] ?? [];
  const columns = filledAt(row);
  const name = (text: string) => names.heading(text) === undefined && mayName(text) && !isTitle(text);
  if (columns.length < 2 || !columns.every((column) => name(row[column] ?? ''))) return undefined;
  if (new Set(row).size < columns.length) return undefined;
  const twice = new Set(named.values()).size < named.size;
  const alone = [...heads.values()].every(({ named }) => named.size === 1);
  // Below sections that each have a row of their own, areas stand over the notes.
  const notes = rows.slice(start + 1).flatMap((next, n) => (heads.has(start + 1 + n) ? [] : filledAt(next)));
  const over = alone && new Set(notes).size > 1 && notes.every((column) => columns.includes(column));
  return twice || over ? { at, areas: new Map(columns.map((column) => [column, row[column] ?? ''])) } : undefined;
}

/** The columns that name sections beside the notes, row by row; none when headings stand above the notes. */
export function labelColumns(names: Names, rows: readonly Row[], heads: ReadonlyMap<number, Head>): number[] {
  if ([...heads.values()].some(({ named }) => new Set(named.values()).size > 1)) return [];
  const seen = new Map<number, { words: number; sections: Set<string> }>();
  rows.forEach((row) => {
    row.forEach((cell, column) => {
      const section = names.label(cell);
      if (section === undefined || !row.some((other, at) => at !== column && isText(names, other))) return;
      const entry = seen.get(column) ?? { words: 0, sections: new Set() };
      seen.set(column, entry);
      entry.sections.add(section);
      if (names.section(cell) !== undefined) entry.words++;
    });
  });
  return [...seen]
    .filter(([, { words, sections }]) => words > 0 || sections.size > 1)
    .map(([column]) => column)
    .sort((a, b) => a - b);
}

function isText(names: Names, cell: string): boolean {
  return cell !== '' && /\p{L}/u.test(cell) && names.heading(cell) === undefined;
}

/** Whether a row above the table is its title, and not the area that the table is about. */
export function isTitle(cell: string): boolean {
  return /swot|\banaliz|\bstrategi[aei]\b|diagnoz|warsztat|\btabela\b|\btab\.|zalacznik|zestawieni|arkusz|^(?:gmin[ay]|miast[oa]|powiat|urzad)\b|protokol|spotkani|konsultacj|\b(?:19|20)\d\d\b/.test(
    plain(cell),
  );
}
