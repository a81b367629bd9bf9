import { cleanProse, isBlank } from '../../board/limits.ts';
import { plainBulletsIn, withPlainBullets } from './bullets.ts';
import { withoutChat } from './chat.ts';

/** One row: clean texts without space around them, '' where nothing stands. */
export type Row = readonly string[];

// A quoted cell longer than a spreadsheet's largest is a stray quotation mark; the bound also keeps the search linear.
const longestQuoted = 40_000;

interface Raw {
  text: string;
  /** It stood in quotation marks that a spreadsheet had no reason to write. */
  needless: boolean;
}

/**
 * Splits copied text into rows: tab-separated as spreadsheets copy them, with quoted cells; without tabs, semicolons or
 * commas separate when the rows really form a table. Blank rows stay, at the end they go. Never throws.
 */
export function readRows(pasted: string, listed = true): Row[] {
  const whole = withoutQuoteMarks(pasted.replace(/^\ufeff/, '').replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n'));
  const text = withoutChat(whole) ?? whole;
  const [, named, rest] = /^"?sep=(.)"?\n([\s\S]*)$/i.exec(text) ?? [];
  const cells = named === undefined ? (drawn(text) ?? table(text)) : split(rest ?? '', named);
  if (!listed) return cleanRows(cells ?? split(text, '\t'));
  return cleanRows(cells === undefined ? split(withPlainBullets(text), '\t') : plainBulletsIn(cells));
}

/** The rows as notes may hold them, without the blank ones at the end. */
export function cleanRows(rows: readonly (readonly string[])[]): Row[] {
  const clean = rows.map((row) => row.map(cleanCell));
  while (clean.length > 0 && clean.at(-1)?.every((cell) => cell === '')) clean.pop();
  return clean;
}

/** Mail that was answered has a mark in front of each line. */
function withoutQuoteMarks(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const quoted = lines.filter((line) => /^\s*>/.test(line)).length;
  return quoted > 1 && quoted * 2 >= lines.length ? text.replace(/^(?:[ \t]*>)+ ?/gm, '') : text;
}

/** A table drawn with bars, as chat programs and wikis write it. */
function drawn(text: string): string[][] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const bars = lines.filter((line) => /^\s*\|.*\|\s*$/.test(line));
  if (bars.length < 2 || bars.length * 4 < lines.length * 3) return undefined;
  return lines
    .filter((line) => !/^[\s|:-]+$/.test(line))
    .map((line) =>
      line
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => cell.replace(/<br\s*\/?>/gi, '\n')),
    );
}

function table(text: string): string[][] | undefined {
  if (text.includes('\t')) return undefined;
  return [';', ','].map((delimiter) => split(text, delimiter)).find(isTable);
}

/** Whether splitting made a table, and did not cut sentences to pieces. */
function isTable(rows: readonly string[][]): boolean {
  const filled = rows.filter((row) => !row.every(isBlank));
  const [first = []] = filled;
  const width = first.length;
  const same = filled.filter((row) => row.length === width).length;
  if (width < 2 || filled.length < 2 || same < filled.length * 0.6) return false;
  // Prose has a space behind its commas, and a list item may end in one.
  const behind = filled.flatMap((row) => row.slice(1));
  if (behind.some((cell) => /^\s/.test(cell))) return false;
  return first.every((cell) => cell.length < 40) && first.filter((cell) => cell !== '').length > 1;
}

function split(text: string, delimiter: string): string[][] {
  const [mark, ends] = [`\\u{${delimiter.codePointAt(0)?.toString(16)}}`, '\\n'];
  const quoted = `"((?:[^"]|""){0,${longestQuoted}})"(?=${mark}|${ends}|$)`;
  const cell = new RegExp(`(?:${quoted}|([^${mark}${ends}]*))(${mark}|${ends}|$)`, 'uy');
  const rows: Raw[][] = [[]];
  for (;;) {
    const [, inside, bare = '', end = ''] = cell.exec(text) ?? [];
    const needless = delimiter === '\t' && !/[\n\t"]|^$|^(?:[-–—•]|\d+[.)])\s/.test(inside ?? '');
    rows.at(-1)?.push({ text: inside?.replaceAll('""', '"') ?? bare, needless });
    if (end === '') return unquote(rows);
    if (end === '\n') rows.push([]);
  }
}

/** Spreadsheets quote only where they must, so "Zielona gmina" keeps its marks, unless the program quoted everything. */
function unquote(rows: readonly Raw[][]): string[][] {
  const cells = rows.flat().filter(({ text }) => text !== '');
  const all = cells.filter(({ needless }) => needless).length * 2 > cells.length;
  return rows.map((row) => row.map(({ text, needless }) => (needless && !all ? `"${text}"` : text)));
}

// Nearly all cells are made of these and need no cleaning.
const unusual = /[^ -~À-ž–—„”]|[ *]{2}/;

/** The text of a cell as a note may hold it. */
function cleanCell(cell: string): string {
  if (!unusual.test(cell)) return cell.trim();
  return (
    cleanProse(cell.replace(/[\v\f]/g, '\n').normalize())
      .replace(/\*\*(\S[^*]*)\*\*/g, '$1')
      // A joiner stays where it makes one emoji of several.
      .replace(/[\u00ad\u200b\u200c\u2060\ufeff]|\u200d(?!\p{Extended_Pictographic})/gu, '')
      .split('\n')
      .map((line) => line.replace(/[\s\u0085]+/g, ' ').trim())
      .join('\n')
      .replace(/^\n+|\n+$/g, '')
  );
}
