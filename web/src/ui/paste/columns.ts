import { isPlaceholder } from './lines.ts';
import type { Names, Role } from './names.ts';
import type { Row } from './rows.ts';

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
  /** How much they say: long texts that are not always the same. */
  readonly says: number;
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
    says: (words.join('').length * new Set(words).size) / Math.max(1, words.length),
    counts: cells.every(isCounter) && rising && (values[0] ?? 1) <= 1,
    figures: cells.every((cell) => figure.test(cell) || ratio.test(cell) || isCounter(cell) || isPlaceholder(cell)),
  };
}

function withoutWords({ filled, counts, figures }: Look): Role {
  if (filled === 0) return 'out';
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

/** What is known about the columns of some rows before their cells are looked at. */
export interface Shape {
  readonly rows: readonly Row[];
  /** The headings of the columns, and the row of further ones around the table or below them. */
  readonly head: Row;
  readonly frame: Row;
  /** The columns in which sections begin; none in rows without headings. */
  readonly starts: readonly number[];
  /** The columns that name sections row by row. */
  readonly labels: readonly number[];
}

/** What the columns of some rows seem to hold. Columns that nobody asked for are left out. */
export function rolesOf(names: Names, { rows, head, frame, starts, labels }: Shape): Role[] {
  const width = [head, frame, ...rows].reduce((most, row) => Math.max(most, row.length), 0);
  const looks = Array.from({ length: width }, (_, column) => look(rows, column));
  const told = looks.map((_, column) => names.role(frame[column] ?? '') ?? names.role(head[column] ?? ''));
  // Numbers are left out beside words; a table of nothing else is what somebody wants.
  if (starts.length + labels.length === 0 && looks.every(({ words }) => words === 0)) return looks.map(() => 'note');
  const roles = looks.map((each, column): Role | undefined => {
    if (labels.includes(column)) return 'section';
    const role = told[column];
    if (role !== undefined && role !== 'note' && role !== 'section') return role;
    return each.words === 0 ? withoutWords(each) : undefined;
  });
  const texts = roles.flatMap((role, column) => (role === undefined ? [column] : []));
  const named = texts.filter((column) => told[column] === 'note');
  const isBlank = (column: number) => (head[column] || frame[column] || '') === '';
  if (labels.length > 0) {
    const [first = 0] = labels;
    const behind = texts.filter((column) => column > first);
    // A list with its section in every row: the notes stand where most is written. Else sections stand beside columns of notes.
    const list = behind.length === 0 || isList(rows, first);
    const wordiest = (columns: readonly number[]) =>
      [...columns].sort((a, b) => (looks[b]?.says ?? 0) - (looks[a]?.says ?? 0))[0];
    const best = named[0] ?? wordiest(list && behind.length !== 1 ? texts : behind) ?? roles.indexOf('detail');
    for (const column of texts) {
      if (column === best || (named.length === 0 && !list && column > first)) roles[column] = 'note';
      // A subject and the text below it are one note.
      else if (named.includes(column)) roles[column] = 'detail';
      else if (column < best && (isBlank(column) || namesAreas(rows, column, best))) roles[column] = 'group';
    }
    if (best >= 0) roles[best] = 'note';
    return roles.map((role) => role ?? 'out');
  }
  const [first = 0, second = 0] = starts;
  const sole = starts.length === 0 || (starts.length === 1 && filled(head) === 1);
  // A heading merged over several columns is copied as one filled cell and blank ones.
  const step = second - first;
  const merged = step > 1 && starts.every((start, at) => start === first + at * step);
  (sole ? [0] : starts).forEach((from, at) => {
    const own = texts.filter((column) => column >= from && column < (sole ? width : (starts[at + 1] ?? width)));
    const wide = sole || merged || !own.includes(from);
    const notes = own.filter((column) => column === from || named.includes(column) || (wide && isBlank(column)));
    for (const column of notes) roles[column] = 'note';
    const start = sole ? first : from;
    if (notes.length === 0 && names.role(frame[start] ?? '') === undefined) roles[start] = 'note';
    // Two columns of words below one heading: areas, and the notes in them. Columns without headings may be the sections.
    const [a, b] = notes;
    const may = (sole || merged) && (starts.length > 0 || notes.length !== 4);
    if (may && a !== undefined && b !== undefined && namesAreas(rows, a, b)) roles[a] = 'group';
  });
  return roles.map((role, column) => role ?? (column < first ? 'group' : 'out'));
}

function filled(row: Row): number {
  return row.filter((cell) => cell !== '').length;
}

/** Whether the section stands in every row, again and again. */
function isList(rows: readonly Row[], column: number): boolean {
  const own = rows.filter((row) => filled(row) > 0);
  const sections = own.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  return sections.length === own.length && sections.length > new Set(sections).size * 1.5;
}
