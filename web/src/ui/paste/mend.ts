import { sectionsOf } from './heads.ts';
import { isBulleted, isNumbered, isUpper } from './lines.ts';
import type { Names } from './names.ts';
import type { Row } from './rows.ts';

/**
 * Puts right what a word processor does to a table that it copies as text: cells whose line breaks are not quoted, list
 * marks with a tab behind them, headings inside the cells of their notes. With `told` the cells are known already;
 * `doubtful` says that the text alone does not tell which cells some of its lines belong to.
 */
export function mend(names: Names, given: readonly Row[], told: boolean): { rows: Row[]; doubtful: boolean } {
  const { rows, doubtful } = told ? { rows: given, doubtful: false } : unbroken(names, joined(names, given));
  // "S: lasy": one letter may be anything, three different ones in front of line after line may not.
  const letters = new Set(
    rows.flatMap(([cell = '', ...more]) => (more.length > 0 ? [] : (letterOf(names, cell) ?? []))),
  );
  const lettered = letters.size >= 3;
  return { rows: rows.flatMap((row, at) => unfolded(names, row, rows[at + 1], lettered)), doubtful };
}

function letterOf(names: Names, cell: string): string | undefined {
  return names.label(/^(\p{Lu})\s*[:–-]\s+\S/u.exec(cell)?.[1] ?? '');
}

/** The rows that hold headings side by side and nothing else. */
function headRows(names: Names, rows: readonly Row[]): number[] {
  return rows.flatMap((row, at) => {
    const filled = row.filter((cell) => cell !== '');
    const all = filled.length >= 2 && sectionsOf(names, row).size >= 2;
    return all && filled.every((cell) => names.heading(cell) !== undefined) ? [at] : [];
  });
}

const mark = /^(?:[-–—−*+]|\(?\d{1,3}[.)]?|[a-z]\))$/;

/** Joins list marks that stand in cells of their own when the rows then fit below their headings. */
function joined(names: Names, rows: readonly Row[]): readonly Row[] {
  const [at] = headRows(names, rows);
  const head = rows[at ?? -1] ?? [];
  const width = head.findLastIndex((cell) => cell !== '') + 1;
  if (at === undefined || head.slice(0, width).includes('') || rows.every((row) => row.length <= width)) return rows;
  const fitted = rows.map((row, index) =>
    row.flatMap((cell, column) => {
      const before = index > at ? (row[column - 1] ?? '') : '';
      if (index > at && mark.test(cell) && (row[column + 1] ?? '') !== '') return [];
      return mark.test(before) && cell !== '' ? [`${before.replace(/\d$/, '$&.')} ${cell}`] : [cell];
    }),
  );
  return fitted.every((row) => row.length <= width) ? fitted : rows;
}

/** Rows that were broken inside their cells, made whole again. */
function unbroken(names: Names, rows: readonly Row[]): { rows: readonly Row[]; doubtful: boolean } {
  const heads = headRows(names, rows);
  // A program that quotes line breaks leaves no row broken.
  if (heads.length === 0 || rows.some((row) => row.some((cell) => cell.includes('\n'))))
    return { rows, doubtful: false };
  const whole: Row[] = rows.slice(0, heads[0]);
  let doubtful = false;
  heads.forEach((at, index) => {
    const head = rows[at] ?? [];
    const width = head.findLastIndex((cell) => cell !== '') + 1;
    const body = rows.slice(at + 1, heads[index + 1] ?? rows.length);
    const broken = howBroken(body, width);
    doubtful ||= broken === 'perhaps';
    whole.push(head, ...(broken === undefined ? body : assembled(body, width)));
  });
  return { rows: whole, doubtful };
}

