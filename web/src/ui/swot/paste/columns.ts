import { type Section, sections } from '../../../board/swot.ts';
import type { Row } from './cells.ts';
import { type Heading, heading, plain } from './headers.ts';
import { isPlaceholder } from './lists.ts';

/** What a column holds. */
export type Role = Section | 'group' | 'number' | 'points' | 'remarks' | 'ignored' | 'blank';

/** The columns below one heading. */
export interface Roles {
  readonly roles: readonly Role[];
  /** The area that the corner of the heading names. */
  readonly corner: string | undefined;
  /** A heading was taken for the section that was missing. */
  readonly guessed: boolean;
}

const figure = /^[+-]?\d{1,6}(?:[.,]\d+)?\s*(?:%|pkt\.?|punkt\p{L}*|p\.|pts?\.?|głos\p{L}*)?$/iu;
const date = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ ,]+\d{1,2}:\d{2}(?::\d{2})?)?$/;
const ratio = /^\d+\s*[/x×:]\s*\d+$/;
const counter = /^(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]?|[a-z][.)]|[SWOT]\d{1,2}\.?|[•·▪◦‣●○■□➢✓–—*-])$/;

/** Whether a cell is a bare number: points, a weight, a date. */
export function isFigure(cell: string): boolean {
  return figure.test(cell) || ratio.test(cell) || date.test(cell);
}

/** Whether a cell only counts a row: "1.", "IV", "a)", a bullet of its own. */
export function isCounter(cell: string): boolean {
  return counter.test(cell) || /^\d{1,4}$/.test(cell);
}

/** Whether a role is a section. */
export function isSection(role: Role | undefined): role is Section {
  return sections.some((section) => section === role);
}

/** How the cells of one column look. */
interface Look {
  readonly filled: number;
  /** Cells with words in them. */
  readonly words: number;
  readonly counts: boolean;
}

function look(rows: readonly Row[], column: number): Look {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  const words = cells.filter((cell) => !isFigure(cell) && !isCounter(cell) && !isPlaceholder(cell)).length;
  const values = cells.map((cell) => Number.parseInt(cell.replace(/\D/g, ''), 10)).filter(Number.isFinite);
  const rising = values.every((value, at) => at === 0 || value === 1 || value > (values[at - 1] ?? 0));
  return { filled: cells.length, words, counts: cells.every(isCounter) && rising && (values[0] ?? 1) <= 1 };
}

/** What each column of rows without any heading seems to hold: words or only numbers. */
export function bareRoles(rows: readonly Row[], width: number): ('words' | 'number' | 'points' | 'blank')[] {
  return Array.from({ length: width }, (_, column) => {
    const { filled, words, counts } = look(rows, column);
    if (filled === 0) return 'blank';
    return words > 0 ? 'words' : counts ? 'number' : 'points';
  });
}

/** Whether the first of two columns names areas: now and then beside the second, or the same few names again and again. */
export function namesAreas(rows: readonly Row[], column: number, beside: number): boolean {
  const names = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  const notes = rows.filter((row) => (row[beside] ?? '') !== '').length;
  const alone = rows.filter(
    (row) => (row[column] ?? '') !== '' && row.every((cell, at) => at === column || cell === ''),
  ).length;
  if (names.length === 0 || (rows[0]?.[column] ?? '') === '') return false;
  if (names.length >= 3 && new Set(names).size * 2 <= names.length) return true;
  return names.length < notes * 0.7 && alone === 0;
}

/** Decides what each column holds from its heading and from the cells below. */
export function columnRoles(
  head: Row,
  named: ReadonlyMap<number, Section>,
  rows: readonly Row[],
  width: number,
): Roles {
  const looks = Array.from({ length: width }, (_, column) => look(rows, column));
  const roles: (Role | undefined)[] = Array.from({ length: width }, (_, column) =>
    byHeading(named.get(column), head[column]),
  );
  const starts = [...named.keys()].sort((a, b) => a - b);
  const first = starts[0] ?? 0;
  const sole = new Set(named.values()).size === 1 && head.filter((cell) => cell !== '').length === named.size;
  const guessed = guessMissing(head, roles, looks, first);
  const step = (starts[1] ?? 0) - first;
  // A heading merged over several columns is copied as one filled cell and blank ones.
  const merged = step > 1 && starts.every((start, at) => start === first + at * step);
  let corner: string | undefined;

  for (let column = 0; column < width; column++) {
    const { filled = 0, words = 0, counts = false } = looks[column] ?? {};
    const text = head[column] ?? '';
    const known = roles[column];
    if (isSection(known) && named.has(column) && words === 0 && filled > 0 && blankBeside(head, looks, column)) {
      roles[column] = counts ? 'number' : 'points';
    }
    if (known !== undefined) continue;
    if (filled === 0) {
      roles[column] = 'blank';
      if (column < first && text !== '' && heading(text) === undefined) corner = text;
    } else if (words === 0) roles[column] = counts ? 'number' : 'points';
    else if (column < first) roles[column] = sole && !namesAreas(rows, column, first) ? named.get(first) : 'group';
    else {
      const start = starts.findLast((at) => at < column) ?? first;
      const below = heading(text)?.kind === 'item' || (text === '' && (sole || merged || looks[start]?.words === 0));
      roles[column] = below ? named.get(start) : 'ignored';
    }
  }
  // Two columns of words below one heading: areas, and the notes in them.
  for (const [at, start] of starts.entries()) {
    if (!sole && !merged) break;
    const end = sole ? width : (starts[at + 1] ?? width);
    const [a, b] = roles.flatMap((role, column) =>
      isSection(role) && (sole || column >= start) && column < end ? [column] : [],
    );
    if (a !== undefined && b !== undefined && namesAreas(rows, a, b)) roles[a] = 'group';
  }
  return { roles: roles.map((role) => role ?? 'blank'), corner, guessed };
}

function byHeading(section: Section | undefined, text = ''): Role | undefined {
  if (section !== undefined) return section;
  const kind: Heading['kind'] | undefined = heading(text)?.kind;
  return kind === 'group' || kind === 'number' || kind === 'points' || kind === 'remarks' ? kind : undefined;
}

function blankBeside(head: Row, looks: readonly Look[], column: number): boolean {
  const text = head[column + 1] ?? '';
  return (text === '' || heading(text)?.kind === 'item') && (looks[column + 1]?.words ?? 0) > 0;
}

const otherNames: Readonly<Record<Section, RegExp>> = {
  strength: /^(?:potencjal|zasob|walor|przewag)/,
  weakness: /^(?:problem|deficyt|barier|brak|niedostat)/,
  opportunity: /^(?:perspektyw|potencjal|impuls)/,
  threat: /^(?:barier|obaw|przeszk|wyzwan)/,
};

/** Three sections and one heading nobody knows: the heading means the fourth. */
function guessMissing(head: Row, roles: (Role | undefined)[], looks: readonly Look[], first: number): boolean {
  const missing = sections.filter((section) => !roles.includes(section));
  const unknown = roles.flatMap((role, column) => {
    const text = head[column] ?? '';
    return role === undefined && text !== '' && heading(text) === undefined && (looks[column]?.words ?? 0) > 0
      ? [column]
      : [];
  });
  const [section] = missing;
  const column = unknown.find((at) => at > first || otherNames[section ?? 'strength'].test(plain(head[at] ?? '')));
  if (section === undefined || missing.length > 1 || column === undefined) return false;
  if (unknown.filter((at) => at > first).length > 1) return false;
  roles[column] = section;
  return true;
}
