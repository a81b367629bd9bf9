import { isBulleted, isUpper, levelOf, marks, mayName, unmarked } from './lines.ts';
import type { Names } from './names.ts';

/** A row of a table of several columns as the search for area names sees it. */
export interface Line {
  /** The cells of the columns that hold notes; columns in which nothing stands are left out. */
  readonly cells: readonly string[];
  /** The same text stands in all columns: a merged cell, which some programs copy into every one. */
  readonly spread: boolean;
}

const strong = ['upper', 'area', 'roman', 'colon'] as const;
const order = [...strong, 'capital'] as const;

/** The text of a row when it may name an area: it stands alone in the first place, or over all columns. */
function soleText(names: Names, { cells, spread }: Line): string | undefined {
  const filled = cells.filter((cell) => cell !== '');
  const [only = ''] = filled;
  const alone = (filled.length === 1 && cells[0] === only) || spread;
  return alone && mayName(only) && names.section(only) === undefined ? only : undefined;
}

/** Finds the rows that name areas among the rows below one heading. */
export function areaRows(names: Names, lines: readonly Line[]): Set<number> {
  const single = lines.every(({ cells }) => cells.length === 1);
  if (single)
    return new Set(
      areaLines(
        lines.flatMap(({ cells }) => cells),
        isBulleted,
      ).keys(),
    );
  const sole = lines.map((line) => soleText(names, line));
  const wide = lines.map(({ cells }, at) => sole[at] === undefined && cells.slice(1).some((cell) => cell !== ''));
  const found = new Set(lines.flatMap((line, at) => (sole[at] !== undefined && line.spread ? [at] : [])));
  const candidates = sole.flatMap((text, at) => (text !== undefined && !found.has(at) ? [{ at, text }] : []));
  const [first] = candidates;
  if (first === undefined) return found;

  const notes = lines.flatMap(({ cells }, at) => (wide[at] ? cells.filter((cell) => cell !== '') : []));
  const opens = first.at === 0 && lines.length > 1;
  const isStrong = (mark: string | undefined) => strong.some((each) => each === mark);
  const key = order.find((mark) => {
    const bearers = candidates.filter(({ text }) => marks[mark](text));
    const telling =
      notes.length >= 2
        ? notes.filter(marks[mark]).length <= notes.length * (mark === 'capital' ? 0.15 : 0.1)
        : bearers.length <= Math.max(1, candidates.length * 0.4);
    if (!telling || bearers.length === 0) return false;
    if (opens && marks[mark](first.text)) return isStrong(mark) || wide[1] || bearers.length > 1;
    // Where the first row surely is a name, the others are written like it.
    if (opens && wide[1]) return false;
    return isStrong(mark) && (bearers.length > 1 || wide[(bearers[0]?.at ?? 0) + 1] === true);
  });
  if (key !== undefined) for (const { at, text } of candidates) if (marks[key](text)) found.add(at);

  // The columns of one area are filled from its top, so a lone cell with a wider row below it begins a new area: in a
  // table that opens with such a row, and where nothing else would explain the gap.
  const falling = candidates.filter(({ at }) => wide[at + 1] && !found.has(at));
  const explained = new Set([...found, ...falling.map(({ at }) => at)]);
  const packed =
    key !== undefined &&
    lines.every(({ cells }, at) => {
      if (at === 0 || found.has(at) || explained.has(at - 1)) return true;
      return cells.every((cell, column) => column === 0 || cell === '' || lines[at - 1]?.cells[column] !== '');
    });
  if ((key === undefined && opens && wide[1]) || packed) for (const { at } of falling) found.add(at);
  // A name needs something below it; one written unlike any note stays a name even so.
  if (!isStrong(key)) {
    for (const { at } of [...candidates].reverse()) if (at + 1 >= lines.length || found.has(at + 1)) found.delete(at);
  }
  return found;
}

/** Whether the same text over these columns is one merged cell: the same note may stand in two sections, hardly in three. */
export function isSpread(cells: readonly string[]): boolean {
  const [first = ''] = cells;
  return first !== '' && cells.every((cell) => cell === first) && cells.length >= (isUpper(first) ? 2 : 3);
}

/** The lines of a list that name the area of those below them, with the names. */
export function areaLines(lines: readonly string[], opens: (line: string) => boolean): Map<number, string> {
  const share = (test: (text: string) => boolean) => lines.filter(test).length / lines.length;
  // Lists within lists, when every item of the outer one has a list: 1. names an area, 1.1 or a) is a note.
  const level = lines.map(levelOf);
  const [outer = -1] = level;
  const nested = lines.flatMap((line, at) => (level[at] === outer ? [[at, unmarked(line, true)] as const] : []));
  // Only what is surely an inner list tells that plain lines or bullets are the outer one.
  const inner = (each: number) => each >= 0 && (each < 2 || (outer >= 0 && outer < 5));
  const listed = level.every((each) => each === outer || inner(each));
  if (listed && nested.length < lines.length && nested.every(([at]) => (level[at + 1] ?? outer) !== outer))
    return new Map(nested);
  const bulleted = share(isBulleted) >= 0.5;
  const key = (['upper', 'area', 'roman'] as const).filter((mark) => {
    const bearers = lines.filter(marks[mark]).length;
    return bearers > 0 && share(marks[mark]) <= 0.4 && (bearers > 1 || mark !== 'roman');
  });
  const named = (text: string, next: string) =>
    key.some((mark) => marks[mark](text)) ||
    (marks.colon(text) && !marks.colon(next) && (opens(next) || !lines.some(opens))) ||
    (bulleted && isBulleted(next) && marks.capital(text));
  return new Map(
    lines.flatMap((text, at) => {
      const next = lines[at + 1];
      return next !== undefined && mayName(text) && named(text, next) ? [[at, text] as const] : [];
    }),
  );
}
