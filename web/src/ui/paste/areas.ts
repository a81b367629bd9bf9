import { isUpper, marks, mayName } from './lines.ts';
import type { Names } from './names.ts';

/** A row of a table of several columns as the search for area names sees it. */
export interface Line {
  /** The cells of the columns that hold notes; columns in which nothing stands are left out. */
  readonly cells: readonly string[];
  /** The same text stands in all columns: a merged cell, which some programs copy into every one. */
  readonly spread: boolean;
}

const strong = ['upper', 'area', 'roman', 'colon'] as const;
const order = ['upper', 'word', 'area', 'roman', 'colon', 'capital'] as const;

/** The text of a row when it may name an area: it stands alone in the first place, or over all columns. */
export function soleText(names: Names, { cells, spread }: Line): string | undefined {
  const filled = cells.filter((cell) => cell !== '');
  const [only = ''] = filled;
  const alone = (filled.length === 1 && cells[0] === only) || spread;
  return alone && mayName(only) && names.section(only) === undefined ? only : undefined;
}

/** Finds the rows that name areas among the rows below one heading. */
export function areaRows(names: Names, lines: readonly Line[]): Set<number> {
  const sole = lines.map((line) => soleText(names, line));
  const wide = lines.map(({ cells }, at) => sole[at] === undefined && cells.slice(1).some((cell) => cell !== ''));
  const found = new Set<number>();
  lines.forEach((line, at) => {
    if (sole[at] !== undefined && line.spread) found.add(at);
  });
  const candidates = lines.flatMap((line, at) =>
    sole[at] !== undefined && !found.has(at) ? [{ at, text: line.cells[0] ?? '' }] : [],
  );
  const [first] = candidates;
  if (first === undefined) return found;

  const notes = lines.flatMap(({ cells }, at) => (wide[at] ? cells.filter((cell) => cell !== '') : []));
  const opens = first.at === 0 && lines.length > 1;
  const bears = (mark: (typeof order)[number], text: string) =>
    mark === 'word' ? firstWord(text) === firstWord(first.text) : marks[mark](text);
  const isStrong = (mark: string | undefined) => strong.some((each) => each === mark);
  const key = order.find((mark) => {
    const bearers = candidates.filter(({ text }) => bears(mark, text));
    const telling =
      notes.length >= 2
        ? notes.filter((text) => bears(mark, text)).length <= notes.length * (mark === 'capital' ? 0.15 : 0.1)
        : bearers.length <= Math.max(1, candidates.length * 0.4);
    if (!telling || bearers.length === 0) return false;
    if (mark === 'word') return opens && bearers.length > 1;
    if (opens && bears(mark, first.text)) return isStrong(mark) || wide[1] || bearers.length > 1;
    // Where the first row surely is a name, the others are written like it.
    if (opens && wide[1]) return false;
    return isStrong(mark) && (bearers.length > 1 || wide[(bearers[0]?.at ?? 0) + 1] === true);
  });
  if (key !== undefined) for (const { at, text } of candidates) if (bears(key, text)) found.add(at);

  // The columns of one area are filled from its top, so a lone cell with a wider row below it begins a new area: in a
  // table that opens with such a row, and where nothing else would explain the gap.
  const falling = candidates.filter(({ at }) => wide[at + 1] && !found.has(at));
  const packed = key !== undefined && onlyBehind(lines, found, new Set(falling.map(({ at }) => at)));
  if ((key === undefined && opens && wide[1]) || packed) for (const { at } of falling) found.add(at);
  // A name needs something below it; one written unlike any note stays a name even so.
  if (!isStrong(key)) {
    for (const { at } of [...candidates].reverse()) if (at + 1 >= lines.length || found.has(at + 1)) found.delete(at);
  }
  return found;
}

/** Whether columns that had ended begin again only right behind these rows. */
function onlyBehind(lines: readonly Line[], names: ReadonlySet<number>, behind: ReadonlySet<number>): boolean {
  return lines.every(({ cells }, at) => {
    if (at === 0 || names.has(at) || names.has(at - 1) || behind.has(at - 1)) return true;
    return cells.every((cell, column) => column === 0 || cell === '' || lines[at - 1]?.cells[column] !== '');
  });
}

/** The word with which several names begin: "Obszar …", "Sfera …". */
function firstWord(text: string): string {
  return /^\p{L}{4,}(?=\s)/u.exec(text)?.[0].toLowerCase() ?? text;
}

/** Whether the same text over these columns is one merged cell: the same note may stand in two sections, hardly in three. */
export function isSpread(cells: readonly string[], width: number): boolean {
  const [first = ''] = cells;
  const same = first !== '' && cells.length === width && cells.every((cell) => cell === first);
  return same && width >= (isUpper(first) ? 2 : 3);
}