function howBroken(body: readonly Row[], width: number): 'surely' | 'perhaps' | undefined {
  const filled = body.filter((row) => row.length > 1 || (row[0] ?? '') !== '');
  const tabbed = filled.filter((row) => row.length > 1);
  const tabs = tabbed.reduce((sum, row) => sum + row.length - 1, 0);
  const [first = []] = filled;
  if (width < 2 || tabs === 0 || tabs % (width - 1) !== 0 || filled.some((row) => row.length > width)) return undefined;
  if (tabbed.length === filled.length && tabbed.every((row) => row.length === width)) return undefined;
  // Programs that end every row with all its tabs break no rows; a tab at the end of a short one was a cell that went on.
  const short = filled.filter((row) => row.length === 1).length;
  if (tabbed.some((row) => row.at(-1) === '') && short >= tabbed.length) return 'surely';
  const listed = filled.filter(([cell = '']) => isBulleted(cell) || isNumbered(cell)).length >= filled.length * 0.6;
  if (listed) return first.length < width || tabbed.length * 2 < filled.length ? 'surely' : undefined;
  // Without list marks a single row may tell itself: its cells have several lines, and there are tabs for one row only.
  if (tabs !== width - 1 || isUpper(first[0] ?? '')) return undefined;
  return 'perhaps';
}

function assembled(body: readonly Row[], width: number): Row[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let tabsLeft = body.reduce((sum, line) => sum + line.length - 1, 0);
  for (const line of body) {
    const [first = '', ...more] = line;
    const full = row.length === width;
    const listed = isBulleted(row.at(-1) ?? '') && !isBulleted(first);
    if (row.length === 0) row = [first];
    else if (full && tabsLeft > 0 && (more.length > 0 || listed)) {
      rows.push(row);
      row = [first];
    } else row[row.length - 1] = [row.at(-1), first].filter((cell) => cell !== '').join('\n');
    row.push(...more);
    tabsLeft -= more.length;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Headings that stand in the cells of their notes become a row of their own above them. */
function unfolded(names: Names, row: Row, next: Row | undefined, lettered: boolean): Row[] {
  const folded = row.map((cell) => fold(names, cell, lettered));
  if (folded.every((cell) => cell === undefined)) return [row];
  // "Szanse: nowa droga" on one line is a heading only where all cells are so; "Szanse: Edukacja" above a list names an area.
  const broken = folded.some((cell, at) => cell !== undefined && row[at]?.includes('\n'));
  const every = folded.every((cell, at) => cell !== undefined || row[at] === '');
  const more = next?.some(
    (cell) => cell !== '' && fold(names, cell, lettered) === undefined && names.heading(cell) === undefined,
  );
  const area =
    more && folded.every((cell) => cell === undefined || cell.dash || /^\p{Lu}[^;,.]{0,60}$/u.test(cell.notes));
  if (!broken && (!every || area)) return [row];
  return [folded.map((cell) => cell?.head ?? ''), folded.map((cell, at) => cell?.notes ?? row[at] ?? '')];
}

/** Takes the heading off a cell. `dash`: only a dash divides it from the rest, which may explain it. */
function fold(
  names: Names,
  cell: string,
  lettered: boolean,
): { head: string; notes: string; dash: boolean } | undefined {
  const line = cell.indexOf('\n');
  if (line < 0 && !/[:–—-]\s/.test(cell)) return undefined;
  const head = line < 0 ? /^[^:]{1,60}:(?=\s)|^.{1,60}?\s[–—-](?=\s)/.exec(cell)?.[0] : cell.slice(0, line);
  if (head === undefined || (lettered ? names.label(head) : names.section(head)) === undefined) return undefined;
  const rest = cell.slice(head.length).trim();
  // More lines of heading ("MOCNE STRONY", "Strengths") are not notes.
  if (rest === '' || names.section(cell) !== undefined || names.heading(rest) !== undefined) return undefined;
  const parts = rest.split(/;\s*/);
  const notes = line < 0 && parts.length > 1 ? parts.map((part) => `• ${part}`).join('\n') : rest;
  return { head, notes, dash: line < 0 && !head.endsWith(':') };
}
