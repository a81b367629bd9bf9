import { isPlaceholder } from './lines.ts';
import type { Names, Role } from './names.ts';
import type { Row } from './rows.ts';

/** What a column holds, and for one with notes the place of the heading that they stand under. */
export interface Lane {
  readonly role: Role;
  /** The column whose heading names the section of its notes. */
  readonly under?: number | undefined;
}

const figure = /^[+-]?\d{1,6}(?:[.,]\d+)?\s*(?:%|pkt\.?|punkt\p{L}*|p\.|pts?\.?|głos\p{L}*|x)?$/iu;
const date = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ ,T]+\d{1,2}:\d{2}(?::\d{2})?\S*)?$|^\d{1,2}:\d{2}(?::\d{2})?$/;
const ratio = /^\d+\s*[/x×:]\s*\d+$/;
const counter = /^(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]?|[a-z][.)]|\p{Lu}\d{1,2}\.?|[•◦–—*-])$/u;
// What programs write for themselves: ids, colours, links.
const technical =
  /^(?:#[\da-f]{3,8}|https?:\/\/\S+|\S+@\S+\.\w+|(?=\S*\d)[\da-z]{1,4}|(?=\S*\d)[\w-]{8,}|null|true|false)$/i;

/** Whether a cell is a bare number: points, a weight, a date. */
export function isFigure(cell: string): boolean {
  return figure.test(cell) || ratio.test(cell) || date.test(cell);
}

/** Whether a cell only counts a row: "1.", "IV", "a)", a bullet of its own. */
export function isCounter(cell: string): boolean {
  return counter.test(cell) || /^\d{1,4}$/.test(cell);
}

/** How the cells of one column look. */
interface Look {
  readonly filled: number;
  /** Cells with words in them. */
  readonly words: number;
  /** How long these are together, and how many different ones there are. */
  readonly letters: number;
  readonly distinct: number;
  readonly counts: boolean;
  readonly figures: boolean;
}

function look(rows: readonly Row[], column: number): Look {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  const words = cells.filter(
    (cell) => !isFigure(cell) && !isCounter(cell) && !isPlaceholder(cell) && !technical.test(cell),
  );
  const values = cells.map((cell) => Number.parseInt(cell.replace(/\D/g, ''), 10)).filter(Number.isFinite);
  const rising = values.every((value, at) => at === 0 || value === 1 || value > (values[at - 1] ?? 0));
  return {
    filled: cells.length,
    words: words.length,
    letters: words.reduce((sum, cell) => sum + cell.length, 0),
    distinct: new Set(words).size,
    counts: cells.every(isCounter) && rising && (values[0] ?? 1) <= 1,
    figures: cells.every((cell) => figure.test(cell) || ratio.test(cell) || isCounter(cell) || isPlaceholder(cell)),
  };
}

function withoutWords({ counts, figures }: Look): Role {
  if (counts) return 'number';
  return figures ? 'points' : 'out';
}

/** Whether the first of two columns names areas: now and then beside the second, or the same few names again and again. */
export function namesAreas(rows: readonly Row[], column: number, beside: number): boolean {
  const names = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  const notes = rows.filter((row) => (row[beside] ?? '') !== '').length;
  const alone = rows.some((row) => (row[column] ?? '') !== '' && row.every((cell, at) => at === column || cell === ''));
  if (names.length === 0 || (rows[0]?.[column] ?? '') === '') return false;
  if (names.length >= 3 && new Set(names).size * 2 <= names.length) return true;
  return names.length < notes * 0.7 && !alone;
}

/** What the columns of rows without any heading seem to hold. */
export function bareLanes(rows: readonly Row[], sections: number): Lane[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const looks = Array.from({ length: width }, (_, column) => look(rows, column));
  // Numbers are left out beside words; a table of nothing else is what somebody wants.
  if (looks.every(({ words }) => words === 0)) return looks.map((_, column) => ({ role: 'note', under: column }));
  const words = looks.flatMap(({ words }, column) => (words > 0 ? [column] : []));
  const [first = 0, second] = words;
  const areas = second !== undefined && words.length !== sections && namesAreas(rows, first, second);
  return looks.map((each, column): Lane => {
    if (each.words === 0) return { role: each.filled === 0 ? 'out' : withoutWords(each) };
    return areas && column === first ? { role: 'group' } : { role: 'note', under: column };
  });
}

/** What the columns hold when sections stand beside the notes, in the columns `labels`. */
export function labelledLanes(names: Names, head: Row, rows: readonly Row[], labels: readonly number[]): Lane[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), head.length);
  const looks = Array.from({ length: width }, (_, column) => look(rows, column));
  const [first = 0] = labels;
  const lanes = looks.map((each, column): Lane => {
    if (labels.includes(column)) return { role: 'section' };
    const role = names.role(head[column] ?? '');
    if (role !== undefined && role !== 'section') return { role };
    if (each.words === 0) return { role: each.filled === 0 ? 'out' : withoutWords(each) };
    return { role: 'note' };
  });
  const areaOrOut = (column: number, beside: number): Role =>
    column < beside && ((head[column] ?? '') === '' || namesAreas(rows, column, beside)) ? 'group' : 'out';
  const noteColumns = () => lanes.flatMap(({ role }, column) => (role === 'note' ? [column] : []));
  const named = noteColumns().filter((column) => names.role(head[column] ?? '') === 'note');
  const rest = noteColumns().filter((column) => !named.includes(column));
  const out = (columns: readonly number[], role: Role) => {
    for (const column of columns) lanes[column] = { role };
  };
  const behind = rest.filter((column) => column > first);
  if (named.length > 0) {
    // The heading tells which column holds the notes; a subject and the text below it are one note.
    out(named.slice(1), 'detail');
    for (const column of rest) lanes[column] = { role: areaOrOut(column, named[0] ?? 0) };
  } else if (rest.length === 0) {
    const body = lanes.findIndex(({ role }) => role === 'detail');
    if (body >= 0) lanes[body] = { role: 'note' };
  } else {
    // A list with its section in every row: the notes stand where most is written. Else sections stand beside columns of notes.
    const list = behind.length === 0 || isList(rows, labels);
    const best = (list && behind.length !== 1 ? rest : behind).reduce((a, b) =>
      letters(looks[b]) > letters(looks[a]) ? b : a,
    );
    for (const column of rest) {
      if (column === best || (!list && column > first)) continue;
      lanes[column] = { role: areaOrOut(column, best) };
    }
  }
  return lanes;
}

