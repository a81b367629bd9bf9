import { isBulleted, isUpper, marks, mayName } from './lines.ts';
import { type Names, plain } from './names.ts';
import type { Row } from './rows.ts';

/** The rows of headings by their place, each with the sections that begin in its columns. */
export type Heads = ReadonlyMap<number, ReadonlyMap<number, string>>;

/** The columns of a row in which something stands. */
export function filledAt(row: Row = []): number[] {
  return row.flatMap((cell, at) => (cell === '' ? [] : [at]));
}

/** The text that stands in every filled cell of a row. */
export function soleIn(row: Row = []): string | undefined {
  const [only, ...more] = row.filter((cell) => cell !== '');
  return more.every((cell) => cell === only) ? only : undefined;
}

/** The sections that the cells of a row name, taken together: letters count when there are several of them. */
export function sectionsOf(names: Names, row: Row): Map<number, string> {
  const all = row.map((cell) => names.heading(cell));
  const heads = all.flatMap((head, at) => (head?.kind === 'section' ? [{ at, ...head }] : []));
  const several = new Set(heads.map(({ section }) => section)).size >= 2;
  // Notes too may begin "szanse na …": headings that are not sure need a row of nothing but headings, each of another section.
  const unsure = heads.filter(({ sure, beside }) => !sure && !beside);
  const alone = unsure.every(({ at, section }) => heads.every((other) => other.at === at || other.section !== section));
  const unsureToo =
    several &&
    alone &&
    (unsure.length === heads.length || unsure.length * 2 <= heads.length) &&
    all.every((head, at) => head !== undefined || row[at] === '');
  const taken = heads.filter(({ sure, letter }) => (sure || unsureToo) && (!letter || several));
  return new Map(taken.map(({ at, section }) => [at, section]));
}

/** Finds the rows of headings. */
export function findHeads(names: Names, rows: readonly Row[]): Heads {
  const heads = new Map<number, Map<number, string>>();
  let wide = false;
  rows.forEach((row, at) => {
    const sections = headOf(names, row, wide);
    if (sections === undefined) return;
    heads.set(at, sections);
    wide ||= new Set(sections.values()).size > 1;
  });
  if (heads.size === 0) {
    // S, W, O, T on rows of their own: one letter may be anything, three different ones may not.
    const letters = rows.flatMap((row, at) => {
      const [column = 0, more] = filledAt(row);
      const section = more === undefined ? names.label(row[column] ?? '') : undefined;
      return section === undefined || (row[column] ?? '').length > 2 ? [] : [{ at, column, section }];
    });
    if (new Set(letters.map(({ section }) => section)).size >= 3)
      for (const { at, column, section } of letters) heads.set(at, new Map([[column, section]]));
    return heads;
  }
  // A word that only may mean a section does not, when the document has a proper heading for it, or no other heading.
  const isGuess = (at: number, column: number) => {
    const head = names.heading(rows[at]?.[column] ?? '');
    return head?.kind === 'section' && head.guess;
  };
  const cells = [...heads].flatMap(([at, named]) => [...named].map(([column, section]) => ({ at, column, section })));
  const sure = new Set(cells.flatMap(({ at, column, section }) => (isGuess(at, column) ? [] : [section])));
  for (const { at, column, section } of cells)
    if (isGuess(at, column) && (sure.size === 0 || sure.has(section))) heads.get(at)?.delete(column);
  return new Map([...heads].filter(([, named]) => named.size > 0));
}

/** Reads a row as headings. `known`: the table has a row of several sections already. */
function headOf(names: Names, row: Row, known: boolean): Map<number, string> | undefined {
  const filled = filledAt(row);
  const heads = row.map((cell) => names.heading(cell));
  const named = sectionsOf(names, row);
  if (named.size === 0) {
    // A cell that has its row to itself and begins like a heading: "Mocne strony w obszarze kultury".
    const [at = 0, more] = filled;
    const head = heads[at];
    const text = row[at] ?? '';
    if (known || more !== undefined || head?.kind !== 'section' || head.letter || head.guess || isBulleted(text))
      return undefined;
    const plainly = head.beside || isUpper(text) || /[:?]$/.test(text) || /stron|сторон/i.test(text);
    return plainly ? new Map([[at, head.section]]) : undefined;
  }
  const foreign = filled.filter((at) => !named.has(at) && (heads[at]?.kind ?? 'section') === 'section');
  const strangers = new Set(foreign.map((at) => row[at])).size;
  const distinct = new Set(named.values()).size;
  const sure = [...named.keys()].some((at) => names.label(row[at] ?? '') !== undefined);
  if (distinct === 1 ? strangers > 0 : strangers >= distinct || (known && !sure)) return undefined;
  return named;
}

