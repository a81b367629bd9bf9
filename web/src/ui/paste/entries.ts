import { areaLines } from './areas.ts';
import { areListNumbers, isBulleted, isNumbered, isPlaceholder, unmarked } from './lines.ts';

/** One note to be, or the name of what the notes below it belong to, and the line with which it begins. */
export interface Entry {
  readonly text: string;
  readonly at: number;
  readonly names: boolean;
}

/** What all lists of a document have in common; a line alone does not tell it. */
export interface ListFacts {
  /** The numbers in front of lines only count them. */
  readonly numbers: boolean;
  /** The lines are rows of their own, and not those of one cell. */
  readonly run: boolean;
  /** Items end with a comma, a semicolon or a bracket; lines that do not go on. */
  readonly wraps: boolean;
}

/** Whether the lines of a document were broken by the width of its column: its items end with commas, its lines do not. */
export function linesWrap(lists: readonly (readonly string[])[]): boolean {
  const runs = lists.map((lines) => lines.filter((line) => line !== '')).filter((lines) => lines.length > 0);
  if (runs.flat().some(isBulleted)) return false;
  const ends = (line = '') => /[,;]$/.test(line) && brackets(line) <= 0;
  const within = runs.flatMap((lines) => lines.slice(0, -1));
  const last = runs.filter((lines) => /[,;.]$/.test(lines.at(-1) ?? '')).length;
  return runs.flat().filter(ends).length > 2 && !within.every(ends) && last > 1 && last >= runs.length * 0.6;
}

/** The items of lines that stand below each other: one cell, or a column between two headings. */
export function entries(given: readonly string[], facts: ListFacts): Entry[] {
  const lines = given
    .flatMap((line, at) => inline(line).map((text) => ({ text, at })))
    .filter(({ text }) => text !== '');
  const texts = lines.map(({ text }) => text);
  const listed = facts.numbers || (texts.length > 1 && areListNumbers(texts));
  const opens = (line: string) => isBulleted(line) || (listed && isNumbered(line));
  const firstItem = texts.findIndex(opens);
  const areas = texts.length > 1 ? areaLines(texts, opens) : new Map<number, string>();
  const found: { text: string; at: number; names: boolean }[] = [];
  texts.forEach((line, n) => {
    const name = areas.get(n);
    const item = found.at(-1);
    const within = firstItem >= 0 && firstItem < n;
    if (name !== undefined) found.push({ text: name, at: lines[n]?.at ?? 0, names: true });
    else if (item !== undefined && !item.names && continues(texts, n, opens, facts, item.text, within))
      item.text = joined(item.text, line);
    else found.push({ text: unmarked(line, listed), at: lines[n]?.at ?? 0, names: false });
  });
  return found.map(({ text, ...rest }) => ({ ...rest, text: text.replace(/\s*[;,]+$/, '').trim() }));
}

/** Whether a line goes on with the item above it. */
function continues(
  lines: readonly string[],
  at: number,
  opens: (line: string) => boolean,
  { run, wraps }: ListFacts,
  item: string,
  listed: boolean,
): boolean {
  const line = lines[at] ?? '';
  const before = lines[at - 1] ?? '';
  if (opens(line) || isPlaceholder(line)) return false;
  const small = /^[\p{Ll}(]/u.test(line);
  // A bracket that closes soon.
  if (item.includes('(') && lines.slice(at, at + 3).some((next) => brackets(next) < 0) && brackets(item) > 0)
    return true;
  if (/\p{L}-$/u.test(before) && small) return true;
  if (listed) return small || !run;
  if (wraps) return !/[,;.)]$/.test(before) && small;
  // A sentence that was broken: a long line without an end, then a small letter where others begin with a capital one.
  return small && (before.length >= 35 || !run) && !/[,;.:!?]$/.test(before) && /^\p{Lu}\p{Ll}|^\p{Lu}\s/u.test(item);
}

function joined(text: string, line: string): string {
  return /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line) ? text.slice(0, -1) + line : `${text} ${line}`;
}

/** How many brackets of a text are open at its end. */
function brackets(text: string): number {
  return text.split('(').length - text.split(')').length;
}

/** A list that lost its line breaks: "• a • b", "1. a 2. b". */
function inline(line: string): string[] {
  if (/^[•◦]\s*/.test(line)) return line.split(/\s+[•◦]\s*/).map((part, at) => (at === 0 ? part : `• ${part}`));
  const dashes = /^([-–—])\s/.exec(line)?.[1];
  const parts = dashes === undefined ? [] : line.slice(1).split(` ${dashes} `);
  if (parts.length > 2) return parts.map((part) => `• ${part.trim()}`);
  const items: string[] = [];
  for (const part of line.split(/\s+(?=\(?(?:\d{1,2}[.)]|[b-z]\))\s*[^\s\d])/)) {
    const [, n = '', letter = ''] = /^\(?(?:(\d{1,2})[.)]|([a-z])\))/.exec(part) ?? [];
    const count = letter === '' ? Number(n) : letter.charCodeAt(0) - 96;
    if (count === items.length + 1) items.push(part);
    else if (items.length === 0) return [line];
    else items.push(`${items.pop()} ${part}`);
  }
  return items;
}