/** Whether the section stands in every row, again and again. */
function isList(rows: readonly Row[], labels: readonly number[]): boolean {
  const [column = 0] = labels;
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  const sections = filled.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  return sections.length === filled.length && sections.length > new Set(sections).size * 1.5;
}

/** How much a column says: long texts that are not always the same. */
function letters(look: Look | undefined): number {
  return look === undefined ? 0 : look.letters * (look.distinct / Math.max(1, look.words));
}

/** What the columns hold below a row of headings that names sections. */
export function headedLanes(
  names: Names,
  head: Row,
  named: ReadonlyMap<number, string>,
  rows: readonly Row[],
): { lanes: Lane[]; corner: string | undefined; guessed: number | undefined } {
  const width = rows.reduce((most, row) => Math.max(most, row.length), head.length);
  const looks = Array.from({ length: width }, (_, column) => look(rows, column));
  const lanes: (Lane | undefined)[] = looks.map((_, column) => {
    if (named.has(column)) return { role: 'note', under: column };
    const role = names.role(head[column] ?? '');
    return role === undefined || role === 'note' || role === 'section' ? undefined : { role };
  });
  const starts = [...named.keys()].sort((a, b) => a - b);
  const [first = 0, second = 0] = starts;
  const sole = new Set(named.values()).size === 1 && head.filter((cell) => cell !== '').length === named.size;
  const guessed = missing(names, head, named, lanes, looks, first);
  if (guessed !== undefined) lanes[guessed] = { role: 'note', under: guessed };
  const step = second - first;
  // A heading merged over several columns is copied as one filled cell and blank ones.
  const merged = step > 1 && starts.every((start, at) => start === first + at * step);
  let corner: string | undefined;

  looks.forEach((each, column) => {
    const text = head[column] ?? '';
    if (named.has(column) && each.words === 0 && each.filled > 0 && blankBeside(names, head, looks, column)) {
      lanes[column] = { role: withoutWords(each) };
    }
    if (lanes[column] !== undefined) return;
    if (each.filled === 0) {
      lanes[column] = { role: 'out' };
      if (column < first && text !== '' && names.heading(text) === undefined) corner = text;
    } else if (each.words === 0) lanes[column] = { role: withoutWords(each) };
    else if (column < first) {
      const note = sole && !namesAreas(rows, column, first);
      lanes[column] = note ? { role: 'note', under: first } : { role: 'group' };
    } else {
      const start = starts.findLast((at) => at < column) ?? first;
      const below = names.role(text) === 'note' || (text === '' && (sole || merged || looks[start]?.words === 0));
      lanes[column] = below ? { role: 'note', under: start } : { role: 'out' };
    }
  });
  // Two columns of words below one heading: areas, and the notes in them.
  for (const [at, start] of starts.entries()) {
    if (!sole && !merged) break;
    const end = sole ? width : (starts[at + 1] ?? width);
    const [a, b] = lanes.flatMap((lane, column) =>
      lane?.role === 'note' && (sole || column >= start) && column < end ? [column] : [],
    );
    if (a !== undefined && b !== undefined && namesAreas(rows, a, b)) lanes[a] = { role: 'group' };
  }
  return { lanes: lanes.map((lane) => lane ?? { role: 'out' }), corner, guessed };
}

function blankBeside(names: Names, head: Row, looks: readonly Look[], column: number): boolean {
  const text = head[column + 1] ?? '';
  return (text === '' || names.role(text) === 'note') && (looks[column + 1]?.words ?? 0) > 0;
}

/** All sections but one have a heading, and one heading nobody knows: the column is taken for that section, as a guess. */
function missing(
  names: Names,
  head: Row,
  named: ReadonlyMap<number, string>,
  lanes: readonly (Lane | undefined)[],
  looks: readonly Look[],
  first: number,
): number | undefined {
  const have = new Set(named.values());
  if (have.size < 2 || have.size !== names.targets.length - 1) return undefined;
  const unknown = looks.flatMap(({ words }, column) => {
    const text = head[column] ?? '';
    return lanes[column] === undefined && text !== '' && words > 0 && names.heading(text) === undefined ? [column] : [];
  });
  const behind = unknown.filter((column) => column > first);
  return behind.length === 1 ? behind[0] : undefined;
}