/**
 * The rows right above headings that name the areas of what stands below them: one area for all columns, or several side
 * by side, each over its own columns.
 */
export function areasAbove(names: Names, rows: readonly Row[], heads: Heads): Map<number, number> {
  const found = new Map<number, number>();
  const seen = new Set<string>();
  let last = -1;
  let titled = false;
  for (const [start, named] of heads) {
    const sections = [...named.values()];
    const first = last < 0;
    const again = first || sections.some((section) => seen.has(section));
    if (again) seen.clear();
    for (const section of sections) seen.add(section);
    const at = rows.findLastIndex((row, at) => at > last && at < start && filledAt(row).length > 0);
    const row = rows[at] ?? [];
    const cells = row.filter((cell) => cell !== '');
    const plainly = cells.length > 0 && cells.every((cell) => mayName(cell) && names.heading(cell) === undefined);
    const text = soleIn(row);
    const before = rows.slice(last + 1, at).findLast((each) => filledAt(each).length > 0);
    const isName = (cell: string) => isUpper(cell) || marks.area(cell) || marks.roman(cell);
    if (again && plainly && text !== undefined) {
      // The last line of a text that goes on from line to line is no name.
      const goesOn = /[,(–-]$/.test(before?.find((cell) => cell !== '') ?? '') || /^\p{Ll}/u.test(text);
      if (first) titled = !goesOn && !isTitle(text);
      const apart = at > 0 && filledAt(rows[at - 1]).length === 0;
      if (first ? titled : titled || apart || isName(text) || isTitle(text)) found.set(start, at);
    } else if (first && plainly && new Set(cells).size === cells.length && !cells.some(isTitle)) {
      // Several side by side: the headings name sections twice, or each has a row of its own above columns of notes.
      const twice = new Set(sections).size < sections.length;
      const columns = filledAt(row);
      const notes = rows.slice(start).flatMap((next, n) => (heads.has(start + n) ? [] : filledAt(next)));
      const alone = [...heads.values()].every(({ size }) => size === 1);
      if (twice || (alone && new Set(notes).size > 1 && notes.every((column) => columns.includes(column))))
        found.set(start, at);
    }
    last = start;
  }
  return found;
}

/** The columns that name sections beside the notes, row by row; none when headings stand above the notes. */
export function labelColumns(names: Names, rows: readonly Row[], heads: Heads): number[] {
  if ([...heads.values()].some((named) => new Set(named.values()).size > 1)) return [];
  const seen = new Map<number, { words: number; sections: Set<string> }>();
  const isText = (cell: string) => /\p{L}/u.test(cell) && names.heading(cell) === undefined;
  for (const row of rows) {
    row.forEach((cell, column) => {
      const section = names.label(cell);
      if (section === undefined || !row.some((other, at) => at !== column && isText(other))) return;
      const entry = seen.get(column) ?? { words: 0, sections: new Set() };
      seen.set(column, entry);
      entry.sections.add(section);
      if (names.section(cell) !== undefined) entry.words++;
    });
  }
  return [...seen].flatMap(([column, { words, sections }]) => (words > 0 || sections.size > 1 ? [column] : []));
}

/** Whether a row above the table is its title, and not the area that the table is about. */
export function isTitle(cell: string): boolean {
  return /swot|\banaliz|\bstrategi[aei]\b|diagnoz|warsztat|\btabela\b|\btab\.|zalacznik|zestawieni|arkusz|^(?:gmin[ay]|miast[oa]|powiat|urzad)\b|protokol|spotkani|konsultacj|\b(?:19|20)\d\d\b/.test(
    plain(cell),
  );
}
